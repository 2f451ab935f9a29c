import { AppError } from '@shared/errors'
import type { ExchangeStart } from '@shared/exchange/exchange'
import type { Connection } from '../database/connection'
import { prepared } from '../database/prepared'

/**
 * Refuses to begin an exchange for a row of a batch that does not wait. Asked in the transaction that writes the exchange, so that no
 * row is sent twice, whoever runs its batch. @throws AppError `batch.row-not-waiting`
 */
export function refuseUnlessWaiting(connection: Connection, { id, row }: NonNullable<ExchangeStart['batch']>): void {
  const found = prepared(
    connection,
    `SELECT left_out IS NULL AND awaits = deleted_sends + (SELECT count(*) FROM exchange WHERE batch_id = :id AND exchange.batch_row = :row) AS waits
     FROM batch_row WHERE batch_id = :id AND row = :row`,
  ).get({ id, row }) as { waits: number } | undefined
  if (found?.waits !== 1) throw new AppError('batch.row-not-waiting')
}
