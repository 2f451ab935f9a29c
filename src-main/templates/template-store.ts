import type { Connection } from '../database/connection'
import { inTransaction } from '../database/transaction'

/** A template as its row holds it; `content` is JSON text. */
export interface TemplateRow {
  readonly id: string
  readonly content: string
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly updatedAt: number
}

/** A profile's variables as their row holds them; `variables` is JSON text. */
export interface VariablesRow {
  readonly variables: string
  readonly nextSequence: string
}

/** How long a deleted template can be brought back at least. */
const KEPT_DELETED_MS = 604_800_000
const FIRST_SEQUENCE = '1'

/** Templates and the variables of profiles. Synchronous: it runs in the database worker, and what it wrote is synced when it answers. */
export class TemplateStore {
  constructor(private readonly connection: Connection) {}

  /** Those that are not deleted, oldest first. */
  listTemplates(): TemplateRow[] {
    return this.connection
      .prepare('SELECT id, content, created_at AS createdAt, updated_at AS updatedAt FROM template WHERE deleted_at IS NULL ORDER BY created_at, id')
      .all() as unknown as TemplateRow[]
  }

  /** Writes templates, all or none; one that was deleted is back. Those of `replaced` go, because another id stands for them now. */
  saveTemplates(rows: readonly TemplateRow[], replaced: readonly string[] = []): void {
    inTransaction(this.connection, () => {
      const remove = this.connection.prepare('DELETE FROM template WHERE id = ?')
      for (const id of replaced) remove.run(id)
      const save = this.connection.prepare(
        `INSERT INTO template (id, content, created_at, updated_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET content = excluded.content, updated_at = excluded.updated_at, deleted_at = NULL`,
      )
      for (const { id, content, createdAt, updatedAt } of rows) save.run(id, content, createdAt, updatedAt)
    })
  }

  /** Answers how many were there to delete. What was deleted long ago goes for good. */
  deleteTemplates(ids: readonly string[], now: number): number {
    return inTransaction(this.connection, () => {
      this.connection.prepare('DELETE FROM template WHERE deleted_at < ?').run(now - KEPT_DELETED_MS)
      const mark = this.connection.prepare('UPDATE template SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL')
      return ids.reduce((count, id) => count + Number(mark.run(now, id).changes), 0)
    })
  }

  /** Answers how many came back. */
  restoreTemplates(ids: readonly string[]): number {
    return inTransaction(this.connection, () => {
      const restore = this.connection.prepare('UPDATE template SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL')
      return ids.reduce((count, id) => count + Number(restore.run(id).changes), 0)
    })
  }

  readVariables(profileId: string): VariablesRow {
    const row = this.connection
      .prepare('SELECT variables, CAST(next_sequence AS TEXT) AS nextSequence FROM profile_variables WHERE profile_id = ?')
      .get(profileId) as VariablesRow | undefined
    return row ?? { variables: '{}', nextSequence: FIRST_SEQUENCE }
  }

  saveVariables(profileId: string, variables: string): void {
    this.connection
      .prepare(
        `INSERT INTO profile_variables (profile_id, variables, next_sequence) VALUES (?, ?, ${FIRST_SEQUENCE})
         ON CONFLICT (profile_id) DO UPDATE SET variables = excluded.variables`,
      )
      .run(profileId, variables)
  }

  /** The profile's next number, which nobody gets again: it is counted on the disk before it is answered. */
  takeSequence(profileId: string): string {
    const row = this.connection
      .prepare(
        `INSERT INTO profile_variables (profile_id, variables, next_sequence) VALUES (?, '{}', ${FIRST_SEQUENCE} + 1)
         ON CONFLICT (profile_id) DO UPDATE SET next_sequence = next_sequence + 1
         RETURNING CAST(next_sequence - 1 AS TEXT) AS taken`,
      )
      .get(profileId) as { taken: string }
    return row.taken
  }
}
