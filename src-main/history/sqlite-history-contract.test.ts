import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseClient } from '../database/client'
import { temporaryFolder } from '../testing/temporary-folder'
import { testHistoryContract, type OpenHistory } from './history-contract-tests'

// The worker runs from the build, since a thread of plain Node reads no TypeScript.
const WORKER = join(import.meta.dirname, '../../out/cli/database-worker.js')

async function open(file: string): Promise<OpenHistory> {
  if (!existsSync(WORKER)) throw new Error('npm run build comes before these tests')
  const database = DatabaseClient.open(WORKER, { file }, () => undefined)
  return {
    history: database.history,
    close: () => database.close(),
    reopen: async () => {
      await database.close()
      return open(file)
    },
  }
}

testHistoryContract('SQLite, through its thread', () => open(join(temporaryFolder(), 'history.db')))
