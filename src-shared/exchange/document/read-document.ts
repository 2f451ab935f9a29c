import type { Format } from '../../protocol/parameters'
import { readJsonRows, type ScannedJsonRows } from '../json/rows'
import { NotWellFormedError, type WellFormednessProblem } from '../not-well-formed'
import { byteOrderMarkLength } from '../utf8'
import { readXmlRows, type XmlByteRows } from '../xml/rows'

/** A body as it was understood: the rows of its format, or why it has none. Outcome and views are both made from it. */
export type ParsedDocument =
  | { readonly kind: 'rows'; readonly format: 'json'; readonly rows: ScannedJsonRows }
  | { readonly kind: 'rows'; readonly format: 'xml'; readonly rows: XmlByteRows }
  | {
      readonly kind: 'none'
      /** The format the body begins like, although it is not well-formed; null for anything but `not-well-formed`. */
      readonly format: Format | null
      readonly reason: 'empty' | 'html' | 'neither-format' | 'not-well-formed'
      readonly problem: WellFormednessProblem | null
    }

/** Reads a body in the format its first character tells. The bytes are valid UTF-8; they are kept, not copied. */
export function readDocument(utf8: Uint8Array): ParsedDocument {
  const none = { kind: 'none', format: null, problem: null } as const
  if (startOfText(utf8, 0) === utf8.length) return { ...none, reason: 'empty' }
  if (isHtml(utf8)) return { ...none, reason: 'html' }
  const format = formatOf(utf8)
  if (format === null) return { ...none, reason: 'neither-format' }
  try {
    return format === 'json' ? { kind: 'rows', format, rows: readJsonRows(utf8) } : { kind: 'rows', format, rows: readXmlRows(utf8) }
  } catch (error) {
    if (!(error instanceof NotWellFormedError)) throw error
    return { kind: 'none', format, reason: 'not-well-formed', problem: error.problem }
  }
}

/** Which format a UTF-8 body is in by its first character, or null when it is neither. */
export function formatOf(utf8: Uint8Array): Format | null {
  const first = utf8[startOfText(utf8, 0)]
  if (first === 0x3c) return 'xml'
  return first === 0x7b || first === 0x5b ? 'json' : null
}

const PAGE_START = /^<(?:!doctype\s+html|html|head|body)\b/i
const PAGE_START_LENGTH = 200

/** Whether a UTF-8 body is a web page: what proxies, captive portals and the gateway's own front answer with. */
export function isHtml(utf8: Uint8Array): boolean {
  let at = startOfText(utf8, 0)
  // Comments are skipped by search: a pattern that repeats them takes exponential time on a long row of comments.
  while (startsWith(utf8, at, '<!--')) {
    const end = endOfComment(utf8, at + 4)
    if (end === -1) return false
    at = startOfText(utf8, end)
  }
  return PAGE_START.test(String.fromCharCode(...utf8.subarray(at, at + PAGE_START_LENGTH)))
}

function endOfComment(utf8: Uint8Array, from: number): number {
  for (let at = utf8.indexOf(0x2d, from); at !== -1; at = utf8.indexOf(0x2d, at + 1)) {
    if (startsWith(utf8, at, '-->')) return at + 3
  }
  return -1
}

function startsWith(utf8: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (utf8[at + index] !== text.charCodeAt(index)) return false
  }
  return true
}

/** The first offset that holds neither white space nor a byte order mark. */
function startOfText(utf8: Uint8Array, from: number): number {
  let at = from
  for (;;) {
    const byte = utf8[at]
    if (byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d)) at += 1
    else if (byteOrderMarkLength(utf8, at) > 0) at += 3
    else return at
  }
}
