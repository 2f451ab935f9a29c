import type { Batch, BatchPlan, PauseReason, RowState } from '@shared/batch/batch-contract'
import { AppError } from '@shared/errors'
import type { ExchangeSummary } from '@shared/exchange/exchange'
import type { Remote } from '../database/client'
import { banOf, type Ban } from './ban'
import type { BatchCounts, BatchStore, RowsAgain, WaitingRow } from './batch-store'
import { delay, Pace, RateMeter } from './pace'
import { isOfTheRow, reasonOf, TroubleWatch } from './trouble'

const ROWS_AT_ONCE = 500
/** With so few left the next are asked for, so that nobody has to wait for them. */
const FEW_ROWS = 100
/** Bans one after another, with no row getting through between them. */
const MOST_BANS = 20

/** Why a run ended: nothing waits any more, it was told to, or it paused by itself. */
export type RunEnd = { readonly kind: 'finished' } | { readonly kind: 'halted' } | { readonly kind: 'paused'; readonly because: PauseReason }

export interface RunnerTools {
  readonly store: Pick<Remote<BatchStore>, 'waiting' | 'againAfterBan' | 'leaveOut' | 'isSentBy'>
  /** Sends one row, once. `onEnded` is told how it ended; the promise resolves when that is kept. @throws AppError before anything has left */
  readonly send: (row: WaitingRow, onEnded: (summary: ExchangeSummary) => void) => Promise<ExchangeSummary>
  readonly now: () => number
  /** Told whenever the counts or the ban change. */
  readonly onChange: () => void
  /** Told what ended the run otherwise than as planned. */
  readonly onProblem: (error: unknown) => void
}

/**
 * Sends what waits of one batch, a few at a time. What it may send is for the history to say: a row it takes for waiting and that is
 * not is refused there. It never repeats anything but what the flow control refused.
 */
export class BatchRunner {
  private readonly halting = new AbortController()
  private readonly underWay = new Set<number>()
  private readonly trouble = new TroubleWatch()
  private readonly pace: Pace
  private readonly meter: RateMeter
  private readonly counts: Record<RowState, number>
  private sends: number
  private queue: WaitingRow[] = []
  private lastRow = 0
  /** Whether no row waits behind the last one that was fetched. */
  private isAtEnd = false
  private fetching: Promise<void> | null = null
  /** Goes up when rows may wait that lie behind. */
  private generation = 0
  private currentBan: (Ban & { /** On the clock of `performance.now`. */ readonly endsAt: number }) | null = null
  private bans = 0
  private pausedBecause: PauseReason | null = null
  readonly ended: Promise<RunEnd>

  constructor(
    private readonly batchId: string,
    plan: Pick<BatchPlan, 'concurrency' | 'perSecond'>,
    counts: BatchCounts,
    private readonly tools: RunnerTools,
  ) {
    this.pace = new Pace(plan.perSecond)
    this.meter = new RateMeter(tools.now())
    this.counts = { ...counts.rows }
    this.sends = counts.sends
    this.ended = Promise.all(Array.from({ length: plan.concurrency }, () => this.lane())).then(() => this.endOfRun())
  }

  /** Begins no further row; those under way are waited for by `ended`. */
  halt(): void {
    this.halting.abort()
  }

  get isHalting(): boolean {
    return this.halting.signal.aborted
  }

  /** Rows of which it does not know yet what became of them. */
  rowsUnderWay(): number[] {
    return [...this.underWay]
  }

  /** Looks at the rows from the first once more: so many of those in these states wait again. */
  lookAgain(from: RowsAgain['from']): void {
    for (const [state, count] of Object.entries(from) as [RowState, number][]) {
      this.counts[state] -= count
      this.counts.waiting += count
    }
    this.rewind()
    this.tools.onChange()
  }

  /** How far it is. */
  progress(): Pick<Batch, 'rows' | 'sends' | 'ratePerSecond' | 'remainingMs' | 'ban'> {
    const now = this.tools.now()
    const rate = this.meter.perSecond(now)
    const banMs = this.banMs()
    return {
      rows: { ...this.counts },
      sends: this.sends,
      ratePerSecond: rate,
      remainingMs: rate === 0 ? null : Math.round((this.counts.waiting * 1_000) / rate + banMs),
      ban: this.currentBan === null || banMs === 0 ? null : { untilMs: Math.ceil(now + banMs), subCode: this.currentBan.subCode },
    }
  }

  private endOfRun(): RunEnd {
    if (this.pausedBecause !== null) return { kind: 'paused', because: this.pausedBecause }
    return this.isHalting ? { kind: 'halted' } : { kind: 'finished' }
  }

  /** One row after another. While the end of one is written the next begins, so that both go to the disk at once. */
  private async lane(): Promise<void> {
    let kept: Promise<unknown> = Promise.resolve()
    try {
      for (let row = await this.take(); row !== null; row = await this.take()) {
        try {
          await this.untilAllowed()
          const before = kept
          if (!this.isHalting) kept = (await this.perform(row)).kept
          await before
        } finally {
          this.underWay.delete(row.row)
        }
      }
    } catch (error) {
      this.pause(reasonOf(error), error)
    }
    await kept
  }

