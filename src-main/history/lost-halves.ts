import type { Connection } from '../database/connection'

/**
 * Makes rows honest that came out of a damaged file without one of their halves: their outcome cannot be shown from
 * bytes any more, so it is unknown, and `failure_detail` keeps what it was. A lost request is an empty one.
 * Answers how many exchanges are marked.
 */
export function markLostHalves(connection: Connection): number {
  const withoutHalf = (half: 'request' | 'response'): string =>
    `NOT EXISTS (SELECT 1 FROM exchange_half WHERE exchange_id = exchange.id AND half = '${half}')`
  const mark = (failure: 'response-lost' | 'request-lost', condition: string): number =>
    Number(
      connection
        .prepare(
          `UPDATE exchange SET outcome = 'unknown', failure = '${failure}', bytes_left = 1, failure_detail = outcome
           WHERE outcome IS NOT NULL AND ${condition}`,
        )
        .run().changes,
    )
  connection.exec('BEGIN IMMEDIATE')
  const responses = mark(
    'response-lost',
    `(outcome IN ('succeeded', 'rejected', 'refused') OR response_bytes > 0) AND ${withoutHalf('response')}`,
  )
  const requests = mark('request-lost', `failure IS NOT 'response-lost' AND ${withoutHalf('request')}`)
  connection.exec(
    `INSERT INTO exchange_half (exchange_id, half, head, body, masked)
     SELECT id, 'request', '', x'', '[]' FROM exchange WHERE ${withoutHalf('request')};
     COMMIT`,
  )
  return responses + requests
}
