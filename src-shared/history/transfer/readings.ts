/** A text as it can be read, and where each of its UTF-16 units begins in the text it was read from; the last number is that text's length. */
export interface Reading {
  readonly text: string
  /** Null when every unit stands where it was read. */
  readonly starts: readonly number[] | null
}

const JSON_ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }
const XML_NAMES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const REFERENCE = /&(?:#(\d{1,12})|#[xX]([0-9a-fA-F]{1,12})|(amp|lt|gt|quot|apos));/y
const HEXADECIMAL = /^[0-9a-fA-F]+$/

/** The ways a text can be read: as it stands, and with percent escapes, escapes of JSON and references of XML undone, a plus as itself or as a blank. */
export function readingsOf(text: string): readonly Reading[] {
  const asItStands = { text, starts: null }
  const hasPlus = text.includes('+')
  if (!/[%\\&]/.test(text)) return hasPlus ? [asItStands, { text: text.replaceAll('+', ' '), starts: null }] : [asItStands]
  const undone = undo(text)
  return hasPlus ? [asItStands, undone.plusKept, undone.plusAsBlank] : [asItStands, undone.plusKept]
}

function undo(source: string): { readonly plusKept: Reading; readonly plusAsBlank: Reading } {
  const units: string[] = []
  const blanks: string[] = []
  const starts: number[] = []
  for (let at = 0; at < source.length; ) {
    const { characters, length } = characterAt(source, at)
    for (let index = 0; index < characters.length; index += 1) {
      units.push(characters.charAt(index))
      // Only a plus that stands for itself may stand for a blank.
      blanks.push(length === 1 && characters === '+' ? ' ' : characters.charAt(index))
      starts.push(at)
    }
    at += length
  }
  starts.push(source.length)
  return { plusKept: { text: units.join(''), starts }, plusAsBlank: { text: blanks.join(''), starts } }
}

interface Character {
  readonly characters: string
  /** Units of the source it takes. */
  readonly length: number
}

function characterAt(source: string, at: number): Character {
  const first = source.charAt(at)
  const escaped = first === '%' ? percentAt(source, at) : first === '\\' ? escapeAt(source, at) : first === '&' ? referenceAt(source, at) : null
  return escaped ?? { characters: first, length: 1 }
}

/** One character of percent-encoded UTF-8 (RFC 3629, section 3). */
function percentAt(source: string, at: number): Character | null {
  const byte = (index: number): number => {
    const digits = source.slice(at + index * 3 + 1, at + index * 3 + 3)
    return source.charAt(at + index * 3) === '%' && digits.length === 2 && HEXADECIMAL.test(digits) ? parseInt(digits, 16) : -1
  }
  const first = byte(0)
  if (first === -1) return null
  if (first < 0x80) return { characters: String.fromCharCode(first), length: 3 }
  const count = first >= 0xf0 && first < 0xf8 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 0
  if (count === 0 || first >= 0xf8) return null
  let code = first & (0xff >> (count + 1))
  for (let index = 1; index < count; index += 1) {
    const next = byte(index)
    if ((next & 0xc0) !== 0x80 || next === -1) return null
    code = (code << 6) | (next & 0x3f)
  }
  return code > 0x10ffff ? null : { characters: String.fromCodePoint(code), length: count * 3 }
}

/** An escape of a JSON string (RFC 8259, section 7). */
function escapeAt(source: string, at: number): Character | null {
  const letter = source.charAt(at + 1)
  const plain = JSON_ESCAPES[letter]
  if (plain !== undefined) return { characters: plain, length: 2 }
  const digits = source.slice(at + 2, at + 6)
  return letter === 'u' && digits.length === 4 && HEXADECIMAL.test(digits) ? { characters: String.fromCharCode(parseInt(digits, 16)), length: 6 } : null
}

/** A reference to a character or a predefined entity (XML 1.0, sections 4.1 and 4.6). */
function referenceAt(source: string, at: number): Character | null {
  REFERENCE.lastIndex = at
  const found = REFERENCE.exec(source)
  if (found === null) return null
  const [written, decimal, hexadecimal, name] = found
  const code = decimal !== undefined ? parseInt(decimal, 10) : parseInt(hexadecimal ?? '0', 16)
  const characters = name !== undefined ? (XML_NAMES[name] ?? '') : code <= 0x10ffff ? String.fromCodePoint(code) : ''
  return { characters, length: written.length }
}