  /** The next row that waits; null when there is none or no more may begin. */
  private async take(): Promise<WaitingRow | null> {
    for (;;) {
      if (this.isHalting) return null
      const row = this.queue.shift()
      if (this.queue.length < FEW_ROWS && !this.isAtEnd) this.fetching ??= this.fetchNext()
      if (row !== undefined) {
        if (this.underWay.has(row.row)) continue
        this.underWay.add(row.row)
        return row
      }
      if (this.fetching === null) return null
      await this.fetching
    }
  }

  private fetchNext(): Promise<void> {
    const fetching = this.fetch().finally(() => (this.fetching = null))
    // Whoever needs the rows waits for them and hears of it; who still has some does not.
    fetching.catch(() => undefined)
    return fetching
  }

  private async fetch(): Promise<void> {
    const { generation } = this
    const rows = await this.tools.store.waiting(this.batchId, this.lastRow, ROWS_AT_ONCE)
    if (generation !== this.generation) return
    this.queue.push(...rows.filter(({ row }) => !this.underWay.has(row)))
    this.lastRow = rows.at(-1)?.row ?? this.lastRow
    this.isAtEnd = rows.length < ROWS_AT_ONCE
  }

  private rewind(): void {
    this.generation += 1
    this.queue = []
    this.lastRow = 0
    this.isAtEnd = false
  }

  /** Waits for the end of a ban and for the moment the rate gives. */
  private async untilAllowed(): Promise<void> {
    const { signal } = this.halting
    await delay(this.pace.take(performance.now()), signal)
    while (this.banMs() > 0 && !signal.aborted) {
      await delay(this.banMs(), signal)
      // Whoever waited for the same ban begins at the pace, too.
      await delay(this.pace.take(performance.now()), signal)
    }
  }

  /** How long the ban still lasts, 0 without one. A clock that is set makes it neither shorter nor longer. */
  private banMs(): number {
    return this.currentBan === null ? 0 : Math.max(0, this.currentBan.endsAt - performance.now())
  }

  /** Resolves when it is known how the row ended and what follows from it; `kept` when that is written, which never rejects. */
  private async perform(row: WaitingRow): Promise<{ readonly kept: Promise<unknown> }> {
    this.move('waiting', 'under-way')
    let tell: (summary: ExchangeSummary) => void = () => undefined
    const ended = new Promise<ExchangeSummary>((resolve) => (tell = resolve))
    const sent = this.tools.send(row, tell)
    let summary: ExchangeSummary
    try {
      summary = await Promise.race([ended, sent])
    } catch (error) {
      await this.notSent(row, error)
      return { kept: Promise.resolve() }
    }
    const kept = sent.catch(this.tools.onProblem)
    await this.follow(row, summary, kept)
    return { kept }
  }

  private async follow(row: WaitingRow, summary: ExchangeSummary, kept: Promise<unknown>): Promise<void> {
    this.sends += 1
    const now = this.tools.now()
    this.meter.add(now)
    const ban = banOf(summary, now)
    if (ban !== null) return this.obey(ban, row, kept)
    this.bans = 0
    this.move('under-way', stateOf(summary))
    const because = this.trouble.see(summary)
    if (because !== null) this.pause(because, null)
  }

  /** A refusal by the flow control comes before anything is done (PROTOCOL 5 and 6): sent again, the row repeats nothing. */
  private async obey(ban: Ban, { row }: WaitingRow, kept: Promise<unknown>): Promise<void> {
    // Whatever was under way when a ban began is refused by the same ban.
    if (this.banMs() === 0) this.bans += 1
    if (ban.waitMs > this.banMs()) this.currentBan = { ...ban, endsAt: performance.now() + ban.waitMs }
    await kept
    await this.tools.store.againAfterBan(this.batchId, row)
    this.move('under-way', 'waiting')
    this.underWay.delete(row)
    this.rewind()
    if (!ban.isShort || this.bans > MOST_BANS) this.pause('long-ban', null)
  }

  private async notSent({ row }: WaitingRow, error: unknown): Promise<void> {
    if (isOfTheRow(error)) {
      await this.tools.store.leaveOut(this.batchId, row, error.code)
      this.move('under-way', 'left-out')
      return
    }
    this.move('under-way', 'waiting')
    if (error instanceof AppError && error.code === 'batch.row-not-waiting') {
      // Somebody else decided about it: only about this row, or another program paused, stopped or took over the whole batch.
      if (!(await this.tools.store.isSentBy(this.batchId, process.pid))) this.halt()
      return
    }
    this.pause(reasonOf(error), error)
  }

  private pause(because: PauseReason, error: unknown): void {
    this.pausedBecause ??= because
    if (error !== null) this.tools.onProblem(error)
    this.halt()
  }

  private move(from: RowState, to: RowState): void {
    this.counts[from] -= 1
    this.counts[to] += 1
    this.tools.onChange()
  }
}

/** The state of a row by its newest exchange; the same as `ROWS_WITH_STATE` says. */
function stateOf({ outcome, bytesLeft }: ExchangeSummary): RowState {
  if (outcome === null) return 'under-way'
  return outcome === 'failed' && bytesLeft ? 'unknown' : outcome
}
