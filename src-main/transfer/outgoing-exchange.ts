import { decodeText } from '@shared/exchange/charset'
import { headerOf } from '@shared/exchange/exchange'
import { maskExchange } from '@shared/history/transfer/mask-exchange'
import type { OutgoingExchange, OutgoingHalf } from '@shared/history/transfer/outgoing'
import { MAX_RESPONSE_BYTES } from '@shared/profile/profile'
import type { StoredExchange } from '../history/history'
import { decodeBody } from '../transport/content-encoding'

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
  const decoded = await decodeBody(body, headerOf(head, 'content-encoding'), MAX_RESPONSE_BYTES)
  return { head, body, text: decoded.ok ? decodeText(decoded.body, headerOf(head, 'content-type')).text : null }
}
