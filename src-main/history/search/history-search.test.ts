import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVERYTHING, type Criteria } from '@shared/history/criteria'
import { GROUPINGS, type Facets, type Groups, type HistoryPage } from '@shared/history/history-contract'
import { someCriteria, searchableText } from '@shared/testing/history-arbitraries'
import { openConnection, type Connection } from '../../database/connection'
import { aRequest, aResponse, aStart, anEnd } from '../../testing/an-exchange'
import { historyOn } from '../../testing/open-history'
import { HalfStore } from '../half-store'
import type { History } from '../history'
import { someExchanges, type GivenExchange } from '../testing/exchange-arbitraries'
import { ScanSearch } from '../testing/scan-search'

async function write(history: History, exchanges: readonly GivenExchange[]): Promise<void> {
  for (const { start, request, end, response } of exchanges) {
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
        await write(history, exchanges.slice(0, half))
        await search.settled()
        await write(history, exchanges.slice(half))
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
      { numRuns: Number(process.env['SEARCH_RUNS'] ?? 60) },
    )
  }, 120_000)
})
