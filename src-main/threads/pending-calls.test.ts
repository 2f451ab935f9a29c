import { expect, it } from 'vitest'
import { AppError } from '@shared/errors'
import { PendingCalls } from './pending-calls'
import { callerErrorOf, toThreadError } from './thread-error'

it('gives each caller the answer of its own number, whatever the order', async () => {
  const posted: { id: number; question: string }[] = []
  const calls = aTable()
  const ask = (question: string): Promise<unknown> => calls.make((id) => ({ id, question }), (message) => posted.push(message))
  const answers = [ask('one'), ask('two'), ask('three')]
  expect(calls.messages()).toEqual(posted)

  calls.settle({ id: posted[1]!.id, value: 2 })
  calls.settle({ id: posted[0]!.id, error: toThreadError(new AppError('history.unknown-entry')) })
  expect(calls.messages()).toEqual([posted[2]])
  calls.rejectAll(new AppError('document.reader-lost'))
  expect(await Promise.allSettled(answers)).toMatchObject([
    { reason: { code: 'history.unknown-entry' } },
    { value: 2 },
    { reason: { code: 'document.reader-lost' } },
  ])
})

it('words an error nobody foresaw for the caller and keeps its text for the log', () => {
  const logged: string[] = []
  const error = callerErrorOf(toThreadError(new TypeError('no such thing')), 'history.unavailable', (message) => logged.push(message))
  expect(error.code).toBe('history.unavailable')
  expect(logged).toEqual(['no such thing'])
})

function aTable(): PendingCalls<{ id: number; question: string }> {
  return new PendingCalls((error) => callerErrorOf(error, 'internal', () => undefined))
}
