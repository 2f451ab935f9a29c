import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterEach, describe, expect, it } from 'vitest'
import { parseFault } from '@shared/gateway/fault-text'
import { LocalGateway } from './local-gateway'
import { read } from './testing/start'
import { callHttp, callRaw, post, secretOf, signedCall } from './testing/call'

const gateways: LocalGateway[] = []

function aGateway(options: Partial<ConstructorParameters<typeof LocalGateway>[0]> = {}): LocalGateway {
  const gateway = new LocalGateway({ secretOf, ...options })
  gateways.push(gateway)
  return gateway
}

afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.stop()
})

describe('start', () => {
  it('gives the router on a free port of this machine', async () => {
    const gateway = aGateway()
    expect(gateway.status()).toEqual({ running: false, url: null, fault: null })
    const { url } = await gateway.start()
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/router\/rest$/)
    expect(gateway.status()).toEqual({ running: true, url, fault: null })
    expect(read(await post(url, signedCall())).outcome).toBe('succeeded')
  })

  it('cannot be reached through another address of the machine', async () => {
    const { url } = await aGateway().start()
    const others = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []).filter(({ internal, family }) => !internal && family === 'IPv4')
    for (const { address } of others) {
      await expect(callHttp({ url: url.replace('127.0.0.1', address) })).rejects.toThrow('ECONNREFUSED')
    }
    await expect(callHttp({ url: url.replace('127.0.0.1', '[::1]') })).rejects.toThrow()
  })

  it('gives the same address when it runs already', async () => {
    const gateway = aGateway()
    const [first, second] = await Promise.all([gateway.start(), gateway.start()])
    expect(second).toEqual(first)
    expect(await gateway.start(1)).toEqual(first)
  })

  it('takes the port it is told', async () => {
    const gateway = aGateway()
    const { url } = await gateway.start()
    await gateway.stop()
    expect(await aGateway().start(Number(new URL(url).port))).toEqual({ url })
  })

  it('says which port is taken, and can be started again', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    const gateway = aGateway()
    await expect(gateway.start(port)).rejects.toMatchObject({ code: 'gateway.cannot-listen', detail: { port: String(port) } })
    expect(gateway.status().running).toBe(false)
    await new Promise((resolve) => other.close(resolve))
    expect((await gateway.start(port)).url).toContain(`:${port}/`)
  })

  it('refuses a port that is none', async () => {
    await expect(aGateway().start(70_000)).rejects.toMatchObject({ code: 'gateway.cannot-listen' })
  })
})

describe('stop', () => {
  it('frees the port and keeps the sessions', async () => {
    const gateway = aGateway()
    const { url } = await gateway.start()
    await post(url, signedCall())
    await gateway.stop()
    expect(gateway.status()).toEqual({ running: false, url: null, fault: null })
    await expect(post(url, signedCall())).rejects.toThrow('ECONNREFUSED')
    expect(gateway.sessions.list()).toHaveLength(1)
    await gateway.stop()
  })

  it('closes idle, half-sent and unanswered connections at once', async () => {
    const errors: unknown[] = []
    const gateway = aGateway({ onError: (error) => errors.push(error) })
    gateway.setFault(parseFault('delay:60000'))
    const { url } = await gateway.start()
    const pending = [
      callRaw(url, ''),
      callRaw(url, 'POST /router/rest HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc'),
      post(url, signedCall()).then(String, (error: unknown) => String(error)),
    ]
    while (gateway.sessions.openedCount === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    const startedAt = Date.now()
    await gateway.stop()
    const endings = await Promise.all(pending)
    expect(Date.now() - startedAt).toBeLessThan(5_000)
    expect(endings[2]).toMatch(/hang up|ECONNRESET/)
    expect(errors).toEqual([])
  })

  it('during a start leaves nothing open', async () => {
    const gateway = aGateway()
    const started = gateway.start()
    await gateway.stop()
    const { url } = await started
    await expect(callHttp({ url })).rejects.toThrow('ECONNREFUSED')
    expect(gateway.status().running).toBe(false)
    expect(read(await post((await gateway.start()).url, signedCall())).outcome).toBe('succeeded')
  })
})

describe('secrets', () => {
  it('may come later', async () => {
    const { url } = await aGateway({ secretOf: async (appKey) => Promise.resolve(secretOf(appKey)) }).start()
    expect(read(await post(url, signedCall())).outcome).toBe('succeeded')
  })

  it.each(['json', 'xml'])('that cannot be read are answered with 10 in %s, and reported', async (format) => {
    const errors: unknown[] = []
    const gateway = aGateway({ secretOf: async () => Promise.reject(new Error('locked')), onError: (error) => errors.push(error) })
    const answer = await post((await gateway.start()).url, signedCall({ parameters: { format } }))
    expect(read(answer)).toMatchObject({ outcome: 'refused', format, code: '10', message: 'Service currently unavailable' })
    expect(answer.text).not.toContain('locked')
    expect(errors.map(String)).toEqual(['Error: locked'])
  })
})

describe('delay', () => {
  it('lets the answer leave late', async () => {
    const gateway = aGateway()
    const { url } = await gateway.start()
    gateway.setFault(parseFault('delay:300'))
    const startedAt = performance.now()
    expect(read(await post(url, signedCall())).outcome).toBe('succeeded')
    // Timers may fire a millisecond early.
    expect(performance.now() - startedAt).toBeGreaterThan(295)
    gateway.setFault(null)
    expect(read(await post(url, signedCall())).outcome).toBe('succeeded')
  })
})
