import { AppError } from '@shared/errors'
import type { ExchangeStart } from '@shared/exchange/exchange'
import type { Connection } from '../database/connection'
import { prepared } from '../database/prepared'

/**
 * Makes an exchange the newest of a row, and refuses to for a row that does not wait. Asked in the transaction that writes the
 * exchange, so that no row is sent twice, whoever runs its batch. @throws AppError `batch.row-not-waiting`
 */
export function takeRow(connection: Connection, { id, row }: NonNullable<ExchangeStart['batch']>, exchangeId: string): void {
  const taken = prepared(
    connection,
    `UPDATE batch_row SET newest_exchange = :exchangeId WHERE batch_id = :id AND row = :row AND left_out IS NULL
     AND awaits = deleted_sends + (SELECT count(*) FROM exchange WHERE batch_id = :id AND exchange.batch_row = :row)`,
  ).run({ id, row, exchangeId })
  if (Number(taken.changes) !== 1) throw new AppError('batch.row-not-waiting')
}
