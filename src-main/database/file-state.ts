import { closeSync, openSync, readSync, readFileSync, statSync } from 'node:fs'
import { readLog } from './write-ahead-log'

const MAGIC = 'SQLite format 3\0'
const HEADER_BYTES = 100

/** What can be told of a database file from outside. */
export type FileState = { readonly kind: 'new' } | { readonly kind: 'damaged' } | { readonly kind: 'database'; readonly version: number }

/**
 * Looks at a database file without SQLite, so that nothing of it changes and nothing is made beside it: for a file
 * of a newer console that is a promise. Only for a process that has no connection to the file: closing any handle
 * of a file drops the locks the process holds on it (https://sqlite.org/howtocorrupt.html, 2.2).
 */
export function stateOf(file: string): FileState {
  const header = headerOf(file)
  const log = logOf(file)
  if (header === null) return log === null ? { kind: 'new' } : { kind: 'damaged' }
  if (header.bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) return { kind: 'damaged' }
  const logged = log === null ? null : readLog(log)
  const offset = logged?.offsets.get(1)
  const newest = log === null || offset === undefined ? header.bytes : log.subarray(offset, offset + HEADER_BYTES)
  if (logged === null && isCutOff(header.bytes, header.fileBytes)) return { kind: 'damaged' }
  return { kind: 'database', version: newest.readUInt32BE(60) }
}

/** The first bytes of the file; null when it is missing or empty. */
function headerOf(file: string): { bytes: Buffer; fileBytes: number } | null {
  const fileBytes = bytesOf(file)
  if (fileBytes === 0) return null
  const descriptor = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(HEADER_BYTES)
    readSync(descriptor, bytes, 0, HEADER_BYTES, 0)
    return { bytes, fileBytes }
  } finally {
    closeSync(descriptor)
  }
}

/** The write-ahead log of the file; null when there is none or it is empty. */
export function logOf(file: string): Buffer | null {
  const log = `${file}-wal`
  // A private copy begins on a word of memory, which the checksums are read by.
  return bytesOf(log) === 0 ? null : readFileSync(log)
}

/** The header says how many pages there are, when its two counters agree. */
function isCutOff(header: Buffer, fileBytes: number): boolean {
  if (header.readUInt32BE(24) !== header.readUInt32BE(92)) return false
  const size = header.readUInt16BE(16)
  return header.readUInt32BE(28) * (size === 1 ? 65_536 : size) > fileBytes
}

/** The size of a file, 0 when there is none; it is not opened. */
export function bytesOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
