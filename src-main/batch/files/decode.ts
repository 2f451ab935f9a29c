import type { BatchCharset } from '@shared/batch/batch-contract'

const MARKS: readonly (readonly [BatchCharset, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** The charset of a file of rows: by its byte order mark, else UTF-8 if it is that, else what spreadsheets in China write. */
export function charsetOf(bytes: Uint8Array): BatchCharset {
  for (const [charset, mark] of MARKS) if (mark.every((byte, index) => bytes[index] === byte)) return charset
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return 'gb18030'
  }
}

/** The text without its byte order mark; what the charset cannot read becomes U+FFFD. */
export function decodeText(bytes: Uint8Array, charset: BatchCharset): string {
  return new TextDecoder(charset).decode(bytes)
}
