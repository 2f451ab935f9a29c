import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { logOf } from '../file-state'
import { readLog } from '../write-ahead-log'

const USUAL_PAGE_BYTES = 4_096
const HEADER_BYTES = 100

/** The pages of a database file that nobody has open, as the last commit left them, without asking whether they make sense. */
export class PageFile {
  readonly pageSize: number
  /** Bytes of a page that hold content; the rest is reserved. */
  readonly usableBytes: number
  readonly pageCount: number
  private readonly log: Buffer | null
  private readonly logged: ReadonlyMap<number, number>

  private constructor(private readonly descriptor: number, file: string) {
    this.log = logOf(file)
    const logged = this.log === null ? null : readLog(this.log)
    const header = Buffer.alloc(HEADER_BYTES)
    readSync(descriptor, header, 0, HEADER_BYTES, 0)
    this.pageSize = logged?.pageSize ?? pageSizeIn(header)
    this.usableBytes = this.pageSize - (hasMagic(header) ? header.readUInt8(20) : 0)
    this.logged = logged?.offsets ?? new Map()
    this.pageCount = Math.max(Math.ceil(fstatSync(descriptor).size / this.pageSize), logged?.pageCount ?? 0)
  }

  /** @throws what the system says when the file cannot be read at all */
  static open(file: string): PageFile {
    return new PageFile(openSync(file, 'r'), file)
  }

  /** A page by its number, from 1; null when the file ends before it. */
  read(number: number): Buffer | null {
    if (!Number.isInteger(number) || number < 1 || number > this.pageCount) return null
    const offset = this.logged.get(number)
    if (this.log !== null && offset !== undefined) return this.log.subarray(offset, offset + this.pageSize)
    const page = Buffer.alloc(this.pageSize)
    try {
      return readSync(this.descriptor, page, 0, this.pageSize, (number - 1) * this.pageSize) === this.pageSize ? page : null
    } catch {
      // A bad sector takes its page with it and nothing else.
      return null
    }
  }

  close(): void {
    closeSync(this.descriptor)
  }
}

/** Whether a first page begins as that of a database does. */
export function hasMagic(header: Uint8Array): boolean {
  return Buffer.from(header.buffer, header.byteOffset, 16).toString('latin1') === 'SQLite format 3\0'
}

function pageSizeIn(header: Buffer): number {
  const size = header.readUInt16BE(16)
  if (!hasMagic(header)) return USUAL_PAGE_BYTES
  if (size === 1) return 65_536
  return size >= 512 && (size & (size - 1)) === 0 ? size : USUAL_PAGE_BYTES
}
