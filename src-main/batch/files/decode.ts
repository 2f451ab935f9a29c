import type { BatchCharset } from '@shared/batch/batch-contract'
import { byteOrderMark } from '@shared/exchange/charset'
import { isUtf8 } from '@shared/exchange/utf8'

/** The charset of a file of rows: by its byte order mark, else UTF-8 if it is that, else what spreadsheets in China write. */
export function charsetOf(bytes: Uint8Array): BatchCharset {
  return byteOrderMark(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'gb18030')
}

/** The text without its byte order mark; what the charset cannot read becomes U+FFFD. */
export function decodeText(bytes: Uint8Array, charset: BatchCharset): string {
  return new TextDecoder(charset).decode(bytes)
}
