import type { ExchangeStart } from '@shared/exchange/exchange'
import type { Connection } from '../../database/connection'

/** Has the row of a batch wait once more, so that an exchange can be begun for it; makes the batch and the row when they are missing. */
export function letRowWait(connection: Connection, { id, row }: NonNullable<ExchangeStart['batch']>): void {
  connection.exec(`
    INSERT OR IGNORE INTO batch (id, created_at, file_name, folder, profile_name, plan, columns, wanted, owner_pid)
      VALUES ('${id}', 0, 'sessions.csv', '/', '', '{}', '[]', 'running', ${process.pid});
    INSERT OR IGNORE INTO batch_row (batch_id, row, line, caller_id, cells) VALUES ('${id}', ${row}, ${row}, '', '[]');
    UPDATE batch_row SET awaits = deleted_sends + (SELECT count(*) FROM exchange WHERE batch_id = '${id}' AND exchange.batch_row = ${row})
      WHERE batch_id = '${id}' AND row = ${row};
  `)
}
