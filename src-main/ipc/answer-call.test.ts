import { describe, expect, it, vi } from 'vitest'
import { AppError } from '@shared/errors'
import { IPC_METHODS } from '@shared/ipc/methods'
import { answerCall } from './answer-call'
import type { IpcHandlers } from './handlers'

const handlersWith = (changes: Partial<IpcHandlers>): IpcHandlers => changes as IpcHandlers
const send = {
  profileId: 'p1',
  operation: 'a.b',
  values: {},
  format: 'json',
  signMethod: 'md5',
  sendAnyway: false,
}

describe('answerCall', () => {
  it('answers an untrusted sender with an error and calls no handler', async () => {
    const handle = vi.fn()
    for (const method of IPC_METHODS) {
      const result = await answerCall(method, {}, false, handlersWith({ [method]: handle }), vi.fn())
      expect(result).toMatchObject({ ok: false, error: { code: 'ipc.untrusted-sender' } })
    }
    expect(handle).not.toHaveBeenCalled()
  })

  it.each([
    ['nothing', undefined],
    ['a text', 'profile'],
    ['a missing member', { profileId: 'p1' }],
    ['a member too many', { ...send, extra: 1 }],
    ['a value that is no text', { ...send, values: { 'a.b': 9007199254740993 } }],
    ['too many fields', { ...send, values: Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`f${index}`, 'x'])) }],
    ['an unknown format', { ...send, format: 'yaml' }],
    ['an id that is too long', { ...send, profileId: 'x'.repeat(65) }],
  ])('refuses a request with %s before the handler', async (_, request) => {
    const handle = vi.fn()
    const result = await answerCall('exchange.send', request, true, handlersWith({ 'exchange.send': handle }), vi.fn())
    expect(result).toMatchObject({ ok: false, error: { code: 'ipc.invalid-request' } })
    expect(handle).not.toHaveBeenCalled()
  })

  it('never repeats a rejected value, neither to the page nor to the log', async () => {
    const log = vi.fn()
    const secret = 'S3CRET'.repeat(2_000)
    const request = { profileId: 'p1', kind: 'secret', value: secret, keep: 'keychain', [secret.slice(0, 20)]: 1 }
    const result = await answerCall('credential.save', request, true, handlersWith({}), log)
    expect(JSON.stringify([result, log.mock.calls])).not.toContain('S3CRET')
  })

  it('keeps the code and detail of an expected error', async () => {
    const handlers = handlersWith({
      'profile.delete': () => {
        throw new AppError('profile.protected', { a: 'b' })
      },
    })
    const result = await answerCall('profile.delete', { profileId: 'p1' }, true, handlers, vi.fn())
    expect(result).toMatchObject({ ok: false, error: { code: 'profile.protected', detail: { a: 'b' } } })
  })

  it('answers anything unexpected as internal, with a trace id that the log knows', async () => {
    const log = vi.fn()
    const handlers = handlersWith({ 'profile.delete': () => Promise.reject(new TypeError('details')) })
    const result = await answerCall('profile.delete', { profileId: 'p1' }, true, handlers, log)
    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(JSON.stringify(result)).not.toContain('details')
    const traceId = result.ok ? '' : result.error.traceId
    expect(log).toHaveBeenCalledWith(expect.objectContaining({ traceId, stack: expect.stringContaining('details') as string }))
  })

  it('strips what the contract does not declare from an answer', async () => {
    const handlers = handlersWith({
      'credential.status': () =>
        ({
          secret: { state: 'stored', fingerprint: 'aabbccdd', savedAt: 1, value: 'leak' },
          session: { state: 'nothing-stored', fingerprint: null, savedAt: null },
          leak: 'leak',
        }) as never,
    })
    const result = await answerCall('credential.status', { profileId: 'p1' }, true, handlers, vi.fn())
    expect(result.ok).toBe(true)
    expect(JSON.stringify(result)).not.toContain('leak')
  })

  it('does not let a wrong answer through', async () => {
    const handlers = handlersWith({ 'keychain.check': () => ({ state: 'fine' }) as never })
    expect(await answerCall('keychain.check', {}, true, handlers, vi.fn())).toMatchObject({ ok: false, error: { code: 'internal' } })
  })
})
