import { basename, dirname, join } from 'node:path'
import type { Batch, BatchCheck, BatchFile, BatchPlan, BatchRow, PauseReason, RowProblem, RowState } from '@shared/batch/batch-contract'
import { needsSequence, rowValues } from '@shared/batch/row-values'
import { findOperation } from '@shared/catalog'
import { AppError } from '@shared/errors'
import type { ExchangeSummary } from '@shared/exchange/exchange'
import type { Environment } from '@shared/protocol/gateway-url'
import type { OwnVariables } from '@shared/variables/variables'
import type { Remote } from '../database/client'
import { writeWhole } from '../documents/save'
import type { RowRequest } from '../exchange/exchange-service'
import { newExchangeId } from '../exchange/identifier'
import type { ProductionGuard } from '../guard/production-guard'
import type { UsedGateway } from '../history/history'
import { isProcessAlive } from '../history/process-liveness'
import { BatchRunner, type RunEnd } from './batch-runner'
import type { BatchRecord, BatchStore, KeptRow, RowResult, WaitingRow } from './batch-store'
import { shownBatch } from './shown-batch'
import { MOST_PROBLEMS, type BatchFileReader, type ReadyRow } from './files/batch-files'
import type { Reading } from './files/read-file'
import { resultsCsv, resultsFileOf } from './results-file'

const ROWS_AT_ONCE = 1_000
const PROGRESS_EVERY_MS = 250

/** What a row is sent with. */
export type RowOrder = Omit<RowRequest, 'profile' | 'stored' | 'onEnded'>

/** A profile as a batch needs it, kept as it is for a whole run. */
export interface BatchProfile {
  readonly name: string
  readonly environment: Environment
  readonly gatewayUrl: string
  readonly gateway: UsedGateway
  /** Sends one row; `onEnded` is told how it ended before that is kept. @throws AppError before anything has left */
  readonly send: (order: RowOrder, onEnded: (summary: ExchangeSummary) => void) => Promise<ExchangeSummary>
  /** Tells of a text whether it holds its secret or session token. @throws AppError `keychain.*` */
  readonly secretFinder: () => Promise<(text: string) => boolean>
  /** Whether its sessions are only for trying out, so that an id used before is no more than a remark. */
  readonly isLocal: boolean
}

export interface BatchTools {
  readonly store: Remote<BatchStore>
  readonly files: BatchFileReader
  readonly profile: (profileId: string) => Promise<BatchProfile>
  /** @throws AppError `guard.*` */
  readonly guard: Pick<ProductionGuard, 'admit'>
  readonly variables: {
    readonly own: (profileId: string) => Promise<OwnVariables>
    /** Digits of the next number of a profile, never given twice. */
    readonly nextSequence: (profileId: string) => Promise<string>
  }
  readonly now: () => number
  readonly random: () => number
  readonly onProgress: (batch: Batch) => void
  readonly onProblem: (error: unknown) => void
}

interface Run {
  readonly runner: BatchRunner
  /** Resolves when its last row has ended and what became of the batch is kept. */
  readonly settled: Promise<void>
}

