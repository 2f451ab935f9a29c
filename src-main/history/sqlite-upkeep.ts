import { BYTES_OF_MEGABYTE, hasRule } from '@shared/history/retention'
import type { Compaction, Deletion, RetentionPreview, StorageUse, Outgoing } from '@shared/history/storage-contract'
import type { Connection } from '../database/connection'
import type { HalfStore } from './half-store'
import type { OutgoingRequest, RetentionRequest, Tidied } from './history'
import { SqliteRetention } from './sqlite-retention'
import { SqliteRoom, unlessBusy } from './sqlite-room'

const NOTHING: Omit<Tidied, 'more'> = { removed: 0, deleted: 0 }

/** The care a history needs, a step at a call, so that other calls pass in between. */
export class SqliteUpkeep {
  private readonly retention: SqliteRetention
  private readonly room: SqliteRoom
  private tidyUp: { readonly rules: string; readonly steps: Generator<Omit<Tidied, 'more'>> } | null = null
  // A program that was killed may have left deleted bytes in the log.
  private logHoldsDeleted = true

  constructor(
    connection: Connection,
    private readonly halves: HalfStore,
  ) {
    this.retention = new SqliteRetention(connection)
    this.room = new SqliteRoom(connection)
  }

  describe(): StorageUse {
    return this.room.describe()
  }

  preview(request: RetentionRequest): RetentionPreview {
    return this.retention.preview(request)
  }

  outgoing(request: OutgoingRequest): Outgoing {
    return this.retention.outgoing(request)
  }

  purge({ before }: { before: number }): Deletion {
    const deleted = unlessBusy(() => this.retention.deletingRemoved(before).next().value as number | undefined) ?? 0
    if (deleted > 0) this.logHoldsDeleted = true
    else this.forgetDeleted()
    return { deleted, more: deleted > 0 }
  }

  compact(): Compaction {
    return this.room.compact()
  }

  tidy(request: RetentionRequest): Tidied {
    const rules = JSON.stringify(request.rules)
    if (this.tidyUp?.rules !== rules) this.tidyUp = { rules, steps: this.tidying(request) }
    try {
      const step = unlessBusy(() => this.tidyUp?.steps.next())
      if (step === undefined || step.done === true) this.tidyUp = null
      return { ...(step?.value ?? NOTHING), more: this.tidyUp !== null }
    } catch (error) {
      this.tidyUp = null
      throw error
    }
  }

  private *tidying(request: RetentionRequest): Generator<Omit<Tidied, 'more'>> {
    for (const deleted of this.retention.deletingExpired(request.now)) yield this.noted({ removed: 0, deleted })
    // Before the rules: packing may keep the disk rule by itself.
    while (this.halves.packOne()) yield this.noted(NOTHING)
    if (hasRule(request.rules)) for (const step of this.retention.applying(request)) yield this.noted(step)
    this.forgetDeleted()
    const { maxDiskMegabytes } = request.rules
    // Freed room counts for the user who set a limit; otherwise new exchanges will use it.
    if (maxDiskMegabytes === null) return
    while (this.room.giveBackTo(maxDiskMegabytes * BYTES_OF_MEGABYTE)) yield this.noted(NOTHING)
    this.forgetDeleted()
  }

  private noted(step: Omit<Tidied, 'more'>): Omit<Tidied, 'more'> {
    this.logHoldsDeleted = true
    return step
  }

  private forgetDeleted(): void {
    if (this.logHoldsDeleted && this.room.forgetLog()) this.logHoldsDeleted = false
  }
}
