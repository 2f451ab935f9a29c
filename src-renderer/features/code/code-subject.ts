import { findOperation } from '@shared/catalog'
import type { CodeRequest } from '@shared/codegen/code'
import { businessParameters } from '@shared/descriptor/serialise'
import type { DraftValues } from '@shared/descriptor/problems'
import type { Operation } from '@shared/descriptor/types'
import type { ShownExchange } from '@shared/exchange/exchange'
import { sentParameters } from '@shared/exchange/sent-parameters'
import { readDraft } from '@shared/import/draft-values'
import type { Profile } from '@shared/profile/profile'
import { PUBLIC_PARAMETER_NAMES, type Format, type SignMethod } from '@shared/protocol/parameters'

/** A request that code is made of, and what has to be said of it. */
export interface CodeSubject {
  readonly request: Omit<CodeRequest, 'language'>
  /** Business parameters a marker took the place of when they were stored. */
  readonly masked: readonly string[]
  /** Paths that typed setters of an SDK have no place for. */
  readonly leftOut: readonly string[]
  /** Whether variables stand there with example values. */
  readonly hasVariables: boolean
  /** Whether it goes to the built-in gateway, whose secret nobody knows. */
  readonly isBuiltIn: boolean
}

/** What the form holds, as it would be sent. */
export interface CodeDraft {
  readonly operation: Operation
  /** With examples in place of variables. */
  readonly values: DraftValues
  readonly hasVariables: boolean
  readonly format: Format
  readonly signMethod: SignMethod
  readonly profile: Profile
  readonly gatewayUrl: string
  /** Whether a session token is kept for the profile. */
  readonly withSession: boolean
}

/** The form as a subject. */
export function subjectOfDraft({ profile, hasVariables, ...draft }: CodeDraft): CodeSubject {
  const { appKey, targetAppKey, partnerId, simplify } = profile
  return {
    request: { ...draft, businessParameters: businessParameters(draft.operation, draft.values), appKey, targetAppKey, partnerId, simplify },
    masked: [],
    leftOut: [],
    hasVariables,
    isBuiltIn: profile.builtIn,
  }
}

/** A kept exchange as a subject: the very parameters it was sent with. Null when the catalog does not know its operation. */
export function subjectOfExchange(exchange: ShownExchange, isBuiltIn: boolean): CodeSubject | null {
  const operation = findOperation(exchange.operation)
  if (operation === null) return null
  const parameters = sentParameters(exchange.request)
  const valueOf = (wanted: string): string => parameters.find(({ name }) => name === wanted)?.value ?? ''
  const business = parameters.filter(({ name }) => !PUBLIC_PARAMETER_NAMES.includes(name))
  const masked = exchange.request.masked.filter((name) => business.some((one) => one.name === name))
  const { values, leftOut } = readDraft(operation, business)
  return {
    request: {
      operation,
      values,
      businessParameters: business,
      gatewayUrl: exchange.gatewayUrl,
      appKey: valueOf('app_key'),
      targetAppKey: valueOf('target_app_key'),
      partnerId: valueOf('partner_id'),
      signMethod: exchange.signMethod,
      format: exchange.format,
      simplify: valueOf('simplify') === 'true',
      withSession: valueOf('session') !== '',
    },
    masked,
    leftOut,
    hasVariables: false,
    isBuiltIn,
  }
}
