import type { DraftValues } from '../descriptor/problems'
import { evaluateBuiltIn } from './built-in'
import { holdsVariables, variableParts } from './syntax'
import type { Expansion, UsedVariable, VariableContext, VariableProblem, VariableProblemCode } from './variables'

/** The longest text a value may become, in UTF-16 units: what the form takes. */
const LONGEST = 4_194_304

/** Expressions that could not be expanded, and why. */
type Failures = ReadonlyMap<string, VariableProblemCode>

interface ExpandedText {
  readonly text: string
  readonly failures: Failures
}

/**
 * Replaces every variable of a draft. The same expression stands for the same text in the whole draft, so that two fields can
 * share a generated id; what cannot be expanded stays as it stands and is a problem.
 */
export function expandDraft(values: DraftValues, context: VariableContext): Expansion {
  const used: UsedVariable[] = []
  const problems: VariableProblem[] = []
  const known = new Map<string, ExpandedText>()

  const expandText = (text: string, within: readonly string[], onUsed?: (expression: string, text: string) => void): ExpandedText => {
    const failures = new Map<string, VariableProblemCode>()
    let expanded = ''
    for (const part of variableParts(text)) {
      if (part.kind === 'text') expanded += part.text
      else {
        const found = valueOf(part.expression, within)
        for (const [expression, code] of found.failures) failures.set(expression, code)
        expanded += found.text
        if (!found.failures.has(part.expression)) onUsed?.(part.expression, found.text)
      }
      if (expanded.length > LONGEST) return { text, failures: failures.set('', 'too-long') }
    }
    return { text: expanded, failures }
  }

  const valueOf = (expression: string, within: readonly string[]): ExpandedText => {
    const earlier = known.get(expression)
    if (earlier !== undefined) return earlier
    if (within.includes(expression)) return failed(expression, 'circular')
    const evaluated = Object.hasOwn(context.own, expression)
      ? expandText(context.own[expression] ?? '', [...within, expression])
      : asText(expression, evaluateBuiltIn(expression, context))
    known.set(expression, evaluated)
    return evaluated
  }

  const entries = Object.entries(values).map(([path, value]): [string, string] => {
    if (!holdsVariables(value)) return [path, value]
    const { text, failures } = expandText(value, [], (expression, became) => used.push({ path, expression, text: became }))
    for (const [expression, code] of failures) problems.push({ path, expression, code })
    // As far as a text came that grows too long is nothing anybody wrote.
    return [path, failures.has('') ? value : text]
  })
  return { values: Object.fromEntries(entries), used, problems }
}

function asText(expression: string, evaluated: ReturnType<typeof evaluateBuiltIn>): ExpandedText {
  return typeof evaluated === 'string' ? { text: evaluated, failures: new Map() } : failed(expression, evaluated.problem)
}

function failed(expression: string, problem: VariableProblemCode): ExpandedText {
  return { text: `{{${expression}}}`, failures: new Map([[expression, problem]]) }
}
