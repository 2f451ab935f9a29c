import type { Connection } from '../database/connection'
import { DERIVE_ANEW } from '../database/migrations/0021-search-index'
import { inTransaction } from '../database/transaction'
import { PART_BYTES } from './body-packing'

/** What a damaged file did not give back whole. */
export interface LostHalves {
  /** Exchanges that are there without one of their halves. */
  readonly incomplete: number
  /** Exchanges of which only a half or a part of one was left, which says nothing by itself and is gone. */
  readonly missing: number
}

/**
 * Makes rows honest that came out of a damaged file: an exchange without one of its halves has an outcome that cannot be
 * shown from bytes any more, so it is unknown, and `failure_detail` keeps what it was. A lost request is an empty one.
 */
export function markLostHalves(connection: Connection): LostHalves {
  return inTransaction(connection, () => {
    const missing = dropRemains(connection)
    const mark = (failure: 'response-lost' | 'request-lost', condition: string): number =>
      Number(
        connection
          .prepare(
            `UPDATE exchange SET outcome = 'unknown', failure = '${failure}', bytes_left = 1, failure_detail = outcome
             WHERE outcome IS NOT NULL AND ${condition}`,
          )
          .run().changes,
      )
    const responses = mark('response-lost', `(outcome IN ('succeeded', 'rejected', 'refused') OR response_bytes > 0) AND ${WITHOUT.response}`)
    const requests = mark('request-lost', `failure IS NOT 'response-lost' AND ${WITHOUT.request}`)
    connection.exec(
      `INSERT INTO exchange_half (id, head, masked, body_bytes, body) SELECT seq * 2, '', '[]', 0, x'' FROM exchange WHERE ${WITHOUT.request}`,
    )
    holdBackRows(connection)
    // What is derived was carried over as rows like any others, or not at all.
    connection.exec(DERIVE_ANEW)
    return { incomplete: responses + requests, missing }
  })
}

/** A row of a batch that seems to wait may have lost its exchange: whether it was sent is not known any more, so it is not sent unasked. */
function holdBackRows(connection: Connection): void {
  const sends = 'deleted_sends + (SELECT count(*) FROM exchange WHERE exchange.batch_id = batch_row.batch_id AND exchange.batch_row = batch_row.row)'
  connection.exec(
    `UPDATE batch_row SET deleted_sends = deleted_sends + awaits + 1 - (${sends}), deleted_outcome = 'unknown', newest_exchange = NULL
     WHERE left_out IS NULL AND ${sends} <= awaits`,
  )
  // What was counted may have counted what is lost.
  connection.exec('UPDATE batch SET counted = NULL')
}

const WITHOUT = {
  request: 'NOT EXISTS (SELECT 1 FROM exchange_half WHERE id = exchange.seq * 2)',
  response: 'NOT EXISTS (SELECT 1 FROM exchange_half WHERE id = exchange.seq * 2 + 1)',
}

/** Deletes parts without their half, bodies without all of their parts, and halves without their exchange; answers of how many exchanges those were. */
function dropRemains(connection: Connection): number {
  const { missing } = connection
    .prepare(
      `SELECT count(DISTINCT seq) AS missing FROM (SELECT id >> 1 AS seq FROM exchange_half UNION ALL SELECT id >> 13 FROM exchange_part)
       WHERE seq NOT IN (SELECT seq FROM exchange)`,
    )
    .get() as { missing: number }
  connection.exec(`
    DELETE FROM exchange_half WHERE id >> 1 NOT IN (SELECT seq FROM exchange);
    DELETE FROM exchange_half WHERE packing = 'parts'
      AND (SELECT count(*) FROM exchange_part WHERE id BETWEEN exchange_half.id * 4096 AND exchange_half.id * 4096 + 4095) <> (body_bytes + ${PART_BYTES - 1}) / ${PART_BYTES};
    DELETE FROM exchange_part WHERE id >> 12 NOT IN (SELECT id FROM exchange_half);
  `)
  return missing
}
