import type { ShownExchange } from '@shared/exchange/exchange'
import { sentParameters } from '@shared/exchange/sent-parameters'
import type { RequestText } from '@shared/import/request-text'
import type { SignatureSource } from '@shared/knowledge/diagnosis'
import { valueOf } from '@shared/knowledge/signing-recipe'
import type { Parameter } from '@shared/protocol/parameters'

/** The request the signature dialog is about. */
export interface Subject {
  /** How main finds it. */
  readonly source: SignatureSource
  /** Everything but `sign`, as it was written; of a stored exchange with the marker in place of the session token. */
  readonly parameters: readonly Parameter[]
  readonly sign: string
  /** Null for a pasted request. */
  readonly exchange: ShownExchange | null
}

/** Code the platform refuses a signature with (PROTOCOL 5). */
const INVALID_SIGNATURE = '25'

export function subjectOfExchange(exchange: ShownExchange): Subject {
  const sent = sentParameters(exchange.request)
  return {
    source: { exchangeId: exchange.id },
    parameters: sent.filter(({ name }) => name !== 'sign'),
    sign: valueOf(sent, 'sign') ?? '',
    exchange,
  }
}

/** A pasted request, to be looked at with the secret of a profile. */
export function subjectOfText({ parameters, sign }: Pick<RequestText, 'parameters' | 'sign'>, profileId: string): Subject {
  const source = { profileId, parameters: [...parameters], sign: sign ?? '' }
  return { source, parameters, sign: sign ?? '', exchange: null }
}

/** Whether the platform refused the exchange because of its signature. */
export function isSignatureRefused({ outcome, code }: Pick<ShownExchange, 'outcome' | 'code'>): boolean {
  return outcome === 'refused' && code === INVALID_SIGNATURE
}
