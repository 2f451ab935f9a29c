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

/** The longest way to write one character: `&#x` with leading zeros. */
const LONGEST_ESCAPE = 12
const XML_NAMES: ReadonlyMap<string, number> = new Map([
  ['amp', 0x26],
  ['lt', 0x3c],
  ['gt', 0x3e],
  ['quot', 0x22],
  ['apos', 0x27],
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
    if (step === 2 && at > from && bytes[at - 1] !== 0) return null
    const units = bytes[at] === code ? 1 : unitsOfEscape(bytes, at, code, step)
    if (units === 0) return null
    at += units * step
  }
  return at - step + 1
}

/** How many characters at a place are an escape for `code`; 0 when they are not. */
function unitsOfEscape(bytes: Uint8Array, at: number, code: number, step: 1 | 2): number {
  const byte = bytes[at]
  if (byte === PLUS) return code === 0x20 ? 1 : 0
  if (byte !== BACKSLASH && byte !== AMPERSAND && byte !== PERCENT) return 0
  let written = ''
  for (let unit = at; written.length < LONGEST_ESCAPE && unit < bytes.length; unit += step) {
    if (step === 2 && unit > at && bytes[unit - 1] !== 0) break
    written += String.fromCharCode(bytes[unit] as number)
  }
  const [escape, unicode, simple, hexadecimal, decimal, name, form] =
    /^(?:\\u([\da-f]{4})|\\(["\\/])|&#x([\da-f]+);|&#(\d+);|&([a-z]+);|%([\da-f]{2}))/i.exec(written) ?? []
  if (escape === undefined) return 0
  const meant =
    simple?.charCodeAt(0) ??
    (name === undefined ? undefined : XML_NAMES.get(name)) ??
    Number.parseInt(unicode ?? hexadecimal ?? form ?? decimal ?? '', decimal === undefined ? 16 : 10)
  return meant === code ? escape.length : 0
}
