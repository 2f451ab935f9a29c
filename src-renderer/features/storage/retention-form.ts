import { retentionRulesSchema, type RetentionRules } from '@shared/history/retention'

/** The rules in the order they are shown, with the numbers each takes. */
export const RULES = ['maxAgeDays', 'maxCount', 'maxDiskMegabytes'] as const satisfies readonly (keyof RetentionRules)[]
export type Rule = (typeof RULES)[number]
/** What was typed, by rule. */
export type RuleTexts = Readonly<Record<Rule, string>>

/** The rules as they are typed: a rule that does not hold is empty. */
export function textsOf(rules: RetentionRules): RuleTexts {
  const text = (rule: Rule): string => (rules[rule] === null ? '' : String(rules[rule]))
  return { maxAgeDays: text('maxAgeDays'), maxCount: text('maxCount'), maxDiskMegabytes: text('maxDiskMegabytes') }
}

/** The smallest and the largest number a rule takes. */
export function rangeOf(rule: Rule): { readonly least: number; readonly most: number } {
  const { minValue, maxValue } = retentionRulesSchema.shape[rule].unwrap()
  return { least: minValue ?? 0, most: maxValue ?? Number.MAX_SAFE_INTEGER }
}

/** What was typed for a rule; undefined when it is no such number. */
export function valueOf(rule: Rule, text: string): number | null | undefined {
  const digits = text.trim()
  if (digits === '') return null
  const { least, most } = rangeOf(rule)
  const number = /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN
  return number >= least && number <= most ? number : undefined
}

/** The rules that were typed; null while one of them is wrong. */
export function rulesOf(texts: RuleTexts): RetentionRules | null {
  const [maxAgeDays, maxCount, maxDiskMegabytes] = RULES.map((rule) => valueOf(rule, texts[rule]))
  if (maxAgeDays === undefined || maxCount === undefined || maxDiskMegabytes === undefined) return null
  return { maxAgeDays, maxCount, maxDiskMegabytes }
}
