import type { Criteria } from '@shared/history/criteria'
import { LARGEST_PAGE, type HistoryPage } from '@shared/history/history-contract'
import type { History } from '../history/history'
import { UsageError } from './command'
import { exchangeLine } from './print-exchange'

/** How many exchanges are wanted. @throws UsageError */
export function readLimit(text: string): number {
  const limit = Number(text)
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError('--limit is a number from 1')
  return limit
}

/** Writes the exchanges the criteria mean, newest first, one a line. */
export async function writeFound(
  history: Pick<History, 'search'>,
  { criteria, limit, asJson }: { criteria: Criteria; limit: number; asJson: boolean },
  write: (text: string) => void,
): Promise<void> {
  let before: string | null = null
  for (let left = limit; left > 0; ) {
    const page: HistoryPage = await history.search({ criteria, limit: Math.min(left, LARGEST_PAGE), before })
    for (const entry of page.entries) write(`${asJson ? JSON.stringify(entry) : exchangeLine(entry)}\n`)
    if (page.next === null) return
    left -= page.entries.length
    before = page.next
  }
}
