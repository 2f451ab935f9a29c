import { parseJson } from '../exchange/json/parse'
import { printJsonCompact } from '../exchange/json/print'
import { leafText, memberOf, type JsonNode, type JsonObject } from '../exchange/json/tree'
import { NotWellFormedError } from '../exchange/not-well-formed'
import type { Parameter } from '../protocol/parameters'
import { hasBrokenEscape } from '../protocol/percent-escapes'
import { decodeForm } from '../protocol/wire'

/** What of a text was understood in another way than it stands there, or not at all. */
export const REQUEST_TEXT_NOTES = ['no-sign', 'repeated-name', 'broken-escape', 'skipped-line', 'joined-lines', 'fragment-dropped', 'empty-for-null', 'printed-object'] as const
export type RequestTextNoteCode = (typeof REQUEST_TEXT_NOTES)[number]

export interface RequestTextNote {
  readonly code: RequestTextNoteCode
  /** Name of the parameter or number of the line; empty when the note is about the whole. */
  readonly detail: string
}

export const REQUEST_TEXT_PROBLEMS = ['empty', 'not-json', 'json-not-object', 'no-parameters'] as const
type RequestTextProblem = (typeof REQUEST_TEXT_PROBLEMS)[number]

/** How the text was read. */
export const REQUEST_TEXT_SHAPES = ['form', 'url', 'http', 'json', 'lines'] as const
type RequestTextShape = (typeof REQUEST_TEXT_SHAPES)[number]

/** A request somebody wrote down. */
export interface RequestText {
  readonly ok: true
  readonly shape: RequestTextShape
  /** In the order they were written, raw, `sign` left out. */
  readonly parameters: readonly Parameter[]
  /** Null when the text has none. */
  readonly sign: string | null
  readonly notes: readonly RequestTextNote[]
}

export type RequestTextResult = RequestText | { readonly ok: false; readonly problem: RequestTextProblem; readonly detail: string }

interface Reading {
  readonly parameters: readonly Parameter[]
  readonly notes: readonly RequestTextNote[]
}

/** One way to write a request down; answers null when the text is not written that way. The first that answers is taken. */
interface Reader {
  readonly shape: RequestTextShape
  readonly read: (text: string) => Reading | null
}

const READERS: readonly Reader[] = [
  { shape: 'json', read: readJson },
  { shape: 'http', read: readHttp },
  { shape: 'url', read: readUrl },
  { shape: 'form', read: readForm },
  { shape: 'lines', read: readRequestLines },
]

/**
 * Reads a request out of a text: a JSON object (flat, or with `params` and `sign`), an HTTP message, an address with its query
 * and perhaps a body below it, a form body, or lines of `name: value` or `name=value`. Never guesses silently: the notes say
 * what was left over.
 */
export function readRequestText(text: string): RequestTextResult {
  const trimmed = text.replace(/^\ufeff/, '').trim()
  if (trimmed === '') return { ok: false, problem: 'empty', detail: '' }
  try {
    for (const { shape, read } of READERS) {
      const reading = read(trimmed)
      if (reading === null) continue
      return reading.parameters.length > 0 ? requestOf(shape, reading) : { ok: false, problem: 'no-parameters', detail: '' }
    }
  } catch (error) {
    if (!(error instanceof RequestTextError)) throw error
    return { ok: false, problem: error.problem, detail: error.detail }
  }
  return { ok: false, problem: 'no-parameters', detail: '' }
}

class RequestTextError extends Error {
  constructor(
    readonly problem: RequestTextProblem,
    readonly detail: string,
  ) {
    super(problem)
  }
}

function requestOf(shape: RequestTextShape, { parameters, notes }: Reading): RequestText {
  const signs = parameters.filter(({ name }) => name === 'sign')
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const { name } of parameters) (seen.has(name) ? repeated : seen).add(name)
  return {
    ok: true,
    shape,
    parameters: parameters.filter(({ name }) => name !== 'sign'),
    sign: signs[0]?.value ?? null,
    notes: [
      ...(signs.length === 0 ? [{ code: 'no-sign', detail: '' } as const] : []),
      ...[...repeated].map((name) => ({ code: 'repeated-name', detail: name }) as const),
      ...notes,
    ],
  }
}

