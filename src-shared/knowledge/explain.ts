import { isHtml } from '../exchange/document/read-document'
import { headerOf } from '../exchange/exchange'
import { clockSkew } from './clock-skew'
import type { ExplainedExchange, ExplainedResponse, Explanation, ExplanationFact, FactKind } from './explanation'
import { FAILURE_MEANINGS, LOOK_UP_FIRST, MAY_HAVE_ACTED, NOTHING_LEFT, UNKNOWN_RESULT, type FailureMeaning } from './failures'
import { businessMeaning, refusalMeaning } from './find-meaning'
import { namedParameters } from './named-parameter'
import { decodeEscapes, readSubMessage } from './sub-message'
import { bilingual as both, type Meaning } from './types'
import { readWebPage, type WebPage } from './web-page'
import { WEB_PAGE_MEANINGS, statusMeaning } from './web-page-meanings'

/** Whole seconds lose up to one: the ban is over one second after the figure says. */
const BAN_MARGIN_MS = 1_000

type Told = Omit<Explanation, 'clock'>

const PLAIN = { effect: null, waiting: { helps: false, untilEpochMs: null }, facts: [], parameters: [], isSubCodeLed: false, sourceUrl: null } as const

/** Explains how an exchange ended; null while it is under way. Looks at nothing but what is given: no clock, no network. */
export function explain(exchange: ExplainedExchange, response: ExplainedResponse | null): Explanation | null {
  const told = tell(exchange, response)
  if (told === null) return null
  return { ...told, clock: response === null ? null : clockSkew(headerOf(response.head, 'date'), exchange) }
}

function tell(exchange: ExplainedExchange, response: ExplainedResponse | null): Told | null {
  switch (exchange.outcome) {
    case null:
      return null
    case 'succeeded':
      return { ...PLAIN, id: 'succeeded', headline: both('平台返回成功', 'The platform returned success'), meaning: null, fixer: 'nobody', nextSteps: [] }
    case 'rejected':
      return fromMeaning(exchange, `business-${exchange.code ?? 'none'}`, businessMeaning(exchange.code))
    case 'refused':
      return explainRefusal(exchange)
    case 'failed':
      return explainFailure(exchange, response)
    case 'unknown':
      return explainUnknown(exchange)
  }
}

function fromMeaning(exchange: ExplainedExchange, id: string, meaning: Meaning): Told {
  return {
    ...PLAIN,
    id,
    headline: meaning.headline,
    meaning: meaning.meaning,
    fixer: meaning.fixer,
    nextSteps: meaning.next,
    effect: meaning.mayHaveActed ? LOOK_UP_FIRST : null,
    waiting: { helps: meaning.waitingHelps, untilEpochMs: null },
    facts: meaning.mayHaveActed ? callerIdFact(exchange) : [],
    sourceUrl: meaning.source,
  }
}

function explainRefusal(exchange: ExplainedExchange): Told {
  const { code, subCode, subMessage } = exchange
  const { meaning, subCode: known, isSubCodeLed } = refusalMeaning(code, subCode)
  const told = fromMeaning(exchange, isSubCodeLed ? `sub-code-${known?.subCode ?? subCode ?? ''}` : `code-${code ?? 'none'}`, meaning)
  const found = readSubMessage(subMessage)
  const after = subCode?.split(':').slice(1).join(':') ?? ''
  const decoded = decodeEscapes(subMessage ?? '')
  // What is known needs no second reading of the platform's words, unless they came with escapes in them.
  const isNewsworthy = known === null ? decoded !== '' : decoded !== subMessage && decoded !== ''
  return {
    ...told,
    isSubCodeLed,
    waiting: { helps: told.waiting.helps || found.banSeconds !== null, untilEpochMs: banEnd(exchange, found.banSeconds) },
    parameters: namedParameters(exchange, known),
    facts: [
      ...factOf('seen-ip', found.seenIp),
      ...factOf('allowed-ips', found.allowedIps.join(' ')),
      ...factOf('scope-ids', found.scopeIds.join(' ')),
      ...factOf('ban-seconds', found.banSeconds),
      ...factOf('business-error', known?.after === 'business-error' ? after : null),
      ...factOf('missing-key', known?.after === 'key' ? after : null),
      ...factOf('platform-message', isNewsworthy ? decoded : null),
      ...told.facts,
    ],
  }
}

