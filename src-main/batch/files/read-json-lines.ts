import type { FileRow, FileRows, ReadingProblem } from '@shared/batch/file-rows'
import { joinPath } from '@shared/descriptor/paths'
import type { Operation } from '@shared/descriptor/types'
import { parseJson } from '@shared/exchange/json/parse'
import { leafText, type JsonNode, type JsonObject } from '@shared/exchange/json/tree'
import { NotWellFormedError } from '@shared/exchange/not-well-formed'

/** Reads JSON Lines: an object a line, its members by dotted path or nested, digits as they stand. A DTO may be JSON text as it is on the wire. */
export function readJsonLines(text: string, operation: Operation): Pick<FileRows, 'columns' | 'rows'> {
  const columns = new Map<string, number>()
  const dtos = new Set(operation.request.filter(({ kind }) => kind === 'object').map(({ name }) => name))
  const read = text.split(/\r\n|\n|\r/).flatMap((line, index): FileRow[] => (line.trim() === '' ? [] : [readLine(line, index + 1, columns, dtos)]))
  const rows = read.map((row) => ({ ...row, cells: Array.from({ length: columns.size }, (_, index) => row.cells[index] ?? '') }))
  return { columns: [...columns.keys()], rows }
}

function readLine(text: string, line: number, columns: Map<string, number>, dtos: ReadonlySet<string>): FileRow {
  const cells: string[] = []
  const problems: ReadingProblem[] = []
  const put = (path: string, value: string): void => {
    const index = columns.get(path) ?? columns.size
    columns.set(path, index)
    if (cells[index] !== undefined) problems.push({ code: 'given-twice', severity: 'error', column: path, detail: {} })
    cells[index] = value
  }
  const visit = (node: JsonObject, parent: string): void => {
    for (const { name, value } of node.members) {
      const path = joinPath(parent, name)
      const dto = dtos.has(path) && value.kind === 'string' ? objectIn(value.text) : null
      if (dto !== null) visit(dto, path)
      else if (value.kind === 'object') visit(value, path)
      else if (value.kind === 'array') problems.push({ code: 'not-taken', severity: 'warning', column: path, detail: {} })
      else if (value.kind !== 'null') put(path, leafText(value) ?? '')
    }
  }
  const row = nodeIn(text)
  if (row.node?.kind === 'object') visit(row.node, '')
  else problems.push({ code: 'not-a-row', severity: 'blocking', column: null, detail: row.detail })
  return { line, cells, problems }
}

function objectIn(text: string): JsonObject | null {
  const { node } = nodeIn(text)
  return node?.kind === 'object' ? node : null
}

function nodeIn(text: string): { readonly node: JsonNode | null; readonly detail: Readonly<Record<string, string>> } {
  try {
    return { node: parseJson(text), detail: {} }
  } catch (error) {
    if (!(error instanceof NotWellFormedError)) throw error
    return { node: null, detail: { column: String(error.problem.column) } }
  }
}
