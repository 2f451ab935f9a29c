import { gatherTokens } from '@shared/history/search-tokens'
import type { Connection } from '../../database/connection'
import { prepared } from '../../database/prepared'
import { inTransaction } from '../../database/transaction'
import { summaryOf } from '../exchange-row'
import type { HalfStore } from '../half-store'
import { searchDocumentOf } from '../search-document'
import type { Row } from './exchange-rows'
import type { SearchIndex } from './search-index'
import { Stopwatch, type Turn } from './turns'

/** Exchanges written at once, so that whoever wants to write waits no longer than for these. */
const MOST_AT_ONCE = 48
const GATHERING_MS = 12
const LEASE_MS = 20_000

interface Gathered {
  readonly seq: number
  /** The row as it was when its tokens were gathered. */
  readonly state: string
  readonly tokens: ReadonlySet<string>
}

/** Brings exchanges that were completed or changed into the index, newest first, whenever nobody waits for an answer. */
export class Indexer {
  private running: Promise<void> | null = null
  private isEnding = false
  private hasNews = false

  constructor(
    private readonly connection: Connection,
    private readonly halves: HalfStore,
    private readonly index: SearchIndex,
    private readonly turn: Turn,
    private readonly owner: { readonly pid: number; readonly now: () => number; readonly log: (message: string) => void },
  ) {}

  /** Starts on what is there to do, unless it is at it already. */
  wake(): void {
    this.hasNews = true
    this.running ??= this.run().finally(() => {
      this.running = null
    })
  }

  /** Resolves when nothing is left that this process can index. */
  async settled(): Promise<void> {
    await this.running
  }

  /** Stops after the batch it is at. */
  async end(): Promise<void> {
    this.isEnding = true
    await this.running
  }

  private async run(): Promise<void> {
    while (this.hasNews && !this.isEnding) {
      this.hasNews = false
      try {
        while (!this.isEnding && (await this.step()));
      } catch (error) {
        this.owner.log(`search index: ${String(error)}`)
        if (this.index.isDamage(error)) this.reset()
      }
    }
  }

  private reset(): void {
    try {
      this.index.reset()
      this.hasNews = true
    } catch (error) {
      // Searches go on without it; the next news tries again.
      this.owner.log(`search index: ${String(error)}`)
    }
  }

  /** Does a little of what is to do and answers whether there may be more. */
  private async step(): Promise<boolean> {
    await this.turn.rest()
    if (!this.index.isReady()) return this.index.forgetSome() || true
    const rows = prepared(this.connection, 'SELECT * FROM exchange INDEXED BY exchange_unindexed WHERE indexed = 0 AND outcome IS NOT NULL ORDER BY seq DESC LIMIT ?').all(
      MOST_AT_ONCE,
    ) as Row[]
    if (rows.length === 0) return false
    if (!this.index.take(this.owner.pid, this.owner.now(), LEASE_MS)) return false
    const batch = await this.gather(rows)
    await this.turn.rest()
    this.write(batch)
    return true
  }

  private async gather(rows: readonly Row[]): Promise<Gathered[]> {
    const clock = new Stopwatch(GATHERING_MS)
    const batch: Gathered[] = []
    for (const row of rows) {
      const seq = row['seq'] as number
      const summary = summaryOf(row)
      const gathering = gatherTokens(searchDocumentOf(seq, summary, this.halves))
      let step = gathering.next()
      for (; step.done !== true; step = gathering.next()) if (this.turn.isOver()) await this.turn.rest()
      batch.push({ seq, state: JSON.stringify(summary), tokens: step.value })
      if (clock.isOver()) break
    }
    return batch
  }

  private write(batch: readonly Gathered[]): void {
    const read = prepared(this.connection, 'SELECT * FROM exchange WHERE seq = ? AND indexed = 0')
    const put = this.connection.prepare('INSERT OR REPLACE INTO search_index (rowid, tokens) VALUES (?, ?)')
    const mark = prepared(this.connection, 'UPDATE exchange SET indexed = 1 WHERE seq = ?')
    inTransaction(this.connection, () => {
      // A number below the one before it makes the index write out what it has gathered.
      for (const { seq, state, tokens } of batch.toSorted((left, right) => left.seq - right.seq)) {
        const row = read.get(seq) as Row | undefined
        // What was changed meanwhile is still to be indexed, and will be.
        if (row === undefined || JSON.stringify(summaryOf(row)) !== state) continue
        put.run(seq, [...tokens].join(' '))
        mark.run(seq)
      }
    })
  }
}

