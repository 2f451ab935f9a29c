import type { ExchangeSummary } from '@shared/exchange/exchange'

/** What is compared besides the bodies, in the order it is shown. */
const FACT_NAMES = [
  'outcome',
  'code',
  'subCode',
  'message',
  'subMessage',
  'failure',
  'httpStatus',
  'operation',
  'profile',
  'environment',
  'gateway',
  'format',
  'signMethod',
  'sent',
  'duration',
] as const
export type FactName = (typeof FACT_NAMES)[number]

/** Differ between any two exchanges and say little. */
const ALWAYS_DIFFERENT: readonly FactName[] = ['sent', 'duration']

export interface Fact {
  readonly name: FactName
  readonly left: string | null
  readonly right: string | null
  /** Whether it differs and that means something. */
  readonly differs: boolean
}

export type Facts = Readonly<Partial<Record<FactName, string | null>>>

/** How a summary's values are worded. */
export interface FactWords {
  readonly outcome: (exchange: ExchangeSummary) => string
  readonly profile: (exchange: ExchangeSummary) => string
  readonly environment: (exchange: ExchangeSummary) => string
  readonly sent: (startedAt: number) => string
  readonly duration: (durationMs: number) => string
}

export function factsOfExchange(exchange: ExchangeSummary, words: FactWords): Facts {
  return {
    outcome: words.outcome(exchange),
    code: exchange.code,
    subCode: exchange.subCode,
    message: exchange.message,
    subMessage: exchange.subMessage,
    failure: exchange.failure,
    httpStatus: exchange.httpStatus === null ? null : String(exchange.httpStatus),
    operation: exchange.operation,
    profile: words.profile(exchange),
    environment: words.environment(exchange),
    gateway: exchange.gatewayUrl,
    format: exchange.format,
    signMethod: exchange.signMethod,
    sent: words.sent(exchange.startedAt),
    duration: exchange.durationMs === null ? null : words.duration(exchange.durationMs),
  }
}

/** Facts side by side, without those that neither side has. What only one side can have, such as a draft's outcome, is no difference. */
export function compareFacts(left: Facts, right: Facts): Fact[] {
  return FACT_NAMES.flatMap((name): Fact[] => {
    const one = left[name] ?? null
    const other = right[name] ?? null
    if (one === null && other === null) return []
    const canDiffer = name in left && name in right && !ALWAYS_DIFFERENT.includes(name)
    return [{ name, left: one, right: other, differs: canDiffer && one !== other }]
  })
}