/** When a ban ends: counted from the end of the answer. At most nine digits, so that no digit is lost in the sum. */
function banEnd({ startedAt, durationMs }: ExplainedExchange, banSeconds: string | null): number | null {
  return banSeconds === null ? null : startedAt + Math.round(durationMs ?? 0) + Number.parseInt(banSeconds, 10) * 1_000 + BAN_MARGIN_MS
}

function explainFailure(exchange: ExplainedExchange, response: ExplainedResponse | null): Told {
  const kind = exchange.failure ?? 'internal'
  const { httpStatus } = exchange
  const failure = FAILURE_MEANINGS[kind]
  const told = { ...fromFailure(exchange, failure), id: `failure-${kind}` }
  if (response === null || httpStatus === null || (kind !== 'html' && kind !== 'http-status')) return told
  const page = readWebPage({ ...response, status: httpStatus, gatewayUrl: exchange.gatewayUrl }, isHtml(new TextEncoder().encode(response.bodyStart)))
  const meaning = page === null ? statusMeaning(httpStatus) : WEB_PAGE_MEANINGS[page.kind]
  return {
    ...told,
    ...(meaning === null
      ? {}
      : {
          headline: meaning.headline,
          meaning: meaning.meaning,
          fixer: meaning.fixer,
          nextSteps: meaning.next,
          waiting: { helps: meaning.waitingHelps, untilEpochMs: null },
        }),
    ...(page === null ? {} : { id: `page-${page.kind}`, effect: stoppedOnTheWay(page) ? null : told.effect }),
    facts: [
      { kind: 'http-status', value: String(httpStatus) },
      ...factOf('page-title', page?.title ?? null),
      ...factOf('server', page?.server ?? headerOf(response.head, 'server')),
      ...factOf('location', page?.location ?? null),
      ...told.facts,
    ],
  }
}

/** Pages that come instead of the platform, not after it. */
function stoppedOnTheWay({ kind }: WebPage): boolean {
  return kind === 'sign-in' || kind === 'moved' || kind === 'not-found'
}

function explainUnknown(exchange: ExplainedExchange): Told {
  // Without a reason it was left behind by a crash.
  const kind = exchange.failure ?? 'interrupted'
  const failure = FAILURE_MEANINGS[kind]
  // It had an end once; only the proof of it is gone.
  if (kind === 'response-lost' || kind === 'request-lost') return { ...fromFailure(exchange, failure), id: `unknown-${kind}`, effect: null }
  return {
    ...fromFailure(exchange, failure),
    id: `unknown-${kind}`,
    meaning: failure.next,
    fixer: 'caller',
    nextSteps: UNKNOWN_RESULT.next,
    effect: UNKNOWN_RESULT.effect,
    facts: [...callerIdFact(exchange), ...factOf('system-detail', exchange.failureDetail)],
  }
}

function fromFailure(exchange: ExplainedExchange, failure: FailureMeaning): Omit<Told, 'id'> {
  return {
    ...PLAIN,
    headline: failure.headline,
    meaning: null,
    fixer: failure.fixer,
    nextSteps: [failure.next],
    effect: exchange.bytesLeft ? MAY_HAVE_ACTED : NOTHING_LEFT,
    waiting: { helps: failure.waitingHelps, untilEpochMs: null },
    facts: [...factOf('system-detail', exchange.failureDetail), ...(exchange.bytesLeft ? callerIdFact(exchange) : [])],
  }
}

/** The id to look a session up by. */
function callerIdFact({ callerId }: ExplainedExchange): ExplanationFact[] {
  return factOf('caller-id', callerId)
}

function factOf(kind: FactKind, value: string | null): ExplanationFact[] {
  return value === null || value === '' ? [] : [{ kind, value }]
}
