import type { RetentionRules } from '@shared/history/retention'
import type { History } from './history'

/** After the window is there and has asked for what it shows. */
const FIRST_AFTER_MS = 15_000
const EVERY_MS = 60 * 60 * 1000
/** A large body is made smaller this long after the last one came, not while answers follow each other. */
const QUIET_MS = 2_000

interface UpkeepTools {
  readonly history: Pick<History, 'tidy'>
  readonly rules: () => Promise<RetentionRules>
  readonly now: () => number
  /** Called when exchanges have left the list. */
  readonly onChanged: () => void
  readonly onProblem: (error: unknown) => void
}

/** Keeps the history tidy: after start, once an hour, and when there is a reason. Never two runs at once. */
export class HistoryUpkeep {
  private hourly: NodeJS.Timeout | null = null
  private soonest: NodeJS.Timeout | null = null
  private running: Promise<void> | null = null
  private isStopped = false

  constructor(private readonly tools: UpkeepTools) {}

  start(): void {
    this.soon(FIRST_AFTER_MS)
    this.hourly = setInterval(() => void this.run(), EVERY_MS)
    this.hourly.unref()
  }

  /** Runs after some quiet; a later call puts it off. */
  soon(afterMs = QUIET_MS): void {
    if (this.isStopped) return
    if (this.soonest !== null) clearTimeout(this.soonest)
    this.soonest = setTimeout(() => void this.run(), afterMs)
    this.soonest.unref()
  }

  /** Resolves when everything due is done. A run that is under way is finished first: what it began with may be out of date. */
  async run(): Promise<void> {
    while (this.running !== null) await this.running
    if (this.isStopped) return
    this.running = this.tidyUp().catch(this.tools.onProblem)
    await this.running
    this.running = null
  }

  /** Resolves when no step is under way any more. */
  async stop(): Promise<void> {
    this.isStopped = true
    if (this.hourly !== null) clearInterval(this.hourly)
    if (this.soonest !== null) clearTimeout(this.soonest)
    await this.running
  }

  private async tidyUp(): Promise<void> {
    const request = { rules: await this.tools.rules(), now: this.tools.now() }
    let gone = 0
    try {
      for (let more = true; more && !this.isStopped; ) {
        const step = await this.tools.history.tidy(request)
        gone += step.removed + step.deleted
        more = step.more
      }
    } finally {
      if (gone > 0) this.tools.onChanged()
    }
  }
}
