/** What can be wrong with a filter; the interface words each in both languages. */
export const FILTER_FAULTS = [
  'ends-early',
  'unexpected-character',
  'unclosed-string',
  'wrong-escape',
  'wrong-number',
  'unknown-function',
  'wrong-arguments',
  'not-comparable',
  'not-a-test',
  'not-i-regexp',
  'number-needs-quotes',
  'x-path-refused',
  'expression-too-long',
  'filter-too-long',
  'stopped',
] as const
export type FilterFault = (typeof FILTER_FAULTS)[number]

/** The one error the filters throw: where the expression is wrong, or why it was given up. */
export class FilterError extends Error {
  readonly code = 'filter'
  readonly fault: FilterFault
  /** Character of the expression, counted from 1; null when the fault has no place in it. */
  readonly column: number | null
  /** What stands there, or the code of the XPath library (`XPST0003`); empty when there is nothing to add. */
  readonly detail: string

  constructor(fault: FilterFault, column: number | null, detail = '') {
    super(`${fault}${column === null ? '' : ` at column ${column}`}${detail === '' ? '' : `: ${detail}`}`)
    this.name = 'FilterError'
    this.fault = fault
    this.column = column
    this.detail = detail
  }
}

/** Column of a UTF-16 offset: whole characters, counted from 1. */
export function columnAt(expression: string, offset: number): number {
  return [...expression.slice(0, offset)].length + 1
}

/** Longer expressions are refused; nobody writes them, and their nesting could exhaust the stack. */
export const MAX_EXPRESSION_LENGTH = 2_000
