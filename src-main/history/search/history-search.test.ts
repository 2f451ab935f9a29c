import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVERYTHING, type Criteria } from '@shared/history/criteria'
import { GROUPINGS, type Facets, type Groups, type HistoryPage } from '@shared/history/history-contract'
import { someCriteria, searchableText } from '@shared/testing/history-arbitraries'
import { openConnection, type Connection } from '../../database/connection'
import { aRequest, aResponse, aStart, anEnd } from '../../testing/an-exchange'
import { historyOn } from '../../testing/open-history'
import { temporaryFolder } from '../../testing/temporary-folder'
import { HalfStore } from '../half-store'
import type { History } from '../history'
import { someExchanges, type GivenExchange } from '../testing/exchange-arbitraries'
import { ScanSearch } from '../testing/scan-search'
import { letRowWait } from '../testing/waiting-rows'

async function write(connection: Connection, history: History, exchanges: readonly GivenExchange[]): Promise<void> {
  for (const { start, request, end, response } of exchanges) {
    if (start.batch !== null) letRowWait(connection, start.batch)
    await history.begin(start, request)
    if (end !== null) await history.finish(start.id, end, response)
  }
}

/** Walks pages to their end. */
async function walked<Page extends { next: string | null }, Entry>(page: (before: string | null) => Promise<Page> | Page, entriesOf: (page: Page) => Entry[]): Promise<Entry[]> {
  const entries: Entry[] = []
  let before: string | null = null
  do {
    const next: Page = await page(before)
    entries.push(...entriesOf(next))
    before = next.next
  } while (before !== null)
  return entries
}

const idsOf = (page: HistoryPage): string[] => page.entries.map(({ id }) => id)
const headsOf = ({ groups }: Groups): unknown[] => groups.map(({ key, count, newest }) => ({ key, count, id: newest.id }))
const inOrder = ({ facets, ...rest }: Facets): unknown => ({
  ...rest,
  facets: facets.map(({ field, values }) => ({ field, values: values.toSorted((left, right) => (left.value < right.value ? -1 : 1)) })),
})

async function expectTheSame(connection: Connection, history: History, criteria: Criteria, limit: number): Promise<void> {
  const scan = new ScanSearch(connection, new HalfStore(connection))
  const expected = await walked((before) => scan.search({ criteria, limit: 100, before }), idsOf)
  expect(await walked((before) => history.search({ criteria, limit, before }), idsOf)).toEqual(expected)
  expect(inOrder(await history.facets({ criteria }))).toEqual(inOrder(scan.facets({ criteria })))
  for (const by of GROUPINGS) {
    const groups = await walked((before) => scan.groups({ criteria, by, limit: 100, before }), headsOf)
    expect(await walked((before) => history.groups({ criteria, by, limit, before }), headsOf)).toEqual(groups)
  }
}

