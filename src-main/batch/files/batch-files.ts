import { randomUUID } from 'node:crypto'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { BatchCheck, BatchFile, BatchPlan, RowProblem } from '@shared/batch/batch-contract'
import { RowCheck } from '@shared/batch/check-row'
import type { FileRows } from '@shared/batch/file-rows'
import { matchColumns } from '@shared/batch/match-columns'
import { knownText } from '@shared/batch/row-values'
import { operationNamed } from '@shared/catalog'
import { AppError } from '@shared/errors'
import type { OwnVariables, VariableContext } from '@shared/variables/variables'
import type { KeptRow } from '../batch-store'
import { AS_FOUND, readRows, type Reading } from './read-file'

const SAMPLE_ROWS = 20
/** The page gets the first so many characters of a cell; what is sent is the whole. */
const SAMPLE_CELL = 200
/** Most problems a check tells one by one; the rest is counted. */
export const MOST_PROBLEMS = 500
const LARGEST_FILE_BYTES = 256 * 1024 * 1024
/** The window works on one file; somebody may go back to the one before. */
const FILES_KEPT = 2

interface OpenFile {
  readonly path: string
  readonly bytes: Uint8Array
  readonly rows: FileRows
}

/** What a check of every row found, but for what only the history knows. */
export type FileCheck = Omit<BatchCheck, 'usedBefore'>

/** What is asked of open files, here or in a thread of their own. */
export type BatchFileReader = Pick<BatchFiles, 'open' | 'reread' | 'check' | 'rows' | 'describe'>

/** A row ready to be kept; `knownId` is null where variables will make the caller's id. */
export type ReadyRow = KeptRow & { readonly knownId: string | null }

export interface RowsRequest {
  readonly fileId: string
  readonly plan: BatchPlan
  /** Variables of the profile. */
  readonly own: OwnVariables
  readonly sendErrors: boolean
  readonly from: number
  readonly limit: number
}

/** Files of rows that are open, by an id of this run. Reads the whole file once and never again: it may change meanwhile. */
export class BatchFiles {
  private readonly files = new Map<string, OpenFile>()
  private ready: { readonly key: string; readonly rows: readonly ReadyRow[] } | null = null

  constructor(private readonly now: () => number) {}

  /** @throws AppError `batch.cannot-read`, `batch.too-large`, `operation.unknown` */
  async open(request: { readonly path: string; readonly operation: string; readonly reading?: Reading }): Promise<BatchFile> {
    const bytes = await bytesOf(request.path)
    return this.keep(randomUUID(), request.path, bytes, request.operation, request.reading ?? AS_FOUND)
  }

  /** @throws AppError `batch.unknown-file` */
  async reread({ fileId, operation, ...reading }: Reading & { readonly fileId: string; readonly operation: string }): Promise<BatchFile> {
    const { path, bytes } = this.file(fileId)
    return this.keep(fileId, path, bytes, operation, reading)
  }

  /** Holds every row against the operation. @throws AppError `batch.unknown-file`, `operation.unknown` */
  async check({ fileId, plan, own }: Pick<RowsRequest, 'fileId' | 'plan' | 'own'>): Promise<FileCheck> {
    const counts = { blocking: 0, errors: 0, warnings: 0, repeatedInFile: 0 }
    const problems: RowProblem[] = []
    const { rows } = this.file(fileId).rows
    const ready: ReadyRow[] = []
    this.eachRow(fileId, plan, own, (found, index) => {
      ready.push(this.readyRow({ fileId, plan, sendErrors: false }, found, index))
      const worst = worstOf(found)
      if (worst !== null) counts[worst] += 1
      if (found.some(({ code }) => code === 'repeated-in-file')) counts.repeatedInFile += 1
      problems.push(...found.slice(0, MOST_PROBLEMS - problems.length))
    })
    // Whoever checks asks for the rows next, to look for their ids in the history.
    this.ready = { key: keyOf({ fileId, plan, own, sendErrors: false }), rows: ready }
    return { rowCount: rows.length, ...counts, problems }
  }

