import type { XmlAttribute } from '../document/rows'
import { AMPERSAND, byteAt, CARRIAGE_RETURN, DOUBLE_QUOTE, EQUALS, GREATER, isSpace, SINGLE_QUOTE, SLASH, skipName, skipSpace } from './characters'

// Everything here reads markup that was found well-formed before.

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
/** Up to here characters are put together one by one, which is quicker than a call of the decoder. */
const SHORT = 24

/** The characters between two offsets, nothing resolved. */
export function decode(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > SHORT) return decoder.decode(bytes.subarray(start, end))
  let text = ''
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number
    if (byte >= 0x80) return decoder.decode(bytes.subarray(start, end))
    text += String.fromCharCode(byte)
  }
  return text
}

/** Character data between two offsets: line ends normalised (section 2.11), references resolved. */
export function decodeText(bytes: Uint8Array, start: number, end: number): string {
  const text = decodeLines(bytes, start, end)
  return holds(bytes, start, end, AMPERSAND) ? resolve(text) : text
}

/** The same for what holds no references: CDATA, comments, instructions. */
export function decodeLines(bytes: Uint8Array, start: number, end: number): string {
  const text = decode(bytes, start, end)
  return holds(bytes, start, end, CARRIAGE_RETURN) ? text.replace(/\r\n?/g, '\n') : text
}

function holds(bytes: Uint8Array, start: number, end: number, wanted: number): boolean {
  for (let at = start; at < end; at += 1) {
    if (bytes[at] === wanted) return true
  }
  return false
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function resolve(text: string): string {
  return text.replace(/&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|([a-z]+));/g, (written, hexadecimal?: string, decimal?: string, entity?: string) => {
    if (entity !== undefined) return ENTITIES[entity] ?? written
    return String.fromCodePoint(hexadecimal === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hexadecimal, 16))
  })
}

/** Offset of the `>` of the start tag that begins at an offset. */
export function findTagEnd(bytes: Uint8Array, start: number): number {
  let at = start
  for (let byte = byteAt(bytes, at); byte !== GREATER; byte = byteAt(bytes, at)) {
    at = byte === DOUBLE_QUOTE || byte === SINGLE_QUOTE ? bytes.indexOf(byte, at + 1) + 1 : at + 1
  }
  return at
}

const NO_ATTRIBUTES: readonly XmlAttribute[] = []

/** Attributes of the start tag whose name ends at an offset, values as section 3.3.3 says. */
export function readAttributes(bytes: Uint8Array, nameEnd: number): readonly XmlAttribute[] {
  const places = findAttributes(bytes, nameEnd)
  if (places.length === 0) return NO_ATTRIBUTES
  return places.map(({ start, end, open, close }) => {
    const written = decode(bytes, open + 1, close).replace(/\r\n|[\r\n\t]/g, ' ')
    return { name: decode(bytes, start, end), value: resolve(written) }
  })
}

/** A start tag with one blank before each attribute and none elsewhere; line breaks and tabs inside values are blanks to every parser. */
export function writeOpenTag(bytes: Uint8Array, start: number): string {
  const nameEnd = skipName(bytes, start + 1)
  let tag = `<${decode(bytes, start + 1, nameEnd)}`
  for (const place of findAttributes(bytes, nameEnd)) {
    tag += ` ${decode(bytes, place.start, place.end)}=${decode(bytes, place.open, place.close + 1).replace(/\r\n|[\r\n\t]/g, ' ')}`
  }
  return `${tag}${bytes[findTagEnd(bytes, nameEnd) - 1] === SLASH ? '/>' : '>'}`
}

/** Where the name stands, and where the quotes of the value. */
interface AttributePlace {
  readonly start: number
  readonly end: number
  readonly open: number
  readonly close: number
}

function findAttributes(bytes: Uint8Array, nameEnd: number): readonly AttributePlace[] {
  if (!isSpace(byteAt(bytes, nameEnd))) return NO_PLACES
  const places: AttributePlace[] = []
  let start = skipSpace(bytes, nameEnd)
  while (byteAt(bytes, start) !== GREATER && byteAt(bytes, start) !== SLASH) {
    const end = skipName(bytes, start)
    let open = end
    while (isSpace(byteAt(bytes, open)) || byteAt(bytes, open) === EQUALS) open += 1
    const close = bytes.indexOf(byteAt(bytes, open), open + 1)
    places.push({ start, end, open, close })
    start = skipSpace(bytes, close + 1)
  }
  return places
}

const NO_PLACES: readonly AttributePlace[] = []

const NAMES = 1024

/** Gives the same string for the same name, since a document has few names and a million elements. */
export class NameReader {
  private readonly names: (string | undefined)[] = new Array<string | undefined>(NAMES)
  private readonly starts = new Uint32Array(NAMES)

  constructor(private readonly bytes: Uint8Array) {}

  read(start: number, end: number): string {
    const slot = this.slotOf(start, end)
    const known = this.names[slot]
    if (known !== undefined && this.isSame(this.starts[slot] as number, start, end)) return known
    const name = decode(this.bytes, start, end)
    this.names[slot] = name
    this.starts[slot] = start
    return name
  }

  private slotOf(start: number, end: number): number {
    let hash = 0
    for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + (this.bytes[at] as number)) | 0
    return hash & (NAMES - 1)
  }

  private isSame(known: number, start: number, end: number): boolean {
    const { bytes } = this
    for (let at = start; at < end; at += 1) {
      if (bytes[at] !== bytes[known + at - start]) return false
    }
    // The known name ends where this one does when no name can go on there.
    return skipName(bytes, known) === known + end - start
  }
}
