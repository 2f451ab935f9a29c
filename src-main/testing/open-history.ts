import { join } from 'node:path'
import { openConnection, type Connection } from '../database/connection'
import type { History } from '../history/history'
import { IndexedHistory } from '../history/indexed-history'
import { HistorySearch } from '../history/search/history-search'
import { SqliteHistory } from '../history/sqlite-history'
import { remoteStore } from './remote-documents'
import { temporaryFolder } from './temporary-folder'

/** A whole history in this thread, on one connection: the real parts without the threads between them. */
export function historyOn(connection: Connection, pid = process.pid): { readonly history: History; readonly rows: SqliteHistory; readonly search: HistorySearch } {
  const rows = new SqliteHistory(connection, { pid, isAlive: () => true })
  const search = new HistorySearch(connection, { pid, now: Date.now, log: () => undefined })
  return { history: new IndexedHistory(remoteStore(rows), search), rows, search }
}

/** The same in a file of the running test's own. */
export function anOpenHistory(): History {
  return historyOn(openConnection(join(temporaryFolder(), 'history.db'))).history
}