/** What a user does with batches, in the words of the contract. One of them is sent at a time. */
export class Batches {
  private readonly runs = new Map<string, Run>()
  private isStarting = false
  private lastTold = 0
  private telling: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly tools: BatchTools) {}

  /** @throws AppError `batch.cannot-read`, `batch.too-large` */
  open(path: string, operation: string, reading?: Reading): Promise<BatchFile> {
    return this.tools.files.open({ path, operation, ...(reading === undefined ? {} : { reading }) })
  }

  reread(reading: Reading & { readonly fileId: string; readonly operation: string }): Promise<BatchFile> {
    return this.tools.files.reread(reading)
  }

  /** Holds every row against the operation, the rest of the file and the history. Writes and sends nothing. */
  async check(fileId: string, plan: BatchPlan): Promise<BatchCheck> {
    const own = await this.tools.variables.own(plan.profileId)
    const found = await this.tools.files.check({ fileId, plan, own })
    const profile = await this.tools.profile(plan.profileId)
    const path = findOperation(plan.operation)?.identity.callerId ?? null
    const problems: RowProblem[] = [...found.problems]
    const counts = { errors: found.errors, warnings: found.warnings, usedBefore: 0 }
    for await (const rows of this.readyRows(fileId, plan, false)) {
      for (const { row, line, leftOut } of await this.usedRows(rows, plan, profile)) {
        counts.usedBefore += 1
        if (leftOut === null) counts[profile.isLocal ? 'warnings' : 'errors'] += 1
        problems.push({ row, line, column: null, path, code: 'used-before', severity: profile.isLocal ? 'warning' : 'error', detail: {} })
      }
    }
    return { ...found, ...counts, problems: problems.toSorted((left, right) => left.row - right.row).slice(0, MOST_PROBLEMS) }
  }

  /** Keeps every row, then begins. @throws AppError `guard.*`, `batch.under-way`, `batch.nothing-to-send` */
  async start(request: { readonly fileId: string; readonly plan: BatchPlan; readonly sendErrors: boolean; readonly typedEnvironment: string | null }): Promise<Batch> {
    const { fileId, plan } = request
    return this.alone(async () => {
      const profile = await this.tools.profile(plan.profileId)
      await this.tools.guard.admit(profile, request.typedEnvironment)
      const holdsSecret = await profile.secretFinder()
      const holder = [...Object.entries(plan.base), ...Object.entries(plan.variables)].find(([, text]) => holdsSecret(text))
      if (holder !== undefined) throw new AppError('draft.holds-secret', { parameter: holder[0] })
      const { path, columns } = await this.tools.files.describe({ fileId })
      const createdAt = this.tools.now()
      const id = newExchangeId(createdAt)
      const record: BatchRecord = {
        id, createdAt, fileName: basename(path), folder: dirname(path), profileName: profile.name, plan: JSON.stringify(plan),
        columns: JSON.stringify(columns), wanted: 'keeping', pausedBecause: null, ownerPid: process.pid, address: addressOf(profile),
      }
      await this.tools.store.create(record)
      try {
        if ((await this.keepRows(id, request, profile, holdsSecret)) === 0) throw new AppError('batch.nothing-to-send')
        return await this.run({ ...record, wanted: 'running' }, profile)
      } catch (error) {
        if (!this.runs.has(id)) await this.tools.store.delete(id)
        throw error
      }
    })
  }

  async list(): Promise<Batch[]> {
    const records = await this.tools.store.list()
    return Promise.all(records.map((record) => this.shown(record)))
  }

  async get(batchId: string): Promise<Batch> {
    return this.shown(await this.tools.store.get(batchId))
  }

  pause(batchId: string): Promise<Batch> {
    return this.end(batchId, 'paused')
  }

  stop(batchId: string): Promise<Batch> {
    return this.end(batchId, 'stopped')
  }

  /** @throws AppError `guard.*`, `batch.under-way`, `batch.nothing-to-send`, `batch.other-gateway` */
  async resume(request: { readonly batchId: string; readonly typedEnvironment: string | null; readonly concurrency?: number | undefined; readonly perSecond?: number | null | undefined }): Promise<Batch> {
    const { batchId, typedEnvironment, concurrency, perSecond } = request
    // A run that was told to pause may still wait for its last answers.
    if (this.runs.get(batchId)?.runner.isHalting === true) await this.runs.get(batchId)?.settled
    return this.alone(async () => {
      const record = await this.tools.store.get(batchId)
      if (isSentElsewhere(record)) throw new AppError('batch.under-way')
      if (record.wanted === 'stopped') throw new AppError('batch.nothing-to-send')
      const plan = planOf(record)
      const profile = await this.tools.profile(plan.profileId)
      const { address } = record
      // Which rows were sent, and which ids used before, was said of the gateway of then.
      if (address !== null && address !== addressOf(profile)) throw new AppError('batch.other-gateway', { address })
      await this.tools.guard.admit(profile, typedEnvironment)
      const changed: BatchPlan = { ...plan, concurrency: concurrency ?? plan.concurrency, perSecond: perSecond === undefined ? plan.perSecond : perSecond }
      const next: BatchRecord = { ...record, plan: JSON.stringify(changed), wanted: 'running', pausedBecause: null }
      await this.tools.store.change(batchId, next)
      await this.tools.store.againAfterBan(batchId, null)
      if (!profile.isLocal) await this.tools.store.leaveOutUsed(batchId, plan.operation, profile.gateway)
      return this.run(next, profile)
    })
  }

  async rows(batchId: string, states: readonly RowState[], afterRow: number, limit: number): Promise<{ rows: BatchRow[]; more: boolean }> {
    const found = await this.tools.store.rows(batchId, states, afterRow, limit + 1)
    const rows = found.slice(0, limit).map(({ row, line, state, callerId, exchangeId, code, subCode, message, sends, leftOutBecause }) => ({
      row, line, state, callerId, exchangeId, code, subCode, message, sends, leftOutBecause: leftOutBecause ?? null,
    }))
    return { rows, more: found.length > limit }
  }

  /** Lets rows wait once more by the user's decision; a batch that is being sent takes them in. */
  async again(batchId: string, rows: readonly number[] | null, states: readonly RowState[]): Promise<{ count: number; batch: Batch }> {
    const record = await this.tools.store.get(batchId)
    const run = this.runs.get(batchId)
    // Of a stopped or finished batch nothing waits; what was never sent stays unsent, and only these rows wait until it is told to go on.
    if (record.wanted === 'stopped' || (record.wanted === 'running' && run === undefined && !isSentElsewhere(record))) {
      if (record.wanted === 'stopped') await this.tools.store.leaveOutUnsent(batchId)
      await this.tools.store.change(batchId, { ...record, wanted: 'paused', pausedBecause: null })
    }
    if (states.length === 0) return { count: 0, batch: await this.get(batchId) }
    // Of a row that is under way here the runner does not know yet what the history may know.
    const { count, from } = await this.tools.store.again(batchId, rows, states, run?.runner.rowsUnderWay() ?? [])
    run?.runner.lookAgain(from)
    return { count, batch: await this.get(batchId) }
  }

  /** Answers the name of the file. @throws AppError `document.*` */
  async writeResults(batchId: string): Promise<string> {
    const { folder, fileName, columns } = await this.tools.store.get(batchId)
    const file = resultsFileOf(folder, fileName)
    await writeWhole(file, resultsCsv(JSON.parse(columns) as string[], this.everyRow(batchId)))
    return join(folder, basename(file))
  }

  /** @throws AppError `batch.under-way` */
  async delete(batchId: string): Promise<void> {
    if (this.runs.has(batchId) || (await this.tools.store.list()).some((record) => record.id === batchId && isSentElsewhere(record))) throw new AppError('batch.under-way')
    await this.tools.store.delete(batchId)
  }

  /** Resolves when the batch is not sent any more. */
  async settled(batchId: string): Promise<Batch> {
    await this.runs.get(batchId)?.settled
    return this.get(batchId)
  }

  /** Begins no further row, so that the program can end; what was wanted stays, and the batch is found interrupted. */
  halt(): void {
    for (const { runner } of this.runs.values()) runner.halt()
  }

  /** Resolves when no run has anything under way. */
  async halted(): Promise<void> {
    this.halt()
    await Promise.allSettled([...this.runs.values()].map(({ settled }) => settled))
  }

  private async alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.isStarting || this.runs.size > 0) throw new AppError('batch.under-way')
    this.isStarting = true
    try {
      return await work()
    } finally {
      this.isStarting = false
    }
  }

  private async keepRows(batchId: string, { fileId, plan, sendErrors }: { readonly fileId: string; readonly plan: BatchPlan; readonly sendErrors: boolean }, profile: BatchProfile, holdsSecret: (text: string) => boolean): Promise<number> {
    let count = 0
    for await (const rows of this.readyRows(fileId, plan, sendErrors)) {
      const isFree = sendErrors || profile.isLocal
      const used = isFree ? new Set<number>() : new Set((await this.usedRows(rows, plan, profile)).map(({ row }) => row))
      const kept = rows.map(({ knownId: _, ...row }): KeptRow => withoutSecrets({ ...row, leftOut: row.leftOut ?? (used.has(row.row) ? 'used-before' : null) }, holdsSecret))
      await this.tools.store.addRows(batchId, kept)
      count += kept.filter(({ leftOut }) => leftOut === null).length
    }
    return count
  }

  private async *readyRows(fileId: string, plan: BatchPlan, sendErrors: boolean): AsyncGenerator<readonly ReadyRow[], void> {
    const own = await this.tools.variables.own(plan.profileId)
    for (let from = 0; ; from += ROWS_AT_ONCE) {
      const rows = await this.tools.files.rows({ fileId, plan, own, sendErrors, from, limit: ROWS_AT_ONCE })
      if (rows.length > 0) yield rows
      if (rows.length < ROWS_AT_ONCE) return
    }
  }

  private async usedRows(rows: readonly ReadyRow[], { operation }: BatchPlan, { gateway }: BatchProfile): Promise<ReadyRow[]> {
    const ids = [...new Set(rows.flatMap(({ knownId }) => (knownId === null ? [] : [knownId])))]
    const used = new Set(await this.tools.store.usedBefore(operation, gateway, ids))
    return rows.filter(({ knownId }) => knownId !== null && used.has(knownId))
  }

  private async run(record: BatchRecord, profile: BatchProfile): Promise<Batch> {
    const { id } = record
    const counts = await this.tools.store.count(id)
    if (counts.rows.waiting === 0) throw new AppError('batch.nothing-to-send')
    await this.tools.store.change(id, { ...record, ownerPid: process.pid })
    const plan = planOf(record)
    const own = { ...(await this.tools.variables.own(plan.profileId)), ...plan.variables }
    const runner = new BatchRunner(id, plan, counts, {
      store: this.tools.store,
      send: async (row, onEnded) => profile.send(await this.order(id, plan, own, row), onEnded),
      now: this.tools.now,
      onChange: () => this.tell(record),
      onProblem: this.tools.onProblem,
    })
    const settled = runner.ended.then((end) => this.settle(id, end)).catch(this.tools.onProblem)
    this.runs.set(id, { runner, settled })
    return shownBatch(record, runner.progress(), runner)
  }

  private async order(id: string, plan: BatchPlan, own: OwnVariables, { row, cells }: WaitingRow): Promise<RowOrder> {
    const { profileId, operation, format, signMethod } = plan
    const sequence = needsSequence(plan, own) ? await this.tools.variables.nextSequence(profileId) : ''
    const { values } = rowValues(plan, cells, { nowMs: this.tools.now(), random: this.tools.random, sequence, own })
    return { operation, format, signMethod, values, batch: { id, row } }
  }

  private async settle(id: string, end: RunEnd): Promise<void> {
    this.runs.delete(id)
    let isKept = true
    if (end.kind === 'paused') {
      await this.change(id, 'paused', end.because).catch((error: unknown) => {
        isKept = false
        this.tools.onProblem(error)
      })
    }
    const known = await this.get(id)
    // A history that cannot be written does not keep why; whoever looks on is told all the same.
    const batch: Batch = end.kind === 'paused' && !isKept ? { ...known, state: 'paused', pausedBecause: end.because } : known
    this.tools.onProgress(batch)
    if (batch.state === 'finished' || batch.state === 'stopped') await this.writeResults(id).catch(this.tools.onProblem)
  }

  private async end(batchId: string, wanted: 'paused' | 'stopped'): Promise<Batch> {
    this.runs.get(batchId)?.runner.halt()
    // Stopped is for good.
    if ((await this.tools.store.get(batchId)).wanted === 'stopped') return this.get(batchId)
    await this.change(batchId, wanted, null)
    if (wanted === 'stopped') await this.tools.store.leaveOutUnsent(batchId)
    return this.get(batchId)
  }

  private async change(batchId: string, wanted: BatchRecord['wanted'], pausedBecause: PauseReason | null): Promise<void> {
    await this.tools.store.change(batchId, { ...(await this.tools.store.get(batchId)), wanted, pausedBecause })
  }

  /** Tells of changes a few times a second. The last of them is told as well: in a ban nothing else happens for long. */
  private tell(record: BatchRecord): void {
    this.telling ??= setTimeout(
      () => {
        this.telling = undefined
        const runner = this.runs.get(record.id)?.runner
        if (runner === undefined) return
        this.lastTold = this.tools.now()
        this.tools.onProgress(shownBatch(record, runner.progress(), runner))
      },
      // A clock that was set back does not silence it.
      Math.min(PROGRESS_EVERY_MS, Math.max(0, this.lastTold + PROGRESS_EVERY_MS - this.tools.now())),
    )
  }

  private async shown(record: BatchRecord): Promise<Batch> {
    const runner = this.runs.get(record.id)?.runner ?? null
    return shownBatch(record, runner?.progress() ?? (await this.tools.store.count(record.id)), runner)
  }

  private async *everyRow(batchId: string): AsyncGenerator<readonly RowResult[], void> {
    for (let after = 0; ; ) {
      const rows = await this.tools.store.rows(batchId, [], after, ROWS_AT_ONCE)
      if (rows.length > 0) yield rows
      const last = rows.at(-1)
      if (last === undefined || rows.length < ROWS_AT_ONCE) return
      after = last.row
    }
  }
}

/** A row as it may be written down: one that holds a secret is not sent, and what holds it is not kept. */
function withoutSecrets(row: KeptRow, holdsSecret: (text: string) => boolean): KeptRow {
  if (![row.callerId, ...row.cells].some(holdsSecret)) return row
  const emptied = (text: string): string => (holdsSecret(text) ? '' : text)
  return { ...row, callerId: emptied(row.callerId), cells: row.cells.map(emptied), leftOut: 'draft.holds-secret' }
}

/** Where a batch of that profile goes. The embedded gateway is the same whatever its port. */
function addressOf({ isLocal, gatewayUrl }: BatchProfile): string {
  return isLocal ? 'local' : gatewayUrl
}

function isSentElsewhere({ wanted, ownerPid }: BatchRecord): boolean {
  return wanted === 'running' && ownerPid !== process.pid && isProcessAlive(ownerPid)
}

function planOf({ plan }: BatchRecord): BatchPlan {
  return JSON.parse(plan) as BatchPlan
}
