import { decodeText, type DecodedText } from '@shared/exchange/charset'
import { headerOf, type Exchange } from '@shared/exchange/exchange'

/** What the views of a response are made from. */
export interface ResponseParts {
  /** `200 OK` */
  readonly status: string
  readonly contentType: string | null
  readonly contentEncoding: string | null
  /** The body as text; null when its content encoding could not be undone. */
  readonly body: DecodedText | null
  /** Head as received, and the body as text or, where there is no text, as hexadecimal. */
  readonly raw: string
}

/** How much of an undecodable body is shown. */
export const HEX_BYTES = 4_096

/** Takes a stored response apart; null while there is none. */
export function responseParts({ response, decodedBody }: Pick<Exchange, 'response' | 'decodedBody'>): ResponseParts | null {
  if (response === null) return null
  const contentType = headerOf(response.head, 'content-type')
  const isUndecodable = decodedBody === null && response.body.length > 0
  const body = isUndecodable ? null : decodeText(decodedBody ?? new Uint8Array(), contentType)
  return {
    status: (response.head.split('\r\n', 1)[0] ?? '').replace(/^\S+\s*/, ''),
    contentType,
    contentEncoding: headerOf(response.head, 'content-encoding'),
    body,
    raw: response.head + (body === null ? hexDump(response.body.subarray(0, HEX_BYTES)) : body.text),
  }
}

function hexDump(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let offset = 0; offset < bytes.length; offset += 16) {
    const row = [...bytes.subarray(offset, offset + 16)]
    const hexadecimal = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    const readable = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')
    lines.push(`${offset.toString(16).padStart(8, '0')}  ${hexadecimal.padEnd(47)}  ${readable}`)
  }
  return lines.join('\n')
}
