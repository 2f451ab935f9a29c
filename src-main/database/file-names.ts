import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** A moment as file names hold it, in UTC: `20261122T101500Z`. */
export function timeInName(now: number): string {
  return new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '')
}

/** The name of a file next to the database: `history.db` and `backup-v10` make `history.backup-v10.db`. */
export function besideOf(file: string, word: string): string {
  return `${file.replace(/\.db$/, '')}.${word}.db`
}

/** A name like `besideOf` that nothing has yet, numbered when it must be. */
export function freeBeside(file: string, word: string): string {
  for (let number = 1; ; number += 1) {
    const candidate = besideOf(file, number === 1 ? word : `${word}-${number}`)
    if (!existsSync(candidate)) return candidate
  }
}

/** Every file next to the database whose word begins so, oldest name first. */
export function besideWith(file: string, beginning: string): string[] {
  const start = basename(besideOf(file, beginning)).slice(0, -'.db'.length)
  return readdirSync(dirname(file))
    .filter((name) => name.startsWith(start) && name.endsWith('.db'))
    .sort()
    .map((name) => join(dirname(file), name))
}

/** What SQLite keeps beside a database: its write-ahead log and the index of that. */
export const COMPANIONS = ['-wal', '-shm'] as const

/** What the console keeps beside a database: the file whose lock says who opens it. */
export const GUARD = '-guard'

const BESIDE_HISTORY = [GUARD, ...COMPANIONS] as const

/**
 * Whether a file is a history that was opened here, or belongs to one. Told by what stands beside it: to open the file and look would drop
 * the locks this process holds on it (https://sqlite.org/howtocorrupt.html, 2.2).
 */
export function isPartOfHistory(file: string): boolean {
  const history = BESIDE_HISTORY.reduce((name, ending) => (name.endsWith(ending) ? name.slice(0, -ending.length) : name), file)
  return existsSync(history) && BESIDE_HISTORY.some((ending) => existsSync(`${history}${ending}`))
}
