import { endianness } from 'node:os'

const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24
const MAGIC = 0x377f0682

/** The committed state of a write-ahead log (https://sqlite.org/fileformat2.html#the_write_ahead_log). */
export interface LoggedPages {
  readonly pageSize: number
  /** Size of the database after the last commit, in pages. */
  readonly pageCount: number
  /** Where in the log the newest committed copy of a page begins. */
  readonly offsets: ReadonlyMap<number, number>
}

/**
 * Finds the committed pages of a write-ahead log without SQLite, which would make files next to it and delete a log
 * whose database has become empty. Stops where a checksum ends to fit, as SQLite does. Null when nothing was committed.
 */
export function readLog(log: Uint8Array): LoggedPages | null {
  if (log.length < HEADER_BYTES) return null
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength)
  const magic = view.getUint32(0)
  if ((magic & ~1) >>> 0 !== MAGIC) return null
  const words = wordReader(log, (magic & 1) === 1)
  const pageSize = view.getUint32(8)
  if (pageSize < 512 || pageSize > 65_536 || (pageSize & (pageSize - 1)) !== 0) return null
  const sum = new Checksum()
  sum.add(words, 0, HEADER_BYTES - 8)
  if (!sum.is(view, HEADER_BYTES - 8)) return null
  const committed = new Map<number, number>()
  let pageCount = 0
  let open = new Map<number, number>()
  const frameBytes = FRAME_HEADER_BYTES + pageSize
  for (let frame = HEADER_BYTES; frame + frameBytes <= log.length; frame += frameBytes) {
    const isOfThisLog = view.getUint32(frame + 8) === view.getUint32(16) && view.getUint32(frame + 12) === view.getUint32(20)
    if (!isOfThisLog) break
    sum.add(words, frame, 8)
    sum.add(words, frame + FRAME_HEADER_BYTES, pageSize)
    if (!sum.is(view, frame + 16)) break
    open.set(view.getUint32(frame), frame + FRAME_HEADER_BYTES)
    const sizeAfterCommit = view.getUint32(frame + 4)
    if (sizeAfterCommit === 0) continue
    for (const [page, offset] of open) committed.set(page, offset)
    open = new Map()
    pageCount = sizeAfterCommit
  }
  return pageCount === 0 ? null : { pageSize, pageCount, offsets: committed }
}

type WordReader = (offset: number) => number

/** Reads 32-bit words; whole arrays of them at once where the machine's order is the log's. */
function wordReader(log: Uint8Array, isBigEndian: boolean): WordReader {
  const isMachineOrder = (endianness() === 'BE') === isBigEndian
  if (isMachineOrder && log.byteOffset % 4 === 0) {
    const words = new Uint32Array(log.buffer, log.byteOffset, Math.floor(log.byteLength / 4))
    return (offset) => words[offset >> 2] ?? 0
  }
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength)
  return (offset) => view.getUint32(offset, !isBigEndian)
}

class Checksum {
  private first = 0
  private second = 0

  add(words: WordReader, offset: number, bytes: number): void {
    for (let at = offset; at < offset + bytes; at += 8) {
      this.first = (this.first + words(at) + this.second) >>> 0
      this.second = (this.second + words(at + 4) + this.first) >>> 0
    }
  }

  is(view: DataView, offset: number): boolean {
    return view.getUint32(offset) === this.first && view.getUint32(offset + 4) === this.second
  }
}
