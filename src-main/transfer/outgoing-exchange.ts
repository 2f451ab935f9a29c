import { maskExchange } from '@shared/history/transfer/mask-exchange'
import type { OutgoingExchange, OutgoingHalf } from '@shared/history/transfer/outgoing'
import type { StoredExchange } from '../history/history'
import { readableText } from '../transport/readable-text'

/** An exchange as it goes into a file. */
export async function outgoingExchange({ request, response, ...summary }: StoredExchange, isMasked: boolean): Promise<OutgoingExchange> {
  const exact = {
    summary,
    request: { ...(await readable(request)), masked: request.masked },
    response: response === null ? null : { ...(await readable(response)), maskedCopies: response.maskedCopies },
  }
  return isMasked ? maskExchange(exact) : { ...exact, masked: null }
}

async function readable({ head, body }: { readonly head: string; readonly body: Uint8Array }): Promise<OutgoingHalf> {
  return { head, body, text: await readableText(head, body) }
}