  /** Some rows as they are to be kept, those that are not to be sent with the reason. Asked for part by part, from 0. */
  async rows(request: RowsRequest): Promise<ReadyRow[]> {
    const key = keyOf(request)
    if (this.ready?.key !== key) this.ready = { key, rows: this.readyRows(request) }
    const part = this.ready.rows.slice(request.from, request.from + request.limit)
    if (part.length < request.limit) this.ready = null
    return part
  }

  /** Where a file is and what its columns are called. @throws AppError `batch.unknown-file` */
  async describe({ fileId }: { readonly fileId: string }): Promise<{ path: string; columns: readonly string[] }> {
    const { path, rows } = this.file(fileId)
    return { path, columns: rows.columns }
  }

  private readyRows(request: RowsRequest): ReadyRow[] {
    const ready: ReadyRow[] = []
    this.eachRow(request.fileId, request.plan, request.own, (problems, index) => ready.push(this.readyRow(request, problems, index)))
    return ready
  }

  private readyRow({ fileId, plan, sendErrors }: Pick<RowsRequest, 'fileId' | 'plan' | 'sendErrors'>, problems: readonly RowProblem[], index: number): ReadyRow {
    const { line = 0, cells = [] } = this.file(fileId).rows.rows[index] ?? {}
    const path = operationNamed(plan.operation).identity.callerId
    const stopper = problems.find(({ severity }) => severity === 'blocking') ?? (sendErrors ? undefined : problems.find(({ severity }) => severity === 'error'))
    const knownId = knownText(plan, cells, path)
    return { row: index + 1, line, cells, callerId: knownId ?? plan.base[path] ?? '', knownId: knownId === '' ? null : knownId, leftOut: stopper?.code ?? null }
  }

  private eachRow(fileId: string, plan: BatchPlan, own: OwnVariables, see: (problems: RowProblem[], index: number) => void): void {
    const { columns, rows } = this.file(fileId).rows
    const check = new RowCheck(operationNamed(plan.operation), plan, columns, this.contextOf(plan, own))
    for (const [index, row] of rows.entries()) see(check.problemsOf(index + 1, row), index)
  }

  /** What the variables could be: every row is held against the same example. */
  private contextOf(plan: BatchPlan, own: OwnVariables): VariableContext {
    return { nowMs: this.now(), random: () => 0.5, sequence: '1', own: { ...own, ...plan.variables } }
  }

  private keep(fileId: string, path: string, bytes: Uint8Array, operationName: string, reading: Reading): BatchFile {
    const operation = operationNamed(operationName)
    const rows = readRows(basename(path), bytes, operation, reading)
    // Read otherwise, the same file has other rows.
    this.ready = null
    this.files.delete(fileId)
    this.files.set(fileId, { path, bytes, rows })
    for (const oldest of [...this.files.keys()].slice(0, -FILES_KEPT)) this.files.delete(oldest)
    const { kind, charset, delimiter, hasHeader, columns } = rows
    const paths = matchColumns(operation, columns)
    return {
      fileId,
      fileName: basename(path),
      kind,
      charset,
      delimiter,
      hasHeader,
      columns: columns.map((name, index) => ({ name, path: paths[index] ?? null })),
      rowCount: rows.rows.length,
      sample: rows.rows.slice(0, SAMPLE_ROWS).map(({ cells }) => cells.map((cell) => cell.slice(0, SAMPLE_CELL))),
    }
  }

  private file(fileId: string): OpenFile {
    const file = this.files.get(fileId)
    if (file === undefined) throw new AppError('batch.unknown-file')
    return file
  }
}

function keyOf({ fileId, plan, own, sendErrors }: Pick<RowsRequest, 'fileId' | 'plan' | 'own' | 'sendErrors'>): string {
  return JSON.stringify([fileId, plan, own, sendErrors])
}

function worstOf(problems: readonly RowProblem[]): 'blocking' | 'errors' | 'warnings' | null {
  if (problems.length === 0) return null
  if (problems.some(({ severity }) => severity === 'blocking')) return 'blocking'
  return problems.some(({ severity }) => severity === 'error') ? 'errors' : 'warnings'
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    const handle = await open(path)
    try {
      if ((await handle.stat()).size > LARGEST_FILE_BYTES) throw new AppError('batch.too-large', { limit: '256 MB' })
      return await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('batch.cannot-read', {}, { cause: error })
  }
}
