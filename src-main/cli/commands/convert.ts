import { findOperation } from '@shared/catalog'
import { responseViews } from '@shared/exchange/views'
import { formatOf } from '@shared/exchange/answer'
import { FORMATS } from '@shared/protocol/parameters'
import { EXIT, UsageError, oneOf, readOptions, required, type Command } from '../command'

/** `lysession convert`: a response body from one format to the other, every digit kept. */
export const convertCommand: Command = async (parameters, { readInput, write, writeError }) => {
  const { values } = readOptions(parameters, {
    operation: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
  })
  const operation = findOperation(required(values.operation, 'operation'))
  if (operation === null) throw new UsageError('--operation is not in the catalog')
  const from = oneOf(required(values.from, 'from'), FORMATS, 'from')
  const to = oneOf(required(values.to, 'to'), FORMATS, 'to')
  const text = await readInput()
  const view = responseViews(text, operation)[to]
  if (view.kind === 'none') {
    const { problem } = view
    const where = problem === null ? view.detail : `line ${problem.line}, column ${problem.column}: ${problem.reason}`
    writeError(`cannot convert (${view.reason}) ${where}`.trimEnd() + '\n')
    return EXIT.failed
  }
  if (formatOf(text) !== from) {
    writeError(`the input is not ${from}\n`)
    return EXIT.failed
  }
  for (const note of view.notes) writeError(`${note.code}${note.path === '' ? '' : `: ${note.path}`}\n`)
  write(`${view.text}\n`)
  return EXIT.succeeded
}
