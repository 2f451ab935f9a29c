import { reactive } from 'vue'
import { describe, expect, it } from 'vitest'
import { AppError } from '@shared/errors'
import { createFakeBridge } from '../testing/fake-bridge'
import { installBridge } from '../testing/mount-in-page'
import { call, subscribe } from './client'

describe('call', () => {
  it('sends reactive state as a plain copy', async () => {
    const bridge = installBridge(createFakeBridge())
    const values = reactive({ 'a.b': 'text' })
    await call('exchange.send', {
      profileId: 'local',
      operation: 'some.operation',
      values,
      format: 'json',
      signMethod: 'md5',
      sendAnyway: false,
    })
    expect(bridge.calls[0]?.request).toMatchObject({ values: { 'a.b': 'text' } })
  })

  it('throws the code main answered, with its detail and trace id', async () => {
    const bridge = installBridge(createFakeBridge())
    bridge.answer('gateway.start', async () => {
      throw new AppError('gateway.cannot-listen', { port: '80' })
    })
    await expect(call('gateway.start', {})).rejects.toMatchObject({
      code: 'gateway.cannot-listen',
      detail: { port: '80' },
      traceId: 'trace-1',
    })
  })

  it('takes an unknown code for an internal error', async () => {
    const bridge = createFakeBridge()
    installBridge({ ...bridge, 'gateway.stop': async () => ({ ok: false, error: { code: 'new.code', detail: {}, traceId: 't' } }) })
    await expect(call('gateway.stop', {})).rejects.toMatchObject({ code: 'internal', traceId: 't' })
  })
})

describe('subscribe', () => {
  it('calls back until it is ended', () => {
    const bridge = installBridge(createFakeBridge())
    const heard: boolean[] = []
    const end = subscribe('gateway.changed', ({ running }) => heard.push(running))
    bridge.emit('gateway.changed', { running: true, url: null, fault: null })
    end()
    bridge.emit('gateway.changed', { running: false, url: null, fault: null })
    expect(heard).toEqual([true])
  })
})
