import { AppError } from '@shared/errors'
import type { ExchangeStart } from '@shared/exchange/exchange'
import type { Connection } from '../database/connection'
import { prepared } from '../database/prepared'

/**
 * Makes an exchange the newest of a row, and refuses to for a row that does not wait or whose batch that process is not to send (any
 * more). Asked in the transaction that writes the exchange, so that no row is sent twice, and none after its batch was paused from
 * wherever. @throws AppError `batch.row-not-waiting`
 */
export function takeRow(connection: Connection, { id, row }: NonNullable<ExchangeStart['batch']>, exchangeId: string, pid: number): void {
  const taken = prepared(
    connection,
    `UPDATE batch_row SET newest_exchange = :exchangeId WHERE batch_id = :id AND row = :row AND left_out IS NULL
     AND awaits = deleted_sends + (SELECT count(*) FROM exchange WHERE batch_id = :id AND exchange.batch_row = :row)
     AND EXISTS (SELECT 1 FROM batch WHERE id = :id AND wanted = 'running' AND owner_pid = :pid)`,
  ).run({ id, row, exchangeId, pid })
  if (Number(taken.changes) !== 1) throw new AppError('batch.row-not-waiting')
}
