import { EVERYTHING } from '@shared/history/criteria'
import { LARGEST_PAGE, type HistoryPage } from '@shared/history/history-contract'
import { EXIT, UsageError, readOptions, type Command } from '../command'
import { withHistory } from '../open-history'
import { exchangeDocument, exchangeLine } from '../print-exchange'
import { FILE_OPTIONS, exportHistory, importHistory } from './history-files'

/** `lysession history list|show|export|import`: the saved pairs. */
export const historyCommand: Command = async (parameters, surroundings) => {
  const { values, positionals } = readOptions(parameters, {
    history: { type: 'string' },
    limit: { type: 'string', default: '50' },
    json: { type: 'boolean', default: false },
    ...FILE_OPTIONS,
  })
  const [verb, id] = positionals
  const { write } = surroundings
  if (verb === 'list') {
    const limit = Number(values.limit)
    if (!Number.isInteger(limit) || limit < 1) throw new UsageError('--limit is a number from 1')
    await withHistory(values.history, true, surroundings, async ({ history }) => {
      let before: string | null = null
      for (let left = limit; left > 0; ) {
        const page: HistoryPage = await history.search({ criteria: EVERYTHING, limit: Math.min(left, LARGEST_PAGE), before })
        for (const entry of page.entries) write(`${values.json ? JSON.stringify(entry) : exchangeLine(entry)}\n`)
        if (page.next === null) break
        left -= page.entries.length
        before = page.next
      }
    })
    return EXIT.succeeded
  }
  if (verb === 'show' && id !== undefined) {
    const exchange = await withHistory(values.history, true, surroundings, ({ history }) => history.read(id))
    const document = await exchangeDocument(exchange)
    write(`${values.json ? document : JSON.stringify(JSON.parse(document), null, 2)}\n`)
    return EXIT.succeeded
  }
  if (verb === 'export') return exportHistory(values, surroundings)
  if (verb === 'import') return importHistory(positionals.slice(1), values, surroundings)
  throw new UsageError('history list|show ID|export|import FILE…')
}
