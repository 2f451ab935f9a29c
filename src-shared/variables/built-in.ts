import { formatTimestamp } from '../protocol/parameters'
import { namesSecret } from './names'
import type { VariableContext, VariableProblemCode } from './variables'

/** What an expression stands for, or why it stands for nothing. */
export type Evaluated = string | { readonly problem: VariableProblemCode }

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'
/** Last moment of the year 9999 at GMT+8: later ones have no date of four digits. */
const LATEST_MS = 253_402_271_999_999
const MALFORMED = { problem: 'malformed' } as const

/** The text of an expression none of the user's own variables has the name of. */
export function evaluateBuiltIn(expression: string, context: VariableContext): Evaluated {
  const [, name = '', rest = ''] = /^([a-z]+)\s*((?:[^a-z].*)?)$/s.exec(expression) ?? []
  switch (name) {
    case 'now':
      return timeText(context.nowMs, rest)
    case 'seq':
      return rest === '' ? context.sequence : MALFORMED
    case 'uuid':
      return rest === '' ? uuid(context.random) : MALFORMED
    case 'sid':
      return rest === '' ? `lysc-${context.nowMs.toString(36)}-${letters(8, context.random)}` : MALFORMED
    case 'random':
      return randomText(rest, context.random)
    default:
      return { problem: namesSecret(expression) ? 'secret' : 'unknown' }
  }
}

/** `now`, `now+5m`, `now-1d`: epoch milliseconds; `now:yyyy-MM-dd HH:mm:ss`, `now+1d:yyyyMMdd`: a time at GMT+8. */
function timeText(nowMs: number, rest: string): Evaluated {
  const [, sign, amount, unit = '', pattern] = /^(?:([+-])\s*(\d{1,9})\s*(ms|[smhdw]))?\s*(?::(.*))?$/s.exec(rest) ?? []
  if (rest !== '' && amount === undefined && pattern === undefined) return MALFORMED
  const moment = nowMs + (sign === '-' ? -1 : 1) * Number(amount ?? 0) * (UNIT_MS[unit] ?? 0)
  if (moment < 0 || moment > LATEST_MS) return MALFORMED
  if (pattern === undefined) return String(moment)
  return pattern.trim() === '' ? MALFORMED : patternText(moment, pattern.trim())
}

/** Only the letters of the platform's own notation are replaced; everything else stands as it is. */
function patternText(moment: number, pattern: string): string {
  const [date = '', time = ''] = formatTimestamp(moment).split(' ')
  const [year, month, day] = date.split('-')
  const [hour, minute, second] = time.split(':')
  const parts: Readonly<Record<string, string | undefined>> = {
    yyyy: year, MM: month, dd: day, HH: hour, mm: minute, ss: second, SSS: String(moment % 1_000).padStart(3, '0'),
  }
  return pattern.replaceAll(/yyyy|MM|dd|HH|mm|SSS|ss/g, (letters) => parts[letters] ?? letters)
}

/** `random:8` letters and digits, `random:1-100` a number, `random:a|b|c` one of them. */
function randomText(rest: string, random: () => number): Evaluated {
  const parameter = rest.startsWith(':') ? rest.slice(1).trim() : ''
  if (/^\d{1,3}$/.test(parameter)) return Number(parameter) > 0 ? letters(Number(parameter), random) : MALFORMED
  const [, from, until] = /^(\d{1,15})-(\d{1,15})$/.exec(parameter) ?? []
  if (from !== undefined && until !== undefined) {
    const [low, high] = [Number(from), Number(until)]
    return low <= high ? String(low + Math.floor(random() * (high - low + 1))) : MALFORMED
  }
  const choices = parameter.split('|')
  return choices.length > 1 ? (choices[Math.floor(random() * choices.length)] ?? '').trim() : MALFORMED
}

function letters(length: number, random: () => number): string {
  return Array.from({ length }, () => LETTERS[Math.floor(random() * LETTERS.length)] ?? 'a').join('')
}

/** A random UUID (RFC 9562, version 4). */
function uuid(random: () => number): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16))
  digits[12] = 4
  digits[16] = 8 + ((digits[16] ?? 0) % 4)
  const hex = digits.map((digit) => digit.toString(16)).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
