import { existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseClient } from '../database/client'
import { UsageError, type CommandSurroundings } from './command'
import { recoveryLines } from './messages'

const FOLDER = 'LY Session Console'

/** The window's own history file, where Electron keeps a program's data. */
function defaultHistoryFile(environment: CommandSurroundings['environment'], platform: NodeJS.Platform): string {
  const folders: Partial<Record<NodeJS.Platform, string>> = {
    darwin: join(homedir(), 'Library', 'Application Support'),
    win32: environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'),
  }
  const folder = folders[platform] ?? environment['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
  return join(folder, FOLDER, 'history.db')
}

/**
 * Opens a history for the time of some work. `mustExist` refuses a path with nothing at it, so that a slip of the
 * pen is not answered by an empty list. @throws UsageError, AppError `history.*`
 */
export async function withHistory<T>(
  file: string | undefined,
  mustExist: boolean,
  surroundings: CommandSurroundings,
  work: (database: DatabaseClient) => Promise<T>,
): Promise<T> {
  const path = file ?? defaultHistoryFile(surroundings.environment, process.platform)
  if (mustExist && !existsSync(path)) throw new UsageError(`there is no history at ${path}`)
  makeFolder(dirname(path))
  const database = DatabaseClient.open(surroundings.databaseWorker, { file: path }, (message) => surroundings.writeError(`${message}\n`))
  try {
    const problem = await database.problem()
    if (problem !== null) throw problem
    const { recovery } = await database.findings()
    if (recovery !== null) surroundings.writeError(recoveryLines(recovery, surroundings.environment))
    return await work(database)
  } finally {
    await database.close()
  }
}

/** Where none can be made, opening says what is wrong. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch {
    return
  }
}
