import type { Parameter } from '../protocol/parameters'

/** Where two byte sequences part. */
export interface FirstDifference {
  /** Offset of the first byte that differs, from 0; the length of the shorter one when it is the beginning of the other. */
  readonly offset: number
  /** The byte there; null behind the end. */
  readonly left: number | null
  readonly right: number | null
}

/** The first byte in which two sequences differ; null when they are the same. */
export function firstDifference(left: Uint8Array, right: Uint8Array): FirstDifference | null {
  const length = Math.max(left.length, right.length)
  for (let offset = 0; offset < length; offset += 1) {
    if (left[offset] !== right[offset]) return { offset, left: left[offset] ?? null, right: right[offset] ?? null }
  }
  return null
}

/** Both sides of one parameter name; a name that is repeated is compared first with first, second with second. */
interface ParameterComparison {
  readonly name: string
  readonly left: string | null
  readonly right: string | null
  readonly result: 'same' | 'different' | 'only-left' | 'only-right'
  /** In the UTF-8 bytes of the two values; null unless they differ. */
  readonly difference: FirstDifference | null
}

/** Compares two requests parameter by parameter, sorted by name as they are signed. Pure text: digits, blanks and escapes count. */
export function compareParameters(left: readonly Parameter[], right: readonly Parameter[]): ParameterComparison[] {
  const names = [...new Set([...left, ...right].map(({ name }) => name))].sort((one, other) => (one < other ? -1 : 1))
  return names.flatMap((name) => {
    const lefts = left.filter((parameter) => parameter.name === name)
    const rights = right.filter((parameter) => parameter.name === name)
    return Array.from({ length: Math.max(lefts.length, rights.length) }, (_, index) =>
      compared(name, lefts[index]?.value ?? null, rights[index]?.value ?? null),
    )
  })
}

function compared(name: string, left: string | null, right: string | null): ParameterComparison {
  if (left === null) return { name, left, right, result: 'only-right', difference: null }
  if (right === null) return { name, left, right, result: 'only-left', difference: null }
  const difference = firstDifference(new TextEncoder().encode(left), new TextEncoder().encode(right))
  return { name, left, right, result: difference === null ? 'same' : 'different', difference }
}
