import { join } from 'node:path'
import { openConnection } from '../database/connection'
import type { History } from '../history/history'
import { SqliteHistory } from '../history/sqlite-history'
import { temporaryFolder } from './temporary-folder'

/** A history in a file of the running test's own, with the port's asynchronous methods, in this thread. */
export function anOpenHistory(): History {
  const history = new SqliteHistory(openConnection(join(temporaryFolder(), 'history.db')), { pid: process.pid, isAlive: () => true })
  return new Proxy({} as History, {
    get: (_, name) => {
      const method = (history as unknown as Record<string, ((...parameters: unknown[]) => unknown) | undefined>)[String(name)]
      // What has no such method has none here either: `await` asks whether this is a promise.
      return method === undefined ? undefined : async (...parameters: unknown[]) => method.apply(history, parameters)
    },
  })
}
