import {
  MAX_LINES,
  MAX_LINE_LENGTH,
  type Annotation,
  type DocumentFacts,
  type DocumentLine,
  type DocumentView,
  type TableField,
  type ViewKey,
  type ViewName,
  type documentMethods,
} from '@shared/exchange/document/document-contract'
import { anyCasePattern } from '@shared/exchange/document/search'
import type { IpcRequest, IpcResponse } from '@shared/ipc/contract'
import { AppError } from '@shared/errors'

/** A view as a test says it: its text, or why there is none. */
export type FakeView =
  | {
      readonly text: string
      readonly origin?: 'received' | 'sent' | 'converted'
      readonly notes?: Extract<DocumentView, { kind: 'lines' }>['notes']
      readonly annotations?: Readonly<Record<number, Annotation>>
      /** Numbers of lines that continue the one before. */
      readonly continues?: readonly number[]
    }
  | { readonly reason: Extract<DocumentView, { kind: 'none' }>['reason']; readonly problem?: Extract<DocumentView, { kind: 'none' }>['problem'] }

/** Views by half and name, e.g. `response JSON`. */
export type FakeDocuments = Partial<Record<`${ViewKey['half']} ${ViewName}`, FakeView>> & { readonly fields?: readonly TableField[] }

type DocumentMethod = keyof typeof documentMethods
type DocumentHandlers = { [M in DocumentMethod]: (request: IpcRequest<M>) => Promise<IpcResponse<M>> }

/** A field of a table as main gives it. */
export function aField(changes: Partial<TableField> & Pick<TableField, 'row' | 'name'>): TableField {
  return {
    origin: changes.row,
    depth: 0,
    path: `$.${changes.name}`,
    value: 'value',
    cutFrom: null,
    label: { zh: '标签', en: 'label' },
    meaning: null,
    annotation: null,
    ...changes,
  }
}

/**
 * Documents in memory. Lines are those of the given texts: what is indented deeper folds away, a row is a line, and the node of a
 * line is the how-manieth it is of those that name something, so that the same answer in two formats has the same nodes.
 * A filter keeps the lines that hold it; the filter `[` is wrong.
 */
export function createFakeDocuments(documents: FakeDocuments): DocumentHandlers {
  const viewOf = ({ half, view }: Pick<ViewKey, 'half' | 'view'>): FakeView => documents[`${half} ${view}`] ?? { text: `${half} ${view}` }

  function linesOf(key: ViewKey): DocumentLine[] {
    const view = viewOf(key)
    if (!('text' in view)) return []
    if (key.filter === '[') throw new AppError('document.filter', { problem: 'ends-early', column: '2' })
    const all = asLines(view.text)
    return all
      .map((line, number) => ({ ...line, annotation: view.annotations?.[number] ?? null, continues: view.continues?.includes(number) ?? false }))
      .filter(({ text }) => key.filter === null || text.includes(key.filter))
      .map((line, number) => (key.filter === null ? line : { ...line, lastLine: number }))
  }

  const factsOf = ({ charset }: Pick<ViewKey, 'charset'>): DocumentFacts => ({
    charset: charset ?? 'utf-8',
    charsetFoundBy: charset === null ? 'header' : 'user',
    damaged: false,
    format: 'json',
    storedBytes: 100,
    decodedBytes: 100,
  })

  return {
    'document.view': async (key) => {
      const view = viewOf(key)
      const facts = factsOf(key)
      if (!('text' in view)) return { kind: 'none', reason: view.reason, problem: view.problem ?? null, detail: '', facts }
      const lines = linesOf(key)
      const notes = view.notes ?? []
      const matchCount = key.filter === null ? null : lines.length
      return { kind: 'lines', origin: view.origin ?? 'received', lineCount: lines.length, notes, noteCount: notes.length, matchCount, facts }
    },
    'document.lines': async ({ ranges, ...key }) => {
      const lines = linesOf(key)
      return { lines: ranges.flatMap(({ from, count }) => lines.slice(from, from + count)).slice(0, MAX_LINES) }
    },
    'document.fields': async ({ from, count }) => {
      const fields = documents.fields ?? []
      return { total: fields.length, fields: fields.slice(from, from + count) }
    },
    'document.search': async ({ text, others = [], matchCase, regexp, from, ...key }) => {
      const pattern = regexp ? new RegExp(text, matchCase ? 'gu' : 'giu') : anyCasePattern(text, ...others)
      const matches = linesOf(key).flatMap((line, number) =>
        [...line.text.matchAll(pattern)].map((match) => ({ line: number, from: match.index, to: match.index + match[0].length })),
      )
      const before = matches.filter(({ line }) => line < from).length
      return { matches: matches.slice(before, before + 1_000), before, total: matches.length, complete: true }
    },
    'document.locate': async ({ origin, ...key }) => {
      if (key.view === 'Table') return { line: (documents.fields ?? []).findIndex((field) => field.origin === origin) }
      const line = linesOf(key).findIndex((one) => one.origin === origin)
      return { line: line === -1 ? null : line }
    },
    'document.path': async ({ view, row }) => ({ path: `${view === 'XML' ? '/row' : '$.row'}[${row}]` }),
    'document.place': async ({ line, column }) => ({ line: line + 1, from: column - 1 }),
    'document.copy': async () => ({ characters: 1, text: null }),
    'document.save': async ({ what }) => ({ fileName: `${what}.txt` }),
  }
}

function asLines(text: string): DocumentLine[] {
  const texts = text.split('\n')
  const depths = texts.map((line) => line.length - line.trimStart().length)
  let named = 0
  return texts.map((line, number) => {
    const depth = depths[number] ?? 0
    let lastLine = number
    while (lastLine + 1 < texts.length && (depths[lastLine + 1] ?? 0) > depth) lastLine += 1
    // The line that closes what is folded goes with it.
    if (lastLine > number && lastLine + 1 < texts.length) lastLine += 1
    const isCut = line.length > MAX_LINE_LENGTH
    const hasName = /^\s*(?:"[^"]*":|<[^/!?])/.test(line)
    return {
      text: isCut ? line.slice(0, MAX_LINE_LENGTH) : line,
      row: number,
      origin: hasName ? named++ : null,
      lastLine,
      cutFrom: isCut ? line.length : null,
      continues: false,
      annotation: null,
    }
  })
}
