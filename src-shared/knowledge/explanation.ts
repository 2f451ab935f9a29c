import type { LocalizedText } from '../descriptor/types'
import type { ExchangeSummary } from '../exchange/exchange'
import type { ClockSkew } from './clock-skew'
import type { NamedParameter } from './named-parameter'
import { bilingual as both, type Fixer } from './types'

/** What an outcome means, who can set it right and what to do next. Data: whoever shows it chooses the language. */
export interface Explanation {
  /** Stable name of what was explained, e.g. `code-25`, `sub-code-isp.call-limited`, `failure-dns`, `page-sign-in`. */
  readonly id: string
  readonly headline: LocalizedText
  readonly meaning: LocalizedText | null
  readonly fixer: Fixer
  /** The next step first. */
  readonly nextSteps: readonly LocalizedText[]
  /** Whether the session may exist although there is no success, or that nothing can have happened; null where it need not be said. */
  readonly effect: LocalizedText | null
  readonly waiting: {
    readonly helps: boolean
    /** When a ban ends by our clock, in epoch milliseconds; null where nothing says so. */
    readonly untilEpochMs: number | null
  }
  readonly facts: readonly ExplanationFact[]
  readonly parameters: readonly NamedParameter[]
  readonly isSubCodeLed: boolean
  /** How this machine's clock compares; null when the answer does not tell. */
  readonly clock: ClockSkew | null
  /** Address of the public page that says so; null where none is public. */
  readonly sourceUrl: string | null
}

export const FACT_KINDS = [
  'platform-message',
  'seen-ip',
  'allowed-ips',
  'scope-ids',
  'ban-seconds',
  'business-error',
  'missing-key',
  'caller-id',
  'http-status',
  'page-title',
  'server',
  'location',
  'system-detail',
] as const
export type FactKind = (typeof FACT_KINDS)[number]

/** One thing that was read out of the answer, as text. */
export interface ExplanationFact {
  readonly kind: FactKind
  readonly value: string
}

/** What of an exchange an explanation is made from. */
export type ExplainedExchange = Pick<
  ExchangeSummary,
  | 'operation'
  | 'outcome'
  | 'failure'
  | 'failureDetail'
  | 'bytesLeft'
  | 'code'
  | 'subCode'
  | 'message'
  | 'subMessage'
  | 'httpStatus'
  | 'gatewayUrl'
  | 'callerId'
  | 'startedAt'
  | 'durationMs'
  | 'phases'
>

/** The part of an answer an explanation looks at: the head, and the beginning of the decoded text. */
export interface ExplainedResponse {
  readonly head: string
  readonly bodyStart: string
}

/** Names of the facts. */
export const FACT_LABELS: Readonly<Record<FactKind, LocalizedText>> = {
  'platform-message': both('平台的说明', 'the platform says'),
  'seen-ip': both('平台看到的 IP', 'IP the platform saw'),
  'allowed-ips': both('白名单里的 IP', 'IPs on the allow-list'),
  'scope-ids': both('应用现有的权限包', 'packages the app has'),
  'ban-seconds': both('平台要求等待的秒数', 'seconds to wait, by the platform'),
  'business-error': both('业务错误', 'the service’s error'),
  'missing-key': both('查不到的是', 'not found'),
  'caller-id': both('查找用的 ID', 'id to look up'),
  'http-status': both('HTTP 状态码', 'HTTP status'),
  'page-title': both('页面标题', 'title of the page'),
  server: both('服务器自称', 'the server calls itself'),
  location: both('指向', 'it points to'),
  'system-detail': both('系统信息', 'the system says'),
}

/** Names of those who can set it right. */
export const FIXER_LABELS: Readonly<Record<Fixer, LocalizedText>> = {
  caller: both('你可以处理', 'You can fix this'),
  'app-owner': both('找应用负责人', 'Ask the app’s owner'),
  network: both('找网络或代理的管理员', 'Ask the network’s administrator'),
  platform: both('找平台或业务服务', 'Ask the platform or its service'),
  maintainer: both('找控制台的维护者', 'Ask the console’s maintainer'),
  nobody: both('不需要谁来修', 'Nobody has to fix this'),
}

/** Whether waiting helps. */
export const WAITING_LABELS = {
  helps: both('等一会儿可能会好', 'Waiting may help'),
  useless: both('等待没有用', 'Waiting does not help'),
} as const satisfies Record<string, LocalizedText>
