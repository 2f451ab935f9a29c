import { EVERYTHING } from '@shared/history/criteria'
import { EXIT, UsageError, readOptions, type Command } from '../command'
import { withHistory } from '../open-history'
import { exchangeDocument } from '../print-exchange'
import { readLimit, writeFound } from '../write-found'
import { historySearchCommand } from './history-search'

/** `lysession history list|search|show`: the saved pairs. */
export const historyCommand: Command = async (parameters, surroundings) => {
  // A query has words of its own that begin with a minus, so it reads its arguments itself.
  if (parameters[0] === 'search') return historySearchCommand(parameters.slice(1), surroundings)
  const { values, positionals } = readOptions(parameters, {
    history: { type: 'string' },
    limit: { type: 'string', default: '50' },
    json: { type: 'boolean', default: false },
  })
  const [verb, id] = positionals
  const { write } = surroundings
  if (verb === 'list') {
    const limit = readLimit(values.limit)
    await withHistory(values.history, true, surroundings, ({ history }) => writeFound(history, { criteria: EVERYTHING, limit, asJson: values.json }, write))
    return EXIT.succeeded
  }
  if (verb === 'show' && id !== undefined) {
    const exchange = await withHistory(values.history, true, surroundings, ({ history }) => history.read(id))
    const document = await exchangeDocument(exchange)
    write(`${values.json ? document : JSON.stringify(JSON.parse(document), null, 2)}\n`)
    return EXIT.succeeded
  }
  throw new UsageError('history list|search QUERY|show ID')
}
