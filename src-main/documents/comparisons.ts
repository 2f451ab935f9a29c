import { setImmediate as nextTurn } from 'node:timers/promises'
import { operationNamed } from '@shared/catalog'
import type { Operation } from '@shared/descriptor/types'
import { MAX_SIDE_BY_SIDE, type CompareSource, type ShownDifference } from '@shared/exchange/compare/compare-contract'
import { compareDocuments, type Comparison } from '@shared/exchange/compare/compare-documents'
import { compareLines } from '@shared/exchange/compare/compare-lines'
import type { ComparedDocument } from '@shared/exchange/compare/compared-document'
import { comparedJson } from '@shared/exchange/compare/compared-json'
import { comparedXml } from '@shared/exchange/compare/compared-xml'
import type { Difference, DifferenceSide, Differences } from '@shared/exchange/compare/difference'
import type { CompareControl } from '@shared/exchange/compare/digests'
import { IgnoreRules } from '@shared/exchange/compare/ignore-patterns'
import { fieldOf } from '@shared/exchange/document/annotations'
import { linesInChunks } from '@shared/exchange/document/lines'
import type { Lines } from '@shared/exchange/document/rows'
import { sentParameters } from '@shared/exchange/sent-parameters'
import { draftViews, requestViews, sentTreeOf } from '@shared/exchange/views'
import type { Format } from '@shared/protocol/parameters'
import { missing, type BuiltView, type MissingView, type ShownView, type ViewRows } from './built-view'
import { formatView } from './format-view'
import type { OpenHalf } from './open-half'
import type { CompareAnswer, CompareRequest } from './reader'

/** A comparison that takes longer is given as far as it came. */
const LONGEST_COMPARISON_MS = 5_000
/** Longer texts are not compared line by line. */
const MAX_TEXT_BYTES = 20_000_000
/** Characters of values that go to the page whole; those of the differences behind them are cut shorter. */
const MAX_VALUE_CHARACTERS = 1_000_000
const SHORT_VALUE = 200

type Origin = Extract<CompareAnswer, { kind: 'text' }>['left']['origin']

/** One side as far as it could be read. */
interface ReadSide {
  readonly view: BuiltView
  readonly operation: Operation | null
  readonly half: 'request' | 'response'
  readonly origin: Origin
  /** What it says, when it cannot be compared value by value; null when it says nothing that is text. */
  readonly plainText: () => string | null
}

/** Compares halves and drafts. It gives way to other calls between steps, and the next comparison stops the one before. */
export class Comparisons {
  private newest = Symbol('none')

  constructor(private readonly open: (exchangeId: string, half: 'request' | 'response') => Promise<OpenHalf | null>) {}

  /** @throws AppError `operation.unknown`, `history.*` */
  async run({ left, right, ignore, format }: CompareRequest): Promise<CompareAnswer> {
    const mine = Symbol('comparison')
    this.newest = mine
    // A draft has no public parameters yet, so those of the other side would all seem to be gone.
    const withPublic = left.kind === 'exchange' && right.kind === 'exchange'
    const one = await this.read(left, format, withPublic)
    await nextTurn()
    const other = await this.read(right, format, withPublic)
    await nextTurn()
    const end = performance.now() + LONGEST_COMPARISON_MS
    const control = { shouldStop: () => this.newest !== mine || performance.now() > end }
    const structural = structuralOf(one, other)
    return structural === null ? compareAsText(one, other, control) : compareAsRows(one, other, structural, new IgnoreRules(ignore), control)
  }

  private async read(source: CompareSource, format: Format, withPublic: boolean): Promise<ReadSide> {
    if (source.kind === 'draft') return readDraft(source, format)
    const half = await this.open(source.exchangeId, source.half)
    if (half === null) return { view: missing('empty'), operation: null, half: source.half, origin: 'received', plainText: () => null }
    if (source.half === 'request') return readRequest(half, format, withPublic)
    const document = await half.document(null)
    const view = document.view(format === 'xml' ? 'XML' : 'JSON')
    const origin = view.kind === 'lines' ? view.origin : 'received'
    return { view, operation: half.operation, half: 'response', origin, plainText: () => document.wholeText(MAX_TEXT_BYTES) }
  }
}

function readDraft({ operation: name, values }: Extract<CompareSource, { kind: 'draft' }>, format: Format): ReadSide {
  const operation = operationNamed(name)
  return { view: formatView(draftViews(operation, values), format), operation, half: 'request', origin: 'draft', plainText: () => null }
}

function readRequest(half: OpenHalf, format: Format, withPublic: boolean): ReadSide {
  const { operation, stored } = half
  const parameters = sentParameters(stored)
  const business = parameters.filter(({ name }) => withPublic || operation?.request.some((field) => field.name === name))
  const view = operation === null ? missing('unknown-operation') : formatView(requestViews(sentTreeOf(business, operation), operation), format)
  // Only JSON is on the wire, inside a form.
  const origin = view.kind === 'lines' ? view.origin : 'sent'
  return { view, operation, half: 'request', origin, plainText: () => parameters.map(({ name, value }) => `${name}=${value}`).join('\n') }
}

