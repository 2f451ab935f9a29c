import type { LocalizedText } from '../descriptor/types'

/** Who can set right what went wrong. */
export const FIXERS = ['caller', 'app-owner', 'network', 'platform', 'maintainer', 'nobody'] as const
export type Fixer = (typeof FIXERS)[number]

/** What a code of the platform means and what to do about it: data only. */
export interface Meaning {
  readonly headline: LocalizedText
  readonly meaning: LocalizedText
  readonly fixer: Fixer
  /** What to do, the next step first. */
  readonly next: readonly LocalizedText[]
  /** Whether the same request may pass later without anybody changing anything. */
  readonly waitingHelps: boolean
  /** Whether the service may have acted all the same, so that a session has to be looked up before a repeat. */
  readonly mayHaveActed: boolean
  /** Address of the public page that says so; null where none is public. */
  readonly source: string | null
}

/** A text in both languages. */
export function bilingual(zh: string, en: string): LocalizedText {
  return { zh, en }
}

/** Public pages the meanings come from (PROTOCOL, section 0). */
export const SOURCES = {
  callProtocol: 'https://developer.alibaba.com/docs/doc.htm?articleId=101617&docType=1&treeId=780',
  officialErrors: 'https://developer.alibaba.com/docs/doc.htm?articleId=102707&docType=1&treeId=19',
  reprintWithSubCodes: 'https://blog.csdn.net/ye1992/article/details/8616047',
  oldestTable: 'https://www.cnblogs.com/Valentina/articles/2696993.html',
  operationPage: 'https://open.fliggy.com/docs/api.htm?apiId=71313',
  dingTalkNotes: 'https://blog.csdn.net/weixin_38171468/article/details/106051120',
} as const
