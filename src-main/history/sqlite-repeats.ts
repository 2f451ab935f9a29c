import type { EarlierUses } from '@shared/exchange/exchange'
import { MOST_REPEATS, type Repeats } from '@shared/exchange/reuse-contract'
import type { Connection } from '../database/connection'
import { summaryOf } from './exchange-row'
import type { UseQuestion } from './history'

type Row = Record<string, unknown>

/** What was sent more than once: by its id at a gateway, and by the exchange it repeats. Synchronous: it runs in the database worker. */
export class SqliteRepeats {
  constructor(private readonly connection: Connection) {}

  earlierUses({ operation, callerId, ...gateway }: UseQuestion): EarlierUses {
    const isThere = 'gatewayUrl' in gateway ? 'gateway_url = :gatewayUrl' : 'profile_id = :profileId AND started_at >= :since'
    const rows = this.connection
      .prepare(
        `SELECT id AS exchangeId, started_at AS startedAt, outcome FROM exchange
         WHERE caller_id = :callerId AND operation = :operation AND ${isThere}
           AND (outcome IS NULL OR outcome IN ('succeeded', 'unknown') OR (outcome = 'failed' AND bytes_left = 1))
         ORDER BY started_at DESC, seq DESC`,
      )
      .all({ operation, callerId, ...gateway }) as EarlierUses['newest'][]
    return { count: rows.length, newest: rows[0] ?? null }
  }

  repeatsOf(id: string): Repeats {
    const one = (sql: string): Row | undefined => this.connection.prepare(sql).get(id) as Row | undefined
    const original = one('SELECT * FROM exchange WHERE id = (SELECT parent_id FROM exchange WHERE id = ?)')
    const count = one('SELECT count(*) AS count FROM exchange WHERE parent_id = ? AND removal_id IS NULL')
    const repeats = this.connection
      .prepare('SELECT * FROM exchange WHERE parent_id = ? AND removal_id IS NULL ORDER BY seq DESC LIMIT ?')
      .all(id, MOST_REPEATS) as Row[]
    return { original: original === undefined ? null : summaryOf(original), repeats: repeats.map(summaryOf), count: count?.['count'] as number }
  }
}
