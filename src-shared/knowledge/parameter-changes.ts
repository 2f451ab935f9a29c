import { findOperation } from '../catalog'
import { FORMATS, SIGN_METHODS, formatTimestamp, parseTimestamp, type Parameter } from '../protocol/parameters'
import { compactJson, escapeSlashes, escapeUnicode, isJsonDocument, reprintedJson, sortedJson, spacedJson, unescapeSlashes, unescapeUnicode } from './json-spelling'
import { correctRecipe, valueOf, type Recipe } from './signing-recipe'
import { PERCENT_SPELLINGS, PLUS_SPELLINGS, percentDecoded } from './url-spelling'

/** What one parameter was when it was signed, compared with what was sent. */
export const PARAMETER_CHANGES = [
  'left-out',
  'percent-decoded',
  'percent-encoded',
  'plus-for-space',
  'space-for-plus',
  'trimmed',
  'line-breaks',
  'json-slash-escaped',
  'json-slash-plain',
  'json-unicode-escaped',
  'json-unicode-plain',
  'json-compact',
  'json-spaced',
  'json-reprinted',
  'json-sorted',
  'html-escaped',
  'html-plain',
  'composed',
  'decomposed',
  'other-value',
  'hours',
  'not-sent',
] as const
export type ParameterChangeKind = (typeof PARAMETER_CHANGES)[number]

/** A single difference between the signed and the sent parameters that would explain the signature. */
export interface ParameterChange {
  readonly parameter: string
  readonly kind: ParameterChangeKind
  /** What was signed instead, where the kind alone does not say it: a value, or hours as `+8`. */
  readonly detail: string
}

/** A change and the recipe of a request that was signed before it happened. */
interface ChangeHypothesis {
  readonly change: ParameterChange
  readonly recipe: Recipe
}

/**
 * Every single difference worth trying, most likely first: a parameter left out, a value in another spelling, a timestamp
 * of another zone, a parameter that was signed and then not sent. Lazy, so that a limit costs nothing.
 */
export function* parameterChanges(parameters: readonly Parameter[]): Generator<ChangeHypothesis> {
  const correct = correctRecipe(parameters)
  const sent = parameters.filter(({ name }) => name !== 'sign')
  const replaced = (index: number, value: string | null): Recipe => ({
    ...correct,
    parameters: sent.flatMap((parameter, at) => (at !== index ? [parameter] : value === null ? [] : [{ name: parameter.name, value }])),
  })
  for (const [index, { name }] of sent.entries()) {
    yield { change: { parameter: name, kind: 'left-out', detail: '' }, recipe: replaced(index, null) }
  }
  for (const [index, { name, value }] of sent.entries()) {
    const tried = new Set([value])
    for (const [kind, spelled] of spellings(value)) {
      if (tried.has(spelled)) continue
      tried.add(spelled)
      yield { change: { parameter: name, kind, detail: '' }, recipe: replaced(index, spelled) }
    }
    for (const other of otherValues(name, value)) {
      yield { change: { parameter: name, kind: 'other-value', detail: other }, recipe: replaced(index, other) }
    }
    for (const [hours, shifted] of name === 'timestamp' ? shiftedTimestamps(value) : []) {
      yield { change: { parameter: name, kind: 'hours', detail: hours }, recipe: replaced(index, shifted) }
    }
  }
  for (const name of namesNotSent(sent)) {
    // An empty value is signed as its bare name; some clients sign the word their language has for nothing (PROTOCOL 11).
    for (const value of ['', 'undefined', 'null', 'None']) {
      const recipe = { ...correct, parameters: [...sent, { name, value }] }
      yield { change: { parameter: name, kind: 'not-sent', detail: value }, recipe }
    }
  }
}

function* spellings(value: string): Generator<readonly [ParameterChangeKind, string]> {
  const decoded = percentDecoded(value)
  if (decoded !== null) {
    yield ['percent-decoded', decoded]
    yield ['percent-decoded', decoded.replaceAll('+', ' ')]
  }
  for (const spelling of [...PLUS_SPELLINGS, ...PERCENT_SPELLINGS]) yield ['percent-encoded', spelling(value)]
  yield ['plus-for-space', value.replaceAll(' ', '+')]
  yield ['space-for-plus', value.replaceAll('+', ' ')]
  yield ['trimmed', value.trim()]
  yield ['line-breaks', value.replaceAll('\r\n', '\n')]
  yield ['line-breaks', value.replace(/\r?\n/g, '\r\n')]
  if (isJsonDocument(value)) yield* jsonSpellings(value)
  yield ['html-escaped', escapeHtml(value)]
  yield ['html-plain', unescapeHtml(value)]
  yield ['composed', value.normalize('NFC')]
  yield ['decomposed', value.normalize('NFD')]
}

function* jsonSpellings(value: string): Generator<readonly [ParameterChangeKind, string]> {
  yield ['json-slash-escaped', escapeSlashes(value)]
  yield ['json-slash-plain', unescapeSlashes(value)]
  yield ['json-unicode-escaped', escapeUnicode(value)]
  yield ['json-unicode-plain', unescapeUnicode(value)]
  yield ['json-compact', compactJson(value)]
  yield ['json-spaced', spacedJson(value)]
  const reprinted = reprintedJson(value)
  if (reprinted !== null) yield ['json-reprinted', reprinted]
  const sorted = sortedJson(value)
  if (sorted !== null) yield ['json-sorted', sorted]
}

function otherValues(name: string, value: string): readonly string[] {
  const known: Readonly<Record<string, readonly string[]>> = {
    format: FORMATS,
    sign_method: SIGN_METHODS,
    v: ['2.0', '1.0'],
    simplify: ['true', 'false'],
  }
  return (Object.hasOwn(known, name) ? (known[name] ?? []) : []).filter((other) => other !== value)
}

const FARTHEST_ZONE_HOURS = 14
const HOUR_MS = 3_600_000

function shiftedTimestamps(value: string): readonly (readonly [string, string])[] {
  const time = parseTimestamp(value)
  if (time === null) return []
  return Array.from({ length: FARTHEST_ZONE_HOURS }, (_, index) => index + 1).flatMap((hours) =>
    [-hours, hours].map((shift) => [shift > 0 ? `+${shift}` : String(shift), formatTimestamp(time + shift * HOUR_MS)] as const),
  )
}

const OPTIONAL_PUBLIC_NAMES = ['session', 'format', 'target_app_key', 'partner_id', 'simplify', 'sign_method', 'v']

/** Names that such a request often has and this one does not. */
function namesNotSent(sent: readonly Parameter[]): readonly string[] {
  const business = findOperation(valueOf(sent, 'method') ?? '')?.request.map(({ name }) => name) ?? []
  return [...OPTIONAL_PUBLIC_NAMES, ...business].filter((name) => sent.every((parameter) => parameter.name !== name))
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function unescapeHtml(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