interface Structural {
  readonly left: ShownView & { readonly document: ViewRows }
  readonly right: ShownView & { readonly document: ViewRows }
}

function structuralOf({ view: left }: ReadSide, { view: right }: ReadSide): Structural | null {
  return hasRows(left) && hasRows(right) && left.document.format === right.document.format ? { left, right } : null
}

function hasRows(view: BuiltView): view is Structural['left'] {
  return view.kind === 'lines' && view.document !== null
}

async function compareAsRows(one: ReadSide, other: ReadSide, { left, right }: Structural, rules: IgnoreRules, control: CompareControl): Promise<CompareAnswer> {
  try {
    const found = await finish(compareDocuments(compared(left.document), compared(right.document), rules, control))
    return {
      kind: 'structural',
      format: left.document.format,
      ...shownDifferences(found, (difference) => labelOf(difference, one, left, other, right), left.lines, right.lines),
      left: { origin: one.origin, text: shortText(left.lines), ignoredLines: linesOf(left.lines, found.ignoredPlaces.map((place) => place.left)), reason: null },
      right: { origin: other.origin, text: shortText(right.lines), ignoredLines: linesOf(right.lines, found.ignoredPlaces.map((place) => place.right)), reason: null },
    }
  } catch (error) {
    // A value longer than a text may be leaves the exchanges as they are; they just cannot be compared.
    if (error instanceof RangeError) return { kind: 'none', left: 'too-large', right: 'too-large' }
    throw error
  }
}

async function compareAsText(one: ReadSide, other: ReadSide, control: CompareControl): Promise<CompareAnswer> {
  const left = one.plainText()
  const right = other.plainText()
  if (left === null || right === null || left === '' || right === '') {
    return { kind: 'none', left: reasonFor(one.view, left), right: reasonFor(other.view, right) }
  }
  const found = await finish(compareLines(left, right, control))
  const sideOf = ({ view, origin }: ReadSide, text: string) => ({
    origin: origin === 'converted' ? ('received' as const) : origin,
    text: text.length > MAX_SIDE_BY_SIDE ? null : text,
    ignoredLines: [],
    reason: view.kind === 'none' ? view.reason : null,
  })
  return { kind: 'text', ...shownDifferences(found, () => null, null, null), left: sideOf(one, left), right: sideOf(other, right) }
}

function reasonFor(view: BuiltView, text: string | null): MissingView['reason'] | null {
  if (view.kind === 'none') return view.reason
  return text === null ? 'too-large' : null
}

async function finish(comparison: Comparison): Promise<Differences> {
  for (;;) {
    const step = comparison.next()
    if (step.done === true) return step.value
    await nextTurn()
  }
}

function compared(document: ViewRows): ComparedDocument {
  return document.format === 'json' ? comparedJson(document.rows) : comparedXml(document.rows)
}

function shownDifferences({ listed, total, ignored, isStopped }: Differences, labelFor: (difference: Difference) => ShownDifference['label'], left: Lines | null, right: Lines | null) {
  let characters = 0
  const sideOf = (side: DifferenceSide | null, lines: Lines | null): ShownDifference['left'] => {
    if (side === null) return null
    const { row, text, ...rest } = side
    characters += text.length
    const line = lines === null ? row : lines.lineOf(row)
    return { ...rest, text: characters > MAX_VALUE_CHARACTERS ? text.slice(0, SHORT_VALUE) : text, line: line < 0 ? null : line }
  }
  const differences = listed.map((difference): ShownDifference => {
    const { kind, name, isContainer, note, pattern } = difference
    return { kind, name, isContainer, note, pattern, label: labelFor(difference), left: sideOf(difference.left, left), right: sideOf(difference.right, right) }
  })
  return { differences, total, ignored: [...ignored], isStopped }
}

function labelOf(difference: Difference, one: ReadSide, left: Structural['left'], other: ReadSide, right: Structural['left']): ShownDifference['label'] {
  const [side, read, view] = difference.left === null ? [difference.right, other, right] : [difference.left, one, left]
  if (side === null || read.operation === null || difference.name.startsWith('@')) return null
  const label = fieldOf(view.document.rows, side.row, read.operation, read.half)?.label ?? null
  return label === null ? null : { zh: label.zh, en: label.en }
}

/** The lines of rows that have one, each once and in order. */
function linesOf(lines: Lines, rows: readonly (number | null)[]): number[] {
  const found = rows.flatMap((row) => (row === null ? [] : lines.lineOf(row))).filter((line) => line >= 0)
  return [...new Set(found)].sort((one, other) => one - other)
}

/** All lines as one text; null when that is longer than what is shown side by side. */
function shortText(lines: Lines): string | null {
  let text = ''
  for (const chunk of linesInChunks(lines, 1_000)) {
    text += chunk
    if (text.length > MAX_SIDE_BY_SIDE) return null
  }
  return text
}
