// What separates the parts of a query. A Chinese input method types the full-width forms; they mean the same.
const BLANK = /\s/
const COLONS = ':：'
const COMMAS = ',，'
const MINUSES = '-－'
const STRAIGHT_QUOTES = '"＂'
const CURLY_QUOTES = '“”'

export const isBlank = (unit: string): boolean => BLANK.test(unit)
export const isColon = (unit: string): boolean => isOneOf(unit, COLONS)
export const isComma = (unit: string): boolean => isOneOf(unit, COMMAS)
export const isMinus = (unit: string): boolean => isOneOf(unit, MINUSES)
export const isQuote = (unit: string): boolean => isOneOf(unit, STRAIGHT_QUOTES) || isOneOf(unit, CURLY_QUOTES)

/** Whether a quote ends what `open` began: curly quotes stand as text between straight ones, not the other way round. */
export function closes(open: string, unit: string): boolean {
  return isOneOf(open, STRAIGHT_QUOTES) ? isOneOf(unit, STRAIGHT_QUOTES) : isQuote(unit)
}

function isOneOf(unit: string, units: string): boolean {
  return unit !== '' && units.includes(unit)
}
