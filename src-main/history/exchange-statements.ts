import type { Connection } from '../database/connection'
import { prepared } from '../database/prepared'
import type { ColumnValue } from './exchange-row'

/** The row of an exchange; undefined when there is none of that id. */
export function exchangeRow(connection: Connection, id: string): Record<string, unknown> | undefined {
  return prepared(connection, 'SELECT * FROM exchange WHERE id = ?').get(id) as Record<string, unknown> | undefined
}

/** Writes the row of an exchange. Call it in the transaction that writes its halves, with the same columns for each of many. */
export function insertExchange(connection: Connection, columns: Record<string, ColumnValue>): void {
  const names = Object.keys(columns)
  prepared(connection, `INSERT INTO exchange (${names.join(', ')}) VALUES (${names.map((name) => `:${name}`).join(', ')})`).run(columns)
}
