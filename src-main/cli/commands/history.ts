import { EXIT, UsageError, readOptions, type Command } from '../command'
import { withHistory } from '../open-history'
import { exchangeDocument, exchangeLine } from '../print-exchange'

/** `lysession history list|show`: the saved pairs. */
export const historyCommand: Command = async (parameters, surroundings) => {
  const { values, positionals } = readOptions(parameters, {
    history: { type: 'string' },
    limit: { type: 'string', default: '50' },
    json: { type: 'boolean', default: false },
  })
  const [verb, id] = positionals
  const { write } = surroundings
  if (verb === 'list') {
    const limit = Number(values.limit)
    if (!Number.isInteger(limit) || limit < 1) throw new UsageError('--limit is a number from 1')
    await withHistory(values.history, true, surroundings, async ({ history }) => {
      let before = null
      for (let left = limit; left > 0; ) {
        const page = await history.list({ limit: Math.min(left, 200), before })
        for (const entry of page.entries) write(`${values.json ? JSON.stringify(entry) : exchangeLine(entry)}\n`)
        const last = page.entries.at(-1)
        if (!page.hasMore || last === undefined) break
        left -= page.entries.length
        before = { startedAt: last.startedAt, id: last.id }
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
  throw new UsageError('history list|show ID')
}