describe('HistorySearch', () => {
  it('answers what reading every exchange would, whatever is indexed, relabelled, removed and brought back', async () => {
    await fc.assert(
      fc.asyncProperty(someExchanges, fc.array(someCriteria, { minLength: 1, maxLength: 6 }), someCriteria, searchableText, fc.integer({ min: 1, max: 5 }), fc.nat(24), async (exchanges, asked, selected, text, limit, half) => {
        const connection = openConnection(':memory:')
        const { history, search } = historyOn(connection)
        const expectAll = async (): Promise<void> => {
          for (const criteria of [...asked, selected, { ...selected, removed: !selected.removed }]) await expectTheSame(connection, history, criteria, limit)
        }
        await write(connection, history, exchanges.slice(0, half))
        await search.settled()
        await write(connection, history, exchanges.slice(half))
        await search.close()
        await expectAll()

        const again = historyOn(connection)
        await again.search.settled()
        for (const criteria of asked) await expectTheSame(connection, again.history, criteria, limit)

        const selection = { kind: 'criteria', criteria: { ...selected, removed: false } } as const
        await again.history.label(selection, { note: text, pinned: true, addTags: ['T-1', 'x'] })
        await expectTheSame(connection, again.history, selected, limit)
        await again.search.settled()
        await again.history.remove(selection, 'removal', 1)
        for (const criteria of asked) await expectTheSame(connection, again.history, criteria, limit)
        await again.history.remove({ kind: 'criteria', criteria: asked[0] ?? EVERYTHING }, 'another', 2)
        await again.history.restore({ kind: 'removal', removalId: 'removal' })
        await again.search.settled()
        for (const criteria of asked) await expectTheSame(connection, again.history, criteria, limit)
        await again.search.close()
        connection.close()
      }),
      { numRuns: Number(process.env['SEARCH_RUNS'] ?? 25) },
    )
  }, 120_000)

  const withText = (text: string): Criteria => ({ all: [{ not: false, anyOf: [{ kind: 'text', text, in: 'anywhere' }] }], removed: false })

  async function some(history: History, count: number): Promise<void> {
    for (let nth = 0; nth < count; nth += 1) {
      const id = `exchange-${nth}`
      await history.begin(aStart({ id, startedAt: 1_800_000_000_000 + nth * 1_000, callerId: `2081${nth}` }), aRequest())
      await history.finish(id, anEnd({ outcome: nth % 2 === 0 ? 'succeeded' : 'refused' }), aResponse())
    }
  }

  it.each([
    ['is missing', (connection: Connection) => connection.exec('DROP TABLE search_index')],
    ['is of another version', (connection: Connection) => connection.exec("UPDATE search_state SET version = 1; UPDATE exchange SET indexed = 0 WHERE id = 'exchange-7'")],
    [
      'is damaged',
      (connection: Connection) => {
        connection.enableDefensive(false)
        connection.exec("UPDATE search_index_data SET block = x'00'")
      },
    ],
    [
      'is of another make',
      (connection: Connection) => {
        connection.enableDefensive(false)
        connection.exec("UPDATE search_index_config SET v = 99 WHERE k = 'version'")
      },
    ],
  ])('answers though the index %s, and makes it anew', async (_, damage) => {
    const file = join(temporaryFolder(), 'history.db')
    const first = openConnection(file)
    first.exec('PRAGMA synchronous = OFF')
    const { history, search } = historyOn(first)
    await some(history, 120)
    await search.settled()
    await search.close()
    damage(first)
    first.close()

    const connection = openConnection(file)
    const again = historyOn(connection)
    const page = await again.history.search({ criteria: withText('20811'), limit: 200, before: null })
    expect(page.entries.map(({ callerId }) => callerId)).toEqual([...Array.from({ length: 20 }, (_, nth) => `2081${119 - nth}`), ...Array.from({ length: 10 }, (_, nth) => `2081${19 - nth}`), '20811'])
    await again.search.settled()
    expect(connection.prepare('SELECT count(*) AS count FROM exchange WHERE indexed = 0').get()).toEqual({ count: 0 })
    expect(connection.prepare('SELECT count(*) AS count FROM search_index WHERE search_index MATCH ?').get('"2081"')).toEqual({ count: 120 })
    await again.search.close()
    connection.close()
  })

  it('leaves indexing to the process that is at it', async () => {
    const connection = openConnection(join(temporaryFolder(), 'history.db'))
    const { history, search } = historyOn(connection, 1)
    await some(history, 3)
    await search.settled()
    const other = historyOn(connection, 2)
    await other.history.label({ kind: 'criteria', criteria: EVERYTHING }, { note: '退款' })
    await other.search.settled()
    const unindexed = connection.prepare('SELECT count(*) AS count FROM exchange WHERE indexed = 0')
    expect(unindexed.get()).toEqual({ count: 3 })
    expect((await other.history.search({ criteria: withText('退款'), limit: 9, before: null })).entries).toHaveLength(3)
    await search.settled()
    expect(unindexed.get()).toEqual({ count: 0 })
  })

  it('forgets what was deleted for good', async () => {
    const connection = openConnection(join(temporaryFolder(), 'history.db'))
    const { history, search } = historyOn(connection)
    await some(history, 4)
    await search.settled()
    connection.exec("DELETE FROM exchange WHERE id = 'exchange-2'")
    expect(connection.prepare('SELECT count(*) AS count FROM search_index WHERE search_index MATCH ?').get('"2081"')).toEqual({ count: 3 })
    expect(await history.facets({ criteria: EVERYTHING })).toMatchObject({ total: 3 })
  })

  it('stops counting for older criteria when newer ones come', async () => {
    const connection = openConnection(':memory:')
    const { history, search } = historyOn(connection)
    await some(history, 600)
    await search.close()
    const [older, newer] = await Promise.all([history.facets({ criteria: withText('session 1') }), history.facets({ criteria: withText('2081') })])
    expect(older.isComplete).toBe(false)
    expect(newer).toMatchObject({ total: 600, isComplete: true })
  })

  it('finds what a reader sees in an answer with escapes', async () => {
    const connection = openConnection(':memory:')
    const { history, search } = historyOn(connection)
    const bodies = ['{"msg":"\\u4f1a\\u8bdd"}', '<msg>&#x4f1a;&#35805;</msg>', '{"msg":"会话"}']
    for (const [nth, body] of bodies.entries()) {
      await history.begin(aStart({ id: String(nth), startedAt: nth }), aRequest())
      await history.finish(String(nth), anEnd(), aResponse({ body: new TextEncoder().encode(body) }))
    }
    await search.settled()
    expect(idsOf(await history.search({ criteria: withText('会话'), limit: 9, before: null }))).toEqual(['2', '1', '0'])
    expect(idsOf(await history.search({ criteria: withText('\\u4f1a'), limit: 9, before: null }))).toEqual(['0'])
  })
})
