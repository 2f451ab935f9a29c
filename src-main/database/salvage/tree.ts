import type { PageFile } from './page-file'
import { UnreadableError, readLength, readVarint } from './record'

/** Kinds of b-tree pages by their first byte (https://sqlite.org/fileformat2.html#b_tree_pages). */
export const PAGE = { indexInterior: 2, tableInterior: 5, indexLeaf: 10, tableLeaf: 13 } as const

/** One cell: the whole payload, put together from its overflow pages, and its row's number where it has one. */
export interface Cell {
  readonly rowId: bigint | null
  readonly payload: Buffer
}

/** What hangs on a root, as far as it can be reached. */
export interface Tree {
  readonly leaves: readonly number[]
  readonly interiors: readonly number[]
  /** False when a page that belongs to it could not be read. */
  readonly isWhole: boolean
}

/** The kind of a page; null when it is none of a b-tree. */
export function kindOf(page: Buffer, number: number): number | null {
  const kind = page[number === 1 ? 100 : 0] ?? 0
  return kind === 2 || kind === 5 || kind === 10 || kind === 13 ? kind : null
}

/** Follows a b-tree from its root. Pages that are of another kind than the root's, or were met before, are damage. */
export function walkTree(file: PageFile, root: number): Tree {
  const leaves: number[] = []
  const interiors: number[] = []
  const met = new Set<number>()
  let isWhole = true
  let family: 'table' | 'index' | null = null
  const open = [root]
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    const page = met.has(number) ? null : file.read(number)
    const kind = page === null ? null : kindOf(page, number)
    const itsFamily = kind === PAGE.tableLeaf || kind === PAGE.tableInterior ? 'table' : 'index'
    family ??= kind === null ? null : itsFamily
    if (page === null || kind === null || itsFamily !== family) {
      isWhole = false
      continue
    }
    met.add(number)
    if (kind === PAGE.tableLeaf || kind === PAGE.indexLeaf) leaves.push(number)
    else {
      interiors.push(number)
      open.push(...childrenOf(page, number))
    }
  }
  return { leaves, interiors, isWhole }
}

function childrenOf(page: Buffer, number: number): number[] {
  const start = number === 1 ? 100 : 0
  const children = [page.readUInt32BE(start + 8)]
  for (const offset of cellOffsets(page, number, 12)) if (offset + 4 <= page.length) children.push(page.readUInt32BE(offset))
  return children
}

function cellOffsets(page: Buffer, number: number, headerBytes: number): number[] {
  const header = number === 1 ? 100 : 0
  const start = header + headerBytes
  const most = Math.floor((page.length - start) / 2)
  return Array.from({ length: Math.min(page.readUInt16BE(header + 3), most) }, (_, index) => page.readUInt16BE(start + 2 * index))
}

/** The cells of a page that carry records, one by one; a cell that cannot be read is given as null. */
export function* cellsOf(file: PageFile, number: number): Generator<Cell | null> {
  const page = file.read(number)
  const kind = page === null ? null : kindOf(page, number)
  if (page === null || kind === null || kind === PAGE.tableInterior) return
  for (const offset of cellOffsets(page, number, kind === PAGE.indexInterior ? 12 : 8)) {
    try {
      yield readCell(file, page, offset, kind)
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error
      yield null
    }
  }
}

function readCell(file: PageFile, page: Buffer, offset: number, kind: number): Cell {
  const [length, afterLength] = readLength(page, kind === PAGE.indexInterior ? offset + 4 : offset)
  const isTable = kind === PAGE.tableLeaf
  const [rowId, start] = isTable ? readVarint(page, afterLength) : [null, afterLength]
  const local = localBytes(length, file.usableBytes, isTable)
  if (start + local > file.usableBytes) throw new UnreadableError('a cell goes beyond its page')
  if (local === length) return { rowId, payload: page.subarray(start, start + length) }
  if (start + local + 4 > file.usableBytes) throw new UnreadableError('a cell goes beyond its page')
  return { rowId, payload: withOverflow(file, page.subarray(start, start + local), length, page.readUInt32BE(start + local)) }
}

function localBytes(length: number, usable: number, isTable: boolean): number {
  const most = isTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23
  if (length <= most) return length
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const surplus = least + ((length - least) % (usable - 4))
  return surplus <= most ? surplus : least
}

/** A chain that is shorter, longer or elsewhere than the length says has been written over somewhere. */
function withOverflow(file: PageFile, local: Buffer, length: number, first: number): Buffer {
  if (length > file.pageCount * file.pageSize) throw new UnreadableError('a payload is larger than the file')
  const payload = Buffer.alloc(length)
  local.copy(payload)
  let at = local.length
  let number = first
  while (at < length) {
    const page = file.read(number)
    if (page === null) throw new UnreadableError('an overflow page is missing')
    at += page.copy(payload, at, 4, Math.min(file.usableBytes, 4 + length - at))
    number = page.readUInt32BE(0)
  }
  if (number !== 0) throw new UnreadableError('an overflow chain is longer than its payload')
  return payload
}
