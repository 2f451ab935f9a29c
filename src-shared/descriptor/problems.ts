import type { VariableProblemCode } from '../variables/variables'
import { joinPath, leavesOf, type LocatedField } from './paths'
import type { LeafField, Operation } from './types'

/** What a form holds: the text of every leaf by its dotted path. An absent path and an empty text both mean "not sent". */
export type DraftValues = Readonly<Record<string, string>>

export type ProblemCode =
  | 'required'
  | 'not-integer'
  | 'out-of-int64'
  | 'not-boolean'
  | 'not-unicode'
  | 'too-long'
  | 'unknown-option'
  | 'condition-unmet'
  | 'end-before-start'
  | 'surrounding-blank'
  | 'unknown-field'
  | `variable-${VariableProblemCode}`

/** One finding about one value of a draft. */
export interface Problem {
  readonly path: string
  readonly code: ProblemCode
  /** `blocking` cannot be put on the wire at all; `error` needs a confirmation; `warning` only informs. */
  readonly severity: 'blocking' | 'error' | 'warning'
  /** Words of the descriptor, or the variable, that the message needs; never the value itself. */
  readonly detail: Readonly<Record<string, string>>
}

/** The console's own guard, in UTF-8 bytes; the platform documents no limit. */
export const LONG_TEXT_BYTES = 65_536

const INT64_MAX = 9_223_372_036_854_775_807n
const INT64_MIN = -9_223_372_036_854_775_808n

/** Everything worth saying about a draft, in the order of the page; an empty list means that it is fit to send. */
export function findProblems(operation: Operation, values: DraftValues): Problem[] {
  const { leaves, known } = knownLeaves(operation)
  const problems = leaves.flatMap((leaf) => problemsOfLeaf(leaf, values))
  for (const [path, value] of Object.entries(values)) {
    if (value !== '' && !known.has(path)) problems.push({ path, code: 'unknown-field', severity: 'blocking', detail: {} })
  }
  return problems
}

interface KnownLeaves {
  readonly leaves: readonly LocatedField<LeafField>[]
  readonly known: ReadonlySet<string>
}

const LEAVES = new WeakMap<Operation, KnownLeaves>()

/** Made once: a file of rows asks a hundred thousand times. */
function knownLeaves(operation: Operation): KnownLeaves {
  const earlier = LEAVES.get(operation)
  if (earlier !== undefined) return earlier
  const leaves = leavesOf(operation.request)
  const made = { leaves, known: new Set(leaves.map(({ path }) => path)) }
  LEAVES.set(operation, made)
  return made
}

function problemsOfLeaf(leaf: LocatedField<LeafField>, values: DraftValues): Problem[] {
  const { field, path } = leaf
  const value = values[path] ?? ''
  const problem = (code: ProblemCode, severity: Problem['severity'], detail: Problem['detail'] = {}): Problem => ({
    path,
    code,
    severity,
    detail,
  })

  if (value === '') return isRequired(leaf, values) ? [problem('required', 'error')] : []

  const found: Problem[] = []
  // Well-formedness first: encoding such a text would silently replace what was typed.
  if (!isWellFormedText(value)) found.push(problem('not-unicode', 'blocking'))
  // A unit of UTF-16 takes three bytes at most, so that only long texts have to be encoded.
  if (value.length * 3 > LONG_TEXT_BYTES && new TextEncoder().encode(value).length > LONG_TEXT_BYTES) {
    found.push(problem('too-long', 'error', { limit: String(LONG_TEXT_BYTES) }))
  }
  if (field.kind === 'string' && value.trim() !== value) found.push(problem('surrounding-blank', 'warning'))
  if (field.kind === 'boolean' && value !== 'true' && value !== 'false') found.push(problem('not-boolean', 'error'))
  if (field.kind === 'integer') {
    if (!isInteger(value)) found.push(problem('not-integer', 'error'))
    else if (!isInt64(value)) found.push(problem('out-of-int64', 'error'))
  }
  const isTyped = found.every(({ code }) => code !== 'not-integer' && code !== 'not-boolean')
  if (isTyped && field.options !== undefined && !field.options.some((option) => option.value === value)) {
    found.push(problem('unknown-option', 'warning', { known: field.options.map((option) => option.value).join(', ') }))
  }
  if (field.onlyWhen !== undefined && !meetsCondition(leaf, values)) {
    found.push(
      problem('condition-unmet', 'warning', {
        field: field.onlyWhen.field,
        value: field.onlyWhen.oneOf.join(', '),
      }),
    )
  }
  if (field.kind === 'integer' && field.notBefore !== undefined) {
    const start = values[joinPath(leaf.parentPath, field.notBefore)] ?? ''
    if (isInt64(value) && isInt64(start) && BigInt(value) < BigInt(start)) {
      found.push(problem('end-before-start', 'warning', { field: field.notBefore }))
    }
  }
  return found
}

/** Whether the leaf's condition on a sibling holds; a leaf without one always does. */
export function meetsCondition(leaf: LocatedField<LeafField>, values: DraftValues): boolean {
  const condition = leaf.field.onlyWhen
  return condition === undefined || condition.oneOf.includes(values[joinPath(leaf.parentPath, condition.field)] ?? '')
}

/** A JSON integer: no leading zeros, no sign but minus, no fraction, no exponent. */
export function isInteger(text: string): boolean {
  return /^-?(?:0|[1-9]\d*)$/.test(text)
}

/** An integer that fits the platform's Number, which is an int64 (PROTOCOL 4). */
export function isInt64(text: string): boolean {
  // 20 characters hold every int64, so a longer text is never turned into a bigint.
  if (!isInteger(text) || text.length > 20) return false
  const number = BigInt(text)
  return number >= INT64_MIN && number <= INT64_MAX
}

/** Whether the text is free of lone surrogates, so that UTF-8 can hold it. */
export function isWellFormedText(text: string): boolean {
  return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)
}

function isRequired(leaf: LocatedField<LeafField>, values: DraftValues): boolean {
  if (!leaf.field.required) return false
  // A required member of an optional object counts only once the object is used at all.
  const optionalObject = leaf.parent !== null && !leaf.parent.required
  if (!optionalObject) return true
  return Object.entries(values).some(([path, value]) => value !== '' && path.startsWith(`${leaf.parentPath}.`))
}
