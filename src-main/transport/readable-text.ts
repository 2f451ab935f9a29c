import { decodeText } from '@shared/exchange/charset'
import { headerOf } from '@shared/exchange/exchange'
import { MAX_RESPONSE_BYTES } from '@shared/profile/profile'
import { decodeBody } from './content-encoding'

/** What can be read in the body under a head, in the charset it names; null when its content encoding cannot be undone. */
export async function readableText(head: string, body: Uint8Array): Promise<string | null> {
  const decoded = await decodeBody(body, headerOf(head, 'content-encoding'), MAX_RESPONSE_BYTES)
  return decoded.ok ? decodeText(decoded.body, headerOf(head, 'content-type')).text : null
}
