import { linesInChunks } from '@shared/exchange/document/lines'
import { readDocument } from '@shared/exchange/document/read-document'
import { responseViews } from '@shared/exchange/views'
import { FORMATS } from '@shared/protocol/parameters'
import { EXIT, oneOf, operationFrom, readOptions, required, type Command } from '../command'

const LINES_AT_ONCE = 10_000

/** `lysession convert`: a response body from one format to the other, every digit kept. */
export const convertCommand: Command = async (parameters, { readInput, write, writeError }) => {
  const { values } = readOptions(parameters, {
    operation: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
  })
  const operation = operationFrom(values.operation)
  const from = oneOf(required(values.from, 'from'), FORMATS, 'from')
  const to = oneOf(required(values.to, 'to'), FORMATS, 'to')
  const parsed = readDocument(new TextEncoder().encode(await readInput()))
  const view = responseViews(parsed, operation)[to]
  if (view.kind === 'none') {
    const { problem } = view
    const where = problem === null ? view.detail : `line ${problem.line}, column ${problem.column}: ${problem.reason}`
    writeError(`cannot convert (${view.reason}) ${where}`.trimEnd() + '\n')
    return EXIT.failed
  }
  if (parsed.format !== from) {
    writeError(`the input is not ${from}\n`)
    return EXIT.failed
  }
  for (const note of view.notes.first) writeError(`${note.code}${note.path === '' ? '' : `: ${note.path}`}\n`)
  if (view.notes.count > view.notes.first.length) writeError(`${view.notes.count} notes in all\n`)
  for (const chunk of linesInChunks(view.lines, LINES_AT_ONCE)) write(chunk)
  write('\n')
  return EXIT.succeeded
}
