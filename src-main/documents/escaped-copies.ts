/** A place in bytes: its characters stand `step` bytes apart. */
export interface EscapedCopy {
  readonly from: number
  readonly to: number
  /** 1, or 2 in UTF-16 of either byte order. */
  readonly step: 1 | 2
}

const BACKSLASH = 0x5c
const AMPERSAND = 0x26
const PERCENT = 0x25
const PLUS = 0x2b

const HASH = 0x23
const SEMICOLON = 0x3b
const SMALL_U = 0x75
const SMALL_X = 0x78

/** What may follow a backslash and stand for itself. */
const PLAIN_AFTER_BACKSLASH: ReadonlySet<number> = new Set([0x22, 0x2f, 0x5c])
const XML_NAMES: ReadonlyMap<number, string> = new Map([
  [0x26, 'amp;'],
  [0x3c, 'lt;'],
  [0x3e, 'gt;'],
  [0x22, 'quot;'],
  [0x27, 'apos;'],
])

/**
 * The copies of an ASCII text of which any character may be written as it is or by an escape of JSON (RFC 8259, section 7),
 * XML (1.0, section 4.1) or a form, in bytes or in UTF-16. A writer may escape what it likes: some write `=` as `\u003d`.
 */
export function* escapedCopies(bytes: Uint8Array, text: string): Generator<EscapedCopy, void> {
  const wanted = Uint8Array.from(text, (character) => character.charCodeAt(0))
  yield* copiesAt(bytes, wanted, 1)
  // Markup is ASCII, so that UTF-16 has zeros in it.
  if (bytes.includes(0)) yield* copiesAt(bytes, wanted, 2)
}

function* copiesAt(bytes: Uint8Array, wanted: Uint8Array, step: 1 | 2): Generator<EscapedCopy, void> {
  const [first] = wanted
  for (let from = 0; from < bytes.length; from += 1) {
    const byte = bytes[from]
    if (byte !== first && byte !== BACKSLASH && byte !== AMPERSAND && byte !== PERCENT && byte !== PLUS) continue
    const to = endOfCopy(bytes, from, wanted, step)
    if (to === null) continue
    yield { from, to, step }
    from = to - 1
  }
}

/** Where a copy that begins at `from` ends; null when none does. */
function endOfCopy(bytes: Uint8Array, from: number, wanted: Uint8Array, step: 1 | 2): number | null {
  let at = from
  for (const code of wanted) {
    const units = bytes[at] === code ? 1 : unitsOfEscape(bytes, at, code, step)
    if (units === 0) return null
    at += units * step
  }
  const to = at - step + 1
  return step === 1 || hasZerosBetween(bytes, from, to) ? to : null
}

function hasZerosBetween(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at += 2) if (bytes[at] !== 0) return false
  return true
}

/** How many characters at a place are an escape for `code`; 0 when they are not. */
function unitsOfEscape(bytes: Uint8Array, at: number, code: number, step: 1 | 2): number {
  const unit = (index: number): number => bytes[at + index * step] ?? 0
  switch (bytes[at]) {
    case PLUS:
      return code === 0x20 ? 1 : 0
    case PERCENT:
      return isNumber(unit, 1, 3, 16, code) ? 3 : 0
    case BACKSLASH:
      if (unit(1) === SMALL_U) return isNumber(unit, 2, 6, 16, code) ? 6 : 0
      return unit(1) === code && PLAIN_AFTER_BACKSLASH.has(code) ? 2 : 0
    case AMPERSAND:
      return unit(1) === HASH ? unitsOfReference(unit, code) : unitsOfName(unit, code)
    default:
      return 0
  }
}

type Unit = (index: number) => number

function unitsOfReference(unit: Unit, code: number): number {
  const isHexadecimal = unit(2) === SMALL_X
  const start = isHexadecimal ? 3 : 2
  let end = start
  while (end - start < MAX_DIGITS && digitOf(unit(end)) < 16) end += 1
  return end > start && unit(end) === SEMICOLON && isNumber(unit, start, end, isHexadecimal ? 16 : 10, code) ? end + 1 : 0
}

/** More digits than this a character has only with zeros before them that nobody writes. */
const MAX_DIGITS = 16

function unitsOfName(unit: Unit, code: number): number {
  const name = XML_NAMES.get(code)
  if (name === undefined) return 0
  for (let index = 0; index < name.length; index += 1) if (unit(index + 1) !== name.charCodeAt(index)) return 0
  return name.length + 1
}

/** Whether the digits from `start` to `end` say `code`. */
function isNumber(unit: Unit, start: number, end: number, base: 10 | 16, code: number): boolean {
  let value = 0
  for (let index = start; index < end; index += 1) {
    const digit = digitOf(unit(index))
    if (digit >= base) return false
    value = value * base + digit
  }
  return value === code
}

/** The value of a digit; what is none is more than any. */
function digitOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30
  const small = unit | 0x20
  return small >= 0x61 && small <= 0x66 ? small - 0x57 : 99
}
