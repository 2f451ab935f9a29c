import type { Connection } from '../database/connection'
import { prepared } from '../database/prepared'

const EPOCH_2020_SECONDS = 1_577_836_800
/** Numbers a second has before it borrows from the next. */
export const NUMBERS_OF_A_SECOND = 64

/** The first number of the second a time is in: `seq` rises with time, so that it is an order and a place at once. */
export function firstNumberAt(startedAt: number): number {
  return (Math.floor(startedAt / 1000) - EPOCH_2020_SECONDS) * NUMBERS_OF_A_SECOND
}

/** Numbers that were found taken last, from the first to the one before `free`: what is deleted meanwhile only leaves a gap. */
const knownRuns = new WeakMap<Connection, { readonly first: number; readonly free: number }>()

/** A free number for an exchange of that time, behind those of the same second. Call it inside the transaction that uses it. */
export function freeNumberAt(connection: Connection, startedAt: number): number {
  const first = firstNumberAt(startedAt)
  const { newest } = prepared(connection, 'SELECT max(seq) AS newest FROM exchange').get() as { newest: number | null }
  if (newest === null || newest < first) return first
  // Behind the row of the run of taken numbers that starts here; runs are short but for files that are read in.
  // A batch fills more numbers than its seconds have, so the run is not walked from its beginning each time.
  const known = knownRuns.get(connection)
  const isKnown = known !== undefined && known.first <= first && first <= known.free
  let free = isKnown ? known.free : first
  for (const { seq } of connection.prepare('SELECT seq FROM exchange WHERE seq >= ? ORDER BY seq').iterate(free) as Iterable<{ seq: number }>) {
    if (seq !== free) break
    free += 1
  }
  knownRuns.set(connection, { first: isKnown ? known.first : first, free })
  return free
}
