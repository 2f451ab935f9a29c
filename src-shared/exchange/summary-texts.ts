import type { ExchangeEnd, ExchangeSummary } from './exchange'

type AnswerTexts = Pick<ExchangeEnd, 'code' | 'subCode' | 'message' | 'subMessage' | 'requestId' | 'resultId'>
type Change = (text: string) => string

/** The same with every text changed that was read from an answer. */
export function withAnswerTexts<T extends AnswerTexts>(of: T, change: Change): T {
  const texts: AnswerTexts = {
    code: orNull(of.code, change),
    subCode: orNull(of.subCode, change),
    message: orNull(of.message, change),
    subMessage: orNull(of.subMessage, change),
    requestId: orNull(of.requestId, change),
    resultId: orNull(of.resultId, change),
  }
  return { ...of, ...texts }
}

/** The same with every text changed but what the console gives itself: ids, operation, app key. */
export function withSummaryTexts(summary: ExchangeSummary, change: Change): ExchangeSummary {
  return {
    ...withAnswerTexts(summary, change),
    gatewayUrl: change(summary.gatewayUrl),
    profileName: change(summary.profileName),
    callerId: change(summary.callerId),
    subject: change(summary.subject),
    failureDetail: orNull(summary.failureDetail, change),
    name: change(summary.name),
    note: change(summary.note),
    tags: summary.tags.map(change),
  }
}

function orNull(text: string | null, change: Change): string | null {
  return text === null ? null : change(text)
}
