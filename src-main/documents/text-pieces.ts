import { AppError } from '@shared/errors'
import type { Lines } from '@shared/exchange/document/rows'
import type { Piece } from './reader'

/** The most the clipboard is given; what is longer is for a file. */
export const MAX_COPIED_CHARACTERS = 67_108_864

const PIECE_CHARACTERS = 1_048_576
const PIECE_BYTES = 4_194_304

/** The whole text of a view. @throws AppError `document.too-large-to-copy` */
export function textOfLines(lines: Lines): string {
  const parts: string[] = []
  let length = 0
  for (let number = 0; number < lines.count; number += 1) {
    const part = withBreak(lines, number)
    length += part.length
    if (length > MAX_COPIED_CHARACTERS) throw new AppError('document.too-large-to-copy')
    parts.push(part)
  }
  return parts.join('')
}

/** A piece of a view's text, of about a million characters, beginning with line `from`. */
export function pieceOfLines(lines: Lines, from: number): Piece {
  const parts: string[] = []
  let number = from
  for (let length = 0; number < lines.count && length < PIECE_CHARACTERS; number += 1) {
    const part = withBreak(lines, number)
    length += part.length
    parts.push(part)
  }
  return { bytes: new TextEncoder().encode(parts.join('')), next: number < lines.count ? number : null }
}

/** A piece of a body, beginning with byte `from`. */
export function pieceOfBytes(body: Uint8Array, from: number): Piece {
  const end = Math.min(from + PIECE_BYTES, body.length)
  return { bytes: body.slice(from, end), next: end < body.length ? end : null }
}

/** A line and the line break before it; a line that only continues the one before has none. */
function withBreak(lines: Lines, number: number): string {
  const { text } = lines.lineAt(number)
  return number === 0 || lines.continuesAt?.(number) === true ? text : `\n${text}`
}
