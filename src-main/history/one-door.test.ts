import { readFileSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
/** Words of one kind of store. */
const STORE_WORDS = /sqlite|\bsql\b|\bpragma\b|\bvacuum\b|\bwal\b|\browid\b|\bfts\d?\b/i
/** What may know it: the database's folder, and the history's files that say so by their name or are told of here. */
const KNOWS = [
  /^src-main\/database\//,
  // Tests that damage and kill what keeps it.
  /^src-main\/testing\//,
  /^src-main\/history\/sqlite-/,
  // Its index, and what makes one history of rows and index.
  /^src-main\/history\/(?:search\/|indexed-history\.ts$)/,
  // Rows and columns of the SQLite history.
  /^src-main\/(?:batch\/batch-store|templates\/template-store)\.ts$/,
  /^src-main\/history\/(?:exchange-row|exchange-statements|half-store|row-number|body-packing)\.ts$/,
]

function sourcesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|vue)$/.test(entry.name) && !/\.test\.ts$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

it('no word of the store leaves the folder and the files that keep the history in it', () => {
  const all = ['src-shared', 'src-main', 'src-preload', 'src-renderer'].flatMap(sourcesOf)
  expect(all.length).toBeGreaterThan(200)
  const outside = all.filter((file) => !KNOWS.some((known) => known.test(file)))
  const found = outside.flatMap((file) =>
    readFileSync(join(ROOT, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => (STORE_WORDS.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  )
  expect(found).toEqual([])
})
