import { EVERYTHING } from '@shared/history/criteria'
import { EXIT, UsageError, readOptions, type Command } from '../command'
import { withHistory } from '../open-history'
import { exchangeDocument } from '../print-exchange'
import { readLimit, writeFound } from '../write-found'
import { FILE_OPTIONS, exportHistory, importHistory } from './history-files'
import { historySearchCommand } from './history-search'
import { compactCommand, storageCommand } from './history-storage'

/** `lysession history list|search|show|export|import|storage|compact`: the saved pairs. */
export const historyCommand: Command = async (parameters, surroundings) => {
  // A query has words of its own that begin with a minus, so it reads its arguments itself.
  if (parameters[0] === 'search') return historySearchCommand(parameters.slice(1), surroundings)
  const { values, positionals } = readOptions(parameters, {
    history: { type: 'string' },
    limit: { type: 'string', default: '50' },
    json: { type: 'boolean', default: false },
    ...FILE_OPTIONS,
  })
  const [verb, id] = positionals
  const { write } = surroundings
  if (verb === 'list') {
    const limit = readLimit(values.limit)
    await withHistory(values.history, true, surroundings, ({ history }) => writeFound(history, { criteria: EVERYTHING, limit, asJson: values.json }, write))
    return EXIT.succeeded
  }
  if (verb === 'storage') return storageCommand({ history: values.history, json: values.json }, surroundings)
  if (verb === 'compact') return compactCommand({ history: values.history, json: values.json }, surroundings)
  if (verb === 'show' && id !== undefined) {
    const exchange = await withHistory(values.history, true, surroundings, ({ history }) => history.read(id))
    const document = await exchangeDocument(exchange)
    write(`${values.json ? document : JSON.stringify(JSON.parse(document), null, 2)}\n`)
    return EXIT.succeeded
  }
  if (verb === 'export') return exportHistory(values, surroundings)
  if (verb === 'import') return importHistory(positionals.slice(1), values, surroundings)
  throw new UsageError('history list|search QUERY|show ID|export|import FILE…|storage|compact')
}
