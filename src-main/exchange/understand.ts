import { AppError } from '@shared/errors'
import { headerOf, type ExchangeEnd, type StoredResponse } from '@shared/exchange/exchange'
import { MAX_RESPONSE_BYTES } from '@shared/profile/profile'
import type { Judgement, ReceivedAnswer } from '../documents/reader'
import { scrubResponse } from '../documents/scrub'
import { SHARED_FROM_BYTES } from '../threads/shared-memory'
import { decodeBody } from '../transport/content-encoding'
import type { TransportResult } from '../transport/transport'
import { endOf } from './exchange-end'
import type { ExchangeTools } from './perform-exchange'

/** What the transport brought for an exchange. */
export interface Received extends Pick<ReceivedAnswer, 'exchangeId' | 'operation' | 'session' | 'maxBytes'> {
  readonly result: TransportResult
}

/** How an exchange ended and what is to be kept of its response. */
export interface Understood {
  readonly end: ExchangeEnd
  readonly response: StoredResponse | null
  /** Whether the response is in the history already. */
  readonly isKept: boolean
}

type Tools = Pick<ExchangeTools, 'documents' | 'history' | 'onUnread'>

/** Takes the token out of what came and judges it. A large response is written to the disk meanwhile. */
export async function understand({ result, ...about }: Received, tools: Tools): Promise<Understood> {
  const end = endOf(result)
  if (result.response === null) return { end, response: null, isKept: false }
  const answer: ReceivedAnswer = { ...about, ...result.response, isWhole: result.failure === null }
  try {
    if (answer.isWhole && answer.body.length < SHARED_FROM_BYTES) {
      const { response, judgement } = await unlessLost(() => tools.documents.receiveAndJudge(answer))
      return { end: { ...end, ...judgement }, response, isKept: false }
    }
    const response = await unlessLost(() => tools.documents.receive(answer))
    const keeping = keepIfLarge(answer.exchangeId, response, tools)
    // What came only in part is kept, and says nothing.
    const judgement = answer.isWhole ? await judge(answer, tools) : {}
    return { end: { ...end, ...judgement }, response, isKept: await keeping }
  } catch (error) {
    tools.onUnread(error)
    return { end: answer.isWhole ? { ...end, ...UNREAD } : end, response: await scrubHere(answer), isKept: false }
  }
}

/** An answer came and the console could not read it: nobody knows what it says, and the session may exist. */
const UNREAD = { outcome: 'unknown', failure: 'internal', failureDetail: 'unread' } as const satisfies Partial<Judgement>

async function judge(answer: ReceivedAnswer, { documents, onUnread }: Tools): Promise<Partial<Judgement>> {
  const { exchangeId } = answer
  try {
    return await unlessLost(
      () => documents.judge(exchangeId),
      // The next reader does not have what the lost one was given.
      async () => {
        await documents.receive(answer)
        return documents.judge(exchangeId)
      },
    )
  } catch (error) {
    onUnread(error)
    return UNREAD
  }
}

/** A reader may be lost over another document. Reading is not sending: it may be done again. */
async function unlessLost<T>(read: () => Promise<T>, readAgain = read): Promise<T> {
  return read().catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'document.reader-lost') throw error
    return readAgain()
  })
}

/** When this fails the response is written together with its row, where a failure is told. */
async function keepIfLarge(exchangeId: string, response: StoredResponse, { history }: Tools): Promise<boolean> {
  if (response.body.length < SHARED_FROM_BYTES) return false
  return history.keepResponse(exchangeId, response).then(
    () => true,
    () => false,
  )
}

/** Where the reader was lost the bytes are kept all the same, and never with the token in them. */
async function scrubHere({ head, body, session }: ReceivedAnswer): Promise<StoredResponse> {
  const decoded = await decodeBody(body, headerOf(head, 'content-encoding'), MAX_RESPONSE_BYTES)
  return (await scrubResponse({ head, body }, decoded, session)).response
}
