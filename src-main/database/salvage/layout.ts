import type { Connection } from '../connection'
import { asNumber, readTypes, type StoredValue } from './record'
import type { Cell } from './tree'

interface Column {
  readonly name: string
  readonly type: string
  readonly isNullable: boolean
  /** Whether its value is the row's number and not in the record. */
  readonly isRowId: boolean
  readonly isGenerated: boolean
}

/** An ordinary table: how its rows are laid out in records. Virtual tables and what serves them are derived, and no part of it. */
export interface TableLayout {
  readonly name: string
  readonly hasRowIds: boolean
  /** In the order of the record. */
  readonly columns: readonly Column[]
}

/** The ordinary tables of a database, those others refer to first where that is how they were made. */
export function layoutsOf(connection: Connection): TableLayout[] {
  const tables = connection
    .prepare("SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    .all() as { name: string; wr: number }[]
  return tables.map(({ name, wr }) => layoutOf(connection, name, wr === 0))
}

interface ColumnInfo {
  readonly cid: number
  readonly name: string
  readonly type: string
  readonly notnull: number
  readonly pk: number
  readonly hidden: number
}

function layoutOf(connection: Connection, name: string, hasRowIds: boolean): TableLayout {
  const infos = connection.prepare('SELECT * FROM pragma_table_xinfo(?)').all(name) as unknown as ColumnInfo[]
  const keys = infos.filter(({ pk }) => pk > 0)
  const stored = infos.filter(({ hidden }) => hidden !== 2)
  const isKey = (info: ColumnInfo): boolean => info.pk > 0
  const ordered = hasRowIds ? stored : [...stored.filter(isKey).sort((a, b) => a.pk - b.pk), ...stored.filter((info) => !isKey(info))]
  return {
    name,
    hasRowIds,
    columns: ordered.map((info) => ({
      name: info.name,
      type: info.type.toUpperCase(),
      isNullable: info.notnull === 0,
      isRowId: hasRowIds && keys.length === 1 && info.pk > 0 && info.type.toUpperCase() === 'INTEGER',
      isGenerated: info.hidden === 3,
    })),
  }
}

/** A record's values by column; columns added later than the row are left to their default. */
export function rowOf(layout: TableLayout, values: readonly StoredValue[], rowId: bigint | null): Record<string, StoredValue> {
  const row: Record<string, StoredValue> = {}
  for (const [index, column] of layout.columns.entries()) {
    if (column.isGenerated) continue
    if (column.isRowId && rowId !== null) row[column.name] = asNumber(rowId)
    else if (index < values.length) row[column.name] = values[index] ?? null
  }
  return row
}

/** Whether a record may be one of that table, by number and types of its values. */
export function couldHold(layout: TableLayout, cell: Cell): boolean {
  const { types } = readTypes(cell.payload)
  if (types.length !== layout.columns.length) return false
  return layout.columns.every((column, index) => fits(column, types[index] ?? 0))
}

function fits({ type, isNullable, isRowId }: Column, serial: number): boolean {
  if (serial === 0) return isNullable || isRowId
  if (isRowId) return false
  const isInteger = serial <= 6 || serial === 8 || serial === 9
  if (type === 'INTEGER' || type === 'INT') return isInteger
  if (type === 'REAL') return isInteger || serial === 7
  if (type === 'TEXT') return serial >= 13 && serial % 2 === 1
  if (type === 'BLOB') return serial >= 12 && serial % 2 === 0
  return true
}
