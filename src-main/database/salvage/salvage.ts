import type { Connection } from '../connection'
import { couldHold, layoutsOf, rowOf, type TableLayout } from './layout'
import { hasMagic, type PageFile } from './page-file'
import { UnreadableError, readRecord, type StoredValue } from './record'
import { PAGE, cellsOf, kindOf, walkTree, type Cell, type Tree } from './tree'

/** What became of one table. */
export interface SalvagedTable {
  readonly name: string
  readonly carried: number
  /** Rows that an index of the table, or a cell that cannot be read, proves to have been there. A lower bound. */
  readonly missing: number
  /** False when a part of the table could not be read, so that more may be missing than can be counted. */
  readonly isWhole: boolean
}

interface SchemaEntry {
  readonly type: string
  readonly name: string
  readonly table: string
  readonly root: number
}

/** The version a damaged file says it has; null when its first page does not say. */
export function versionIn(file: PageFile): number | null {
  const first = file.read(1)
  return first === null || !hasMagic(first) ? null : first.readUInt32BE(60)
}

/**
 * Carries every row that can still be read from a damaged file into an empty database of the same version. It reads
 * pages, not through SQLite: a page that is gone costs the rows on it and no others, whatever hung on it. Leaves that
 * no tree reaches any more are known by the types of their rows; free pages hold what was deleted and stay out.
 */
export function salvage(file: PageFile, target: Connection): SalvagedTable[] {
  const schema = schemaOf(file)
  const layouts = layoutsOf(target)
  const reached = new Set<number>()
  const trees = new Map<string, Tree>()
  for (const { name, root } of schema) {
    const tree = walkTree(file, root)
    trees.set(name, tree)
    for (const page of [...tree.leaves, ...tree.interiors]) reached.add(page)
  }
  const adopted = adoptLeaves(file, layouts, reached)
  target.exec('BEGIN IMMEDIATE')
  const results = layouts.map((layout) => {
    const tree = trees.get(layout.name) ?? null
    const counts = { carried: 0, unreadable: 0 }
    const pages = [...(tree?.leaves ?? []), ...(layout.hasRowIds ? [] : (tree?.interiors ?? [])), ...(adopted.get(layout.name) ?? [])]
    const insert = inserter(target, layout)
    for (const page of pages) {
      for (const cell of cellsOf(file, page)) if (insert(cell)) counts.carried += 1; else counts.unreadable += 1
    }
    const expected = Math.max(
      counts.carried + counts.unreadable,
      ...indexesOf(schema, layout.name, target).map((name) => entriesOf(file, trees.get(name))),
    )
    const isWhole = tree !== null && tree.isWhole && counts.unreadable === 0
    return { name: layout.name, carried: counts.carried, missing: expected - counts.carried, isWhole }
  })
  target.exec('COMMIT')
  return results
}

/** How many leaves hold rows of these tables; of several versions the right one knows most. */
export function recognisedLeaves(file: PageFile, target: Connection): number {
  return [...adoptLeaves(file, layoutsOf(target), new Set()).values()].reduce((sum, pages) => sum + pages.length, 0)
}

function schemaOf(file: PageFile): SchemaEntry[] {
  const entries: SchemaEntry[] = []
  for (const page of walkTree(file, 1).leaves) {
    for (const cell of cellsOf(file, page)) {
      const [type, name, table, root] = (cell === null ? null : recordOf(cell)) ?? []
      if (typeof type !== 'string' || typeof name !== 'string' || typeof table !== 'string' || typeof root !== 'number') continue
      if (root > 0) entries.push({ type, name, table, root })
    }
  }
  return entries
}

/** Leaves that belong to no tree any more, by the table whose rows they hold. */
function adoptLeaves(file: PageFile, layouts: readonly TableLayout[], reached: ReadonlySet<number>): Map<string, number[]> {
  const free = freePages(file)
  const adopted = new Map<string, number[]>()
  for (let number = 2; number <= file.pageCount; number += 1) {
    if (reached.has(number) || free.has(number)) continue
    const page = file.read(number)
    if (page === null || kindOf(page, number) !== PAGE.tableLeaf) continue
    const owners = layouts.filter((layout) => layout.hasRowIds && holdsOnly(file, number, layout))
    const [owner] = owners
    if (owner !== undefined && owners.length === 1) adopted.set(owner.name, [...(adopted.get(owner.name) ?? []), number])
  }
  return adopted
}

function holdsOnly(file: PageFile, number: number, layout: TableLayout): boolean {
  let known = 0
  for (const cell of cellsOf(file, number)) {
    if (cell === null) continue
    try {
      if (!couldHold(layout, cell)) return false
      known += 1
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error
    }
  }
  return known > 0
}

/** Pages of the free list (https://sqlite.org/fileformat2.html#the_freelist), as far as it can be followed. */
function freePages(file: PageFile): Set<number> {
  const free = new Set<number>()
  const first = file.read(1)
  let trunk = first === null || !hasMagic(first) ? 0 : first.readUInt32BE(32)
  while (trunk !== 0 && !free.has(trunk)) {
    const page = file.read(trunk)
    if (page === null) break
    free.add(trunk)
    const count = Math.min(page.readUInt32BE(4), file.usableBytes / 4 - 2)
    for (let index = 0; index < count; index += 1) free.add(page.readUInt32BE(8 + 4 * index))
    trunk = page.readUInt32BE(0)
  }
  return free
}

/** Puts a cell's row into the table; false when it cannot be read, or is none of the table's. */
function inserter(target: Connection, layout: TableLayout): (cell: Cell | null) => boolean {
  const statements = new Map<string, ReturnType<Connection['prepare']>>()
  return (cell) => {
    const values = cell === null ? null : recordOf(cell)
    if (cell === null || values === null) return false
    const row = rowOf(layout, values, cell.rowId)
    const names = Object.keys(row)
    const key = names.join()
    const statement =
      statements.get(key) ??
      target.prepare(`INSERT OR IGNORE INTO ${quoted(layout.name)} (${names.map(quoted).join()}) VALUES (${names.map(() => '?').join()})`)
    statements.set(key, statement)
    try {
      return Number(statement.run(...Object.values(row)).changes) > 0
    } catch {
      // A value of the wrong type: bytes that only look like a row.
      return false
    }
  }
}

function recordOf(cell: Cell): StoredValue[] | null {
  try {
    return readRecord(cell.payload)
  } catch (error) {
    if (error instanceof UnreadableError) return null
    throw error
  }
}

/** Names of the table's indexes that have one entry for each row. */
function indexesOf(schema: readonly SchemaEntry[], table: string, target: Connection): string[] {
  const whole = target.prepare('SELECT name FROM pragma_index_list(?) WHERE partial = 0').all(table) as { name: string }[]
  const names = new Set(whole.map(({ name }) => name))
  return schema.filter((entry) => entry.type === 'index' && entry.table === table && names.has(entry.name)).map(({ name }) => name)
}

/** Only an index that is whole proves anything: a page that was written over would be counted as well. */
function entriesOf(file: PageFile, tree: Tree | undefined): number {
  if (tree === undefined || !tree.isWhole) return 0
  let entries = 0
  for (const number of [...tree.leaves, ...tree.interiors]) {
    for (const cell of cellsOf(file, number)) if (cell !== null && recordOf(cell) !== null) entries += 1
  }
  return entries
}

/** A name as SQL takes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
