import type { DraftValues } from '../descriptor/problems'
import { holdsVariables, variableParts } from './syntax'
import type { Expansion, UsedVariable, VariableContext, VariableProblem, VariableProblemCode } from './variables'

/** The longest text a value may become, in UTF-16 units: what the form takes. */
const LONGEST = 4_194_304
const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'

/**
 * Replaces every variable of a draft. The same expression stands for the same text in the whole draft, so that two fields can
 * share a generated id; what cannot be expanded stays as it stands and is a problem.
 */
export function expandDraft(values: DraftValues, context: VariableContext): Expansion {
  const used: UsedVariable[] = []
  const problems: VariableProblem[] = []
  const known = new Map<string, string>()

  const expandText = (path: string, text: string, within: readonly string[]): string => {
    let expanded = ''
    for (const part of variableParts(text)) {
      if (part.kind === 'text') expanded += part.text
      else {
        const { expression } = part
        const found = valueOf(path, expression, within)
        if (typeof found === 'string') expanded += found
        else {
          problems.push({ path, expression, code: found.problem })
          expanded += `{{${expression}}}`
        }
      }
      if (expanded.length > LONGEST) {
        problems.push({ path, expression: '', code: 'too-long' })
        return text
      }
    }
    return expanded
  }

  const valueOf = (path: string, expression: string, within: readonly string[]): string | { readonly problem: VariableProblemCode } => {
    if (within.includes(expression)) return { problem: 'circular' }
    const isOwn = Object.hasOwn(context.own, expression)
    const text = known.get(expression) ?? (isOwn ? expandText(path, context.own[expression] ?? '', [...within, expression]) : builtIn(expression, context))
    if (typeof text !== 'string') return text
    known.set(expression, text)
    if (within.length === 0) used.push({ path, expression, text })
    return text
  }

  const expanded = Object.entries(values).map(([path, value]) => [path, holdsVariables(value) ? expandText(path, value, []) : value])
  return { values: Object.fromEntries(expanded) as Record<string, string>, used, problems }
}

function builtIn(expression: string, context: VariableContext): string | { readonly problem: VariableProblemCode } {
  const [, name = '', rest = ''] = /^([a-z]+)\s*(.*)$/.exec(expression) ?? []
  switch (name) {
    case 'now':
      return shifted(context.nowMs, rest)
    case 'seq':
      return rest === '' ? context.sequence : { problem: 'malformed' }
    case 'uuid':
      return rest === '' ? uuid(context.random) : { problem: 'malformed' }
    case 'sid':
      return rest === '' ? `lysc-${context.nowMs.toString(36)}-${letters(8, context.random)}` : { problem: 'malformed' }
    case 'random':
      return randomText(rest, context.random)
    default:
      return { problem: 'unknown' }
  }
}

/** `now`, `now+5m`, `now-1d`: epoch milliseconds. */
function shifted(nowMs: number, rest: string): string | { readonly problem: VariableProblemCode } {
  if (rest === '') return String(nowMs)
  const [, sign, amount, unit = ''] = /^([+-])\s*(\d{1,9})\s*(ms|[smhdw])$/.exec(rest) ?? []
  if (amount === undefined) return { problem: 'malformed' }
  return String(nowMs + (sign === '-' ? -1 : 1) * Number(amount) * (UNIT_MS[unit] ?? 0))
}

/** `random:8` letters and digits, `random:1-100` a number, `random:a|b|c` one of them. */
function randomText(rest: string, random: () => number): string | { readonly problem: VariableProblemCode } {
  const parameter = rest.startsWith(':') ? rest.slice(1).trim() : null
  if (parameter === null || parameter === '') return { problem: 'malformed' }
  if (/^\d{1,3}$/.test(parameter)) return Number(parameter) > 0 ? letters(Number(parameter), random) : { problem: 'malformed' }
  const [, from, until] = /^(\d{1,15})-(\d{1,15})$/.exec(parameter) ?? []
  if (from !== undefined && until !== undefined) {
    const [low, high] = [Number(from), Number(until)]
    return low <= high ? String(low + Math.floor(random() * (high - low + 1))) : { problem: 'malformed' }
  }
  const choices = parameter.split('|')
  return choices.length > 1 ? (choices[Math.floor(random() * choices.length)] ?? '').trim() : { problem: 'malformed' }
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
