import type { Connection } from './connection'

type Statement = ReturnType<Connection['prepare']>

const statements = new WeakMap<Connection, Map<string, Statement>>()

/**
 * The statement of this text on a connection, prepared once: preparing costs as much as running a short one. Only for texts of
 * which there are few, and never for long values, as a statement keeps a copy of the last ones it was given.
 */
export function prepared(connection: Connection, sql: string): Statement {
  const known = statements.get(connection) ?? new Map<string, Statement>()
  if (known.size === 0) statements.set(connection, known)
  const statement = known.get(sql) ?? connection.prepare(sql)
  known.set(sql, statement)
  return statement
}