function readJson(text: string): Reading | null {
  if (!/^[{[]/.test(text)) return null
  const object = jsonObject(text)
  const nested = memberOf(object, 'params') ?? memberOf(object, 'parameters')
  if (nested?.kind !== 'object') return parametersOf(object)
  const { parameters, notes } = parametersOf(nested)
  const sign = memberOf(object, 'sign')
  return { parameters: sign?.kind === 'string' ? [...parameters, { name: 'sign', value: leafText(sign) ?? '' }] : parameters, notes }
}

function jsonObject(text: string): JsonObject {
  try {
    const node = parseJson(text)
    if (node.kind === 'object') return node
  } catch (error) {
    if (error instanceof NotWellFormedError) throw new RequestTextError('not-json', error.message)
    throw error
  }
  throw new RequestTextError('json-not-object', '')
}

/** Digits stay as they were written; objects and lists become their text without blanks between, which may not be the text that was sent. */
function parametersOf({ members }: JsonObject): Reading {
  const isPrinted = ({ kind }: JsonNode): boolean => kind === 'object' || kind === 'array'
  return {
    parameters: members.map(({ name, value }) => ({ name, value: isPrinted(value) ? printJsonCompact(value) : (leafText(value) ?? '') })),
    notes: members.flatMap(({ name, value }): RequestTextNote[] => {
      if (isPrinted(value)) return [{ code: 'printed-object', detail: name }]
      return value.kind === 'null' ? [{ code: 'empty-for-null', detail: name }] : []
    }),
  }
}

function readHttp(text: string): Reading | null {
  const match = /^(?:GET|POST) (\S+) HTTP\/[\d.]+\r?\n([^]*)$/.exec(text)
  if (match === null) return null
  const [, target = '', rest = ''] = match
  const [, body = ''] = /\r?\n\r?\n([^]*)$/.exec(`\n${rest}`) ?? []
  return together(queryOf(target), formOf(body.trim()))
}

function readUrl(text: string): Reading | null {
  if (!/^https?:\/\//i.test(text)) return null
  const [first = '', ...rest] = text.split(/\r?\n/)
  const body = rest.map((line) => line.trim()).filter((line) => line !== '')
  return together(queryOf(first.trim()), formOf(body.join('')), body.length > 1 ? [{ code: 'joined-lines', detail: '' }] : [])
}

function readForm(text: string): Reading | null {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  if (lines.length > 1 && !lines.some((line) => /^[^=&\s]+=[^&]*&[^=&\s]+=/.test(line))) return null
  if (!/^[^=&\s:]+=/.test(text)) return null
  return together(formOf(lines.join('')), NOTHING, lines.length > 1 ? [{ code: 'joined-lines', detail: '' }] : [])
}

const LINE = /^\s*"?([A-Za-z_][\w.-]*)"?\s*[=:\t]\s?(.*)$/

/** Reads lines of `name: value`, `name=value` or `name<tab>value`; the number of every other line is told. */
export function readRequestLines(text: string): Reading {
  const parameters: Parameter[] = []
  const notes: RequestTextNote[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [, name, value] = LINE.exec(line) ?? []
    if (name !== undefined && value !== undefined) parameters.push({ name, value })
    else if (line.trim() !== '') notes.push({ code: 'skipped-line', detail: String(index + 1) })
  }
  return { parameters, notes }
}

const NOTHING: Reading = { parameters: [], notes: [] }

function queryOf(target: string): Reading {
  const [address = '', ...fragment] = target.split('#')
  const questionMark = address.indexOf('?')
  const query = questionMark === -1 ? NOTHING : formOf(address.slice(questionMark + 1))
  return fragment.length === 0 ? query : together(query, NOTHING, [{ code: 'fragment-dropped', detail: '' }])
}

function formOf(text: string): Reading {
  const pairs = text.split('&').filter((pair) => pair !== '')
  const parameters = decodeForm(text)
  return {
    parameters,
    // What could not be decoded stands as it was, as the gateway would see it.
    notes: parameters.filter((_, index) => hasBrokenEscape(pairs[index] ?? '')).map(({ name }) => ({ code: 'broken-escape', detail: name })),
  }
}

function together(first: Reading, second: Reading, notes: readonly RequestTextNote[] = []): Reading {
  return { parameters: [...first.parameters, ...second.parameters], notes: [...first.notes, ...second.notes, ...notes] }
}
