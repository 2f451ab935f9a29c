import { rmSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '@shared/errors'
import type { Connection } from './connection'
import { renameDurably, syncFile } from './durable-file'
import { besideOf, besideWith, freeBeside, timeInName } from './file-names'
import { bytesOf } from './file-state'

const KEPT = 3
const SPARE_BYTES = 32 * 1024 * 1024

/** Free bytes of the disk that holds a file. */
export function freeBytesBeside(file: string): number {
  const { bavail, bsize } = statfsSync(dirname(file))
  return bavail * bsize
}

/**
 * Copies the database to `history.backup-vN-TIME.db` next to it before it is brought from version N to a later one,
 * and keeps the last three copies. The copy is on the disk when this returns, and has its name only then.
 * @throws AppError `history.no-room-to-update` when copy and migration do not fit on the disk; nothing was written
 */
export function backUp(connection: Connection, file: string, version: number, now: number, freeBytes: number): string {
  const sizeBytes = bytesOf(file) + bytesOf(`${file}-wal`)
  // The copy is at most as large as the file, and a migration that writes every row anew is as large again.
  const neededBytes = 2 * sizeBytes + SPARE_BYTES
  if (freeBytes < neededBytes) {
    throw new AppError('history.no-room-to-update', { neededMegabytes: megabytes(neededBytes), freeMegabytes: megabytes(freeBytes) })
  }
  const temporary = besideOf(file, 'backing-up')
  rmSync(temporary, { force: true })
  // SQLite copies through its own locks; a copy of the file by the system would drop them (https://sqlite.org/howtocorrupt.html, 2.2).
  connection.exec(`VACUUM INTO '${temporary.replaceAll("'", "''")}'`)
  syncFile(temporary)
  const backup = freeBeside(file, `backup-v${version}-${timeInName(now)}`)
  renameDurably(temporary, backup)
  for (const old of backupsOf(file).slice(KEPT)) rmSync(old, { force: true })
  return backup
}

/** The backups of a database, newest first: by their time, and those of one second by version. */
export function backupsOf(file: string): string[] {
  const partsOf = (backup: string): string => backup.replace(/^.*\.backup-v(\d+)-(\w+?)(?:-(\d+))?\.db$/, '$2-$1-$3')
  return besideWith(file, 'backup-v').sort((left, right) => partsOf(right).localeCompare(partsOf(left), 'en', { numeric: true }))
}

function megabytes(bytes: number): string {
  return String(Math.ceil(bytes / 1_048_576))
}
