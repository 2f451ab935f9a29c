/** A JSON number taken apart: 0.DIGITS times ten to the power of `magnitude`; zero has no digits. */
interface Decimal {
  readonly negative: boolean
  /** Without zeros at either end. */
  readonly digits: string
  readonly magnitude: number | bigint
}

const PARTS = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/
// Exponents of up to this many characters, and sums of them with a length, are exact as JavaScript numbers.
const SHORT_EXPONENT = 12

/**
 * Compares two JSON numbers by what their digits mean, exactly: negative when the first is smaller, 0 when they are equal
 * (`1.10` and `1.1`, `-0` and `0`, `100` and `1e2`). Both texts have to be JSON numbers (RFC 8259, section 6).
 */
export function compareDecimals(first: string, second: string): number {
  if (first === second) return 0
  const one = readDecimal(first)
  const other = readDecimal(second)
  if (one.negative !== other.negative) return one.negative ? -1 : 1
  const size = compareSizes(one, other)
  return one.negative ? -size : size
}

function compareSizes(one: Decimal, other: Decimal): number {
  if (one.digits === '' || other.digits === '') return one.digits.length - other.digits.length
  if (one.magnitude < other.magnitude) return -1
  if (one.magnitude > other.magnitude) return 1
  // Without zeros at the end a text that begins another one is the smaller fraction, as strings compare.
  return one.digits < other.digits ? -1 : Number(one.digits > other.digits)
}

function readDecimal(text: string): Decimal {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = PARTS.exec(text) ?? []
  const all = whole + fraction
  let start = 0
  while (all[start] === '0') start += 1
  let end = all.length
  while (end > start && all[end - 1] === '0') end -= 1
  const point = whole.length - start
  const magnitude = exponent.length <= SHORT_EXPONENT ? Number(exponent) + point : BigInt(exponent) + BigInt(point)
  return { negative: sign === '-' && end > start, digits: all.slice(start, end), magnitude }
}
