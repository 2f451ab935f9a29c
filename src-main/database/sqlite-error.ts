import { AppError, type ErrorCode } from '@shared/errors'
import { NewerDatabaseError } from './migration'

/** SQLite's primary result codes (https://sqlite.org/rescode.html), as far as each has an answer of its own. */
const CODES: Readonly<Record<number, ErrorCode>> = {
  3: 'history.no-permission',
  5: 'history.busy',
  6: 'history.busy',
  8: 'history.read-only',
  11: 'history.damaged',
  13: 'history.disk-full',
  14: 'history.no-permission',
  23: 'history.no-permission',
  26: 'history.damaged',
}

/** The same of the system, for files that are handled without SQLite. */
const SYSTEM_CODES: Readonly<Record<string, ErrorCode>> = {
  EACCES: 'history.no-permission',
  EDQUOT: 'history.disk-full',
  ENOENT: 'history.folder-missing',
  ENOSPC: 'history.disk-full',
  EPERM: 'history.no-permission',
  EROFS: 'history.read-only',
}

// The index of the write-ahead log could not be made larger (SQLITE_IOERR_SHMSIZE): the disk is full.
const INDEX_TOO_LARGE = 4_874

// Reading several rows, the binding leaves the code out of its errors; SQLite's words (sqlite3_errstr) are all there is then.
const CODES_BY_WORDS: readonly (readonly [words: RegExp, code: number])[] = [
  [/malformed/, 11],
  [/^file is not a database/, 26],
  [/^attempt to write a readonly database/, 8],
  [/^database or disk is full/, 13],
  [/^database is locked/, 5],
]

/** What the user is told of an error of the database; an error without words of its own comes back as it is. */
export function worded(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error
  if (error instanceof NewerDatabaseError) return new AppError('history.newer-version', {}, { cause: error })
  const code = codeOf(error)
  return code === undefined ? error : new AppError(code, {}, { cause: error })
}

function codeOf(error: Error): ErrorCode | undefined {
  const { errcode, sqliteExtendedCode, code } = error as { errcode?: number; sqliteExtendedCode?: number; code?: string }
  if (code !== 'ERR_SQLITE_ERROR') return SYSTEM_CODES[code ?? '']
  if (errcode === undefined) return CODES[CODES_BY_WORDS.find(([words]) => words.test(error.message))?.[1] ?? -1]
  return sqliteExtendedCode === INDEX_TOO_LARGE ? 'history.disk-full' : CODES[errcode & 0xff]
}

/** Whether an error says that the bytes of the file are not those of a database. */
export function isDamage(error: unknown): boolean {
  return (worded(error) as Partial<AppError>).code === 'history.damaged'
}

/** Whether the file can be seen but not be written, so that it is worth being opened for reading. */
export function refusesWriting(error: unknown): boolean {
  const { code } = worded(error) as Partial<AppError>
  return code === 'history.read-only' || code === 'history.no-permission' || code === 'history.disk-full'
}
