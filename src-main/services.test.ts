import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, it } from 'vitest'
import { EVERYTHING } from '@shared/history/criteria'
import { LOCAL_PROFILE_ID, NEW_PROFILE } from '@shared/profile/profile'
import { InMemoryKeychain } from './credentials/in-memory-keychain'
import { EXAMPLE, aConsole } from './testing/a-console'
import { closedPort, rawServer } from './testing/raw-server'
import { temporaryFolder } from './testing/temporary-folder'

describe('the main process without a window', () => {
  it.each(['md5', 'hmac', 'hmac-sha256'] as const)('sends the example to its own gateway and keeps the pair (%s)', async (signMethod) => {
    const { send, database, services, started, finished } = await aConsole()
    const summary = await send({ signMethod })
    expect(summary).toMatchObject({ outcome: 'succeeded', callerId: 'testSessionId', subject: 'testUid', signMethod })
    expect(started.map(({ id, outcome }) => ({ id, outcome }))).toEqual([{ id: summary.id, outcome: null }])
    expect(finished).toEqual([summary])
    const exchange = await services.exchanges.read(summary.id)
    expect(exchange.response?.textStart).toContain(summary.resultId)
    expect((await database.history.facets({ criteria: EVERYTHING })).total).toBe(1)
  })

  it('starts its gateway when it is first needed, and not again once the user has stopped it', async () => {
    const { send, services, statuses } = await aConsole()
    expect(services.localProfile.status().running).toBe(false)
    await send()
    expect(statuses.at(-1)?.running).toBe(true)
    await services.localProfile.stop()
    expect(await send()).toMatchObject({ outcome: 'failed', failure: 'connection-refused', bytesLeft: false })
    await services.localProfile.start()
    expect((await send()).outcome).toBe('succeeded')
  })

  it('makes its gateway misbehave, running or not, and tells when that is over', async () => {
    const { send, services, statuses } = await aConsole()
    const fault = { text: 'reject:400001', timesLeft: 1 }
    expect(services.localProfile.misbehave('reject', 1)).toEqual({ running: false, url: null, fault })
    expect(statuses.at(-1)?.fault).toEqual(fault)
    expect((await send()).outcome).toBe('rejected')
    expect(statuses.at(-1)).toMatchObject({ running: true, fault: null })
    expect((await send()).outcome).toBe('succeeded')
    services.localProfile.misbehave('reject', null)
    services.localProfile.misbehave(null, null)
    expect((await send()).outcome).toBe('succeeded')
  })

  it('writes the row before the first byte leaves', async () => {
    const { createProfile, send, database } = await aConsole()
    let rowAtFirstByte: unknown
    const port = await rawServer((_, socket) => {
      void database.history.search({ criteria: EVERYTHING, limit: 1, before: null }).then(({ entries }) => {
        rowAtFirstByte = entries[0]?.outcome
        socket.end('HTTP/1.1 500 Oops\r\n\r\n')
      })
    })
    const profile = await createProfile({ gatewayUrl: `http://127.0.0.1:${port}/router/rest` })
    expect(await send({ profileId: profile.id })).toMatchObject({ outcome: 'failed', failure: 'http-status', httpStatus: 500 })
    expect(rowAtFirstByte).toBeNull()
  })

  it('sends nothing when the row cannot be written', async () => {
    const file = join(temporaryFolder(), 'history.db')
    const { createProfile, send, unrecorded } = await aConsole({ file })
    let connections = 0
    const port = await rawServer(() => (connections += 1))
    const profile = await createProfile({ gatewayUrl: `http://127.0.0.1:${port}/` })
    const full = new DatabaseSync(file)
    full.exec("CREATE TRIGGER full BEFORE INSERT ON exchange BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    full.close()
    await expect(send({ profileId: profile.id })).rejects.toMatchObject({ code: 'history.unavailable' })
    expect(connections).toBe(0)
    expect(unrecorded).toHaveLength(1)
  })

  it('shows an answer that came although its row could not be completed any more', async () => {
    const file = join(temporaryFolder(), 'history.db')
    const { send, finished, unrecorded, database } = await aConsole({ file })
    const full = new DatabaseSync(file)
    full.exec("CREATE TRIGGER full BEFORE UPDATE OF outcome ON exchange BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    full.close()
    const summary = await send()
    expect(summary).toMatchObject({ outcome: 'succeeded', resultId: expect.stringMatching(/./) as string })
    expect(finished).toEqual([summary])
    expect(unrecorded).toHaveLength(1)
    expect((await database.history.read(summary.id)).outcome).toBeNull()
  })

  it('never sends twice, whatever comes back', async () => {
    const { createProfile, send } = await aConsole()
    let requests = 0
    const port = await rawServer((received, socket) => {
      if (!received.includes('\r\n\r\n')) return
      requests += 1
      socket.destroy()
    })
    const profile = await createProfile({ gatewayUrl: `http://127.0.0.1:${port}/` })
    expect((await send({ profileId: profile.id })).outcome).toBe('failed')
    expect(requests).toBe(1)
  })

  it('cancels by id, and what was cancelled after bytes left is unknown', async () => {
    const { createProfile, send, started, services } = await aConsole()
    const port = await rawServer(() => services.exchanges.cancel(started[0]?.id ?? ''))
    const profile = await createProfile({ gatewayUrl: `http://127.0.0.1:${port}/` })
    expect(await send({ profileId: profile.id })).toMatchObject({ outcome: 'unknown', failure: 'cancelled', bytesLeft: true })
    expect(() => services.exchanges.cancel(started[0]?.id ?? '')).toThrow(expect.objectContaining({ code: 'exchange.not-in-flight' }))
  })

  it('completes the rows of what is under way before the program ends', async () => {
    const { createProfile, send, services, database } = await aConsole()
    let arrived: () => void = () => undefined
    const first = new Promise<void>((resolve) => (arrived = resolve))
    const port = await rawServer(() => arrived())
    const profile = await createProfile({ gatewayUrl: `http://127.0.0.1:${port}/` })
    const sending = send({ profileId: profile.id })
    await first
    await services.exchanges.endAll()
    const { entries } = await database.history.search({ criteria: EVERYTHING, limit: 1, before: null })
    expect(entries[0]).toMatchObject({ outcome: 'unknown', failure: 'cancelled' })
    await sending
  })

  it('lets nothing leave once the program began to end, although the row was on its way', async () => {
    const { createProfile, send, services, database } = await aConsole()
    let connections = 0
    const port = await rawServer(() => (connections += 1))
    const profile = await createProfile({ gatewayUrl: `http://127.0.0.1:${port}/` })
    const sending = send({ profileId: profile.id })
    await services.exchanges.endAll()
    expect(await sending).toMatchObject({ failure: 'cancelled', bytesLeft: false })
    expect(connections).toBe(0)
    expect((await database.history.facets({ criteria: EVERYTHING })).total).toBe(1)
  })

  it.each([
    ['an unknown profile', { profileId: 'nobody' }, 'profile.unknown'],
    ['an unknown operation', { operation: 'a.b.c' }, 'operation.unknown'],
    ['a missing sid', { values: { ...EXAMPLE, 'ly_create_session_dto.source.sid': '' } }, 'draft.needs-confirmation'],
    ['half a character', { sendAnyway: true, values: { ...EXAMPLE, 'ly_create_session_dto.source.sid': '\ud800' } }, 'draft.blocked'],
    ['a field that is not of this operation', { sendAnyway: true, values: { ...EXAMPLE, sign: 'x' } }, 'draft.blocked'],
  ])('refuses %s before anything is sent or written', async (_, request, code) => {
    const { send, database } = await aConsole()
    await expect(send(request)).rejects.toMatchObject({ code })
    expect((await database.history.facets({ criteria: EVERYTHING })).total).toBe(0)
  })

  it('refuses a value that holds the secret', async () => {
    const { createProfile, send } = await aConsole()
    const profile = await createProfile({})
    const values = { ...EXAMPLE, 'ly_create_session_dto.source.summary': 'it is a-secret-of-this-test' }
    await expect(send({ profileId: profile.id, values })).rejects.toMatchObject({ code: 'draft.holds-secret' })
  })

  it('replaces a session token that a server sends back', async () => {
    const { createProfile, send, services, database } = await aConsole()
    const port = await rawServer((received, socket) => {
      if (received.includes('sign=')) socket.end('HTTP/1.1 200 OK\r\nX-Echo: token-of-this-test\r\n\r\n{"you":"token-of-this-test"}')
    })
    const profile = await createProfile({ gatewayUrl: `http://127.0.0.1:${port}/` })
    await services.credentials.save(profile.id, 'session', 'token-of-this-test', 'keychain')
    const { id } = await send({ profileId: profile.id })
    const exchange = await database.history.read(id)
    expect(exchange.response?.maskedCopies).toBe(2)
    const kept = exchange.request.head + Buffer.from(exchange.request.body).toString() + exchange.response?.head + Buffer.from(exchange.response?.body ?? []).toString()
    expect(kept).not.toContain('token-of-this-test')
    expect(kept).toContain('{"you":"******************"}')
  })

  it.each(['{"error_response":{"code":27,"msg":"Invalid session:T","sub_code":"T","sub_msg":"T","request_id":"T"}}', '{"you":"T"}'])(
    'replaces it in a compressed answer and in what is read from it (%s)',
    async (answer) => {
      const { createProfile, send, services, finished, database } = await aConsole()
      const token = 'token/of+this&test'
      const body = gzipSync(answer.replaceAll('T"', `${token.replaceAll('/', '\\/')}"`))
      const port = await rawServer((received, socket) => {
        if (!received.includes('sign=')) return
        socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\nContent-Encoding: gzip\r\n\r\n')
        socket.end(body)
      })
      const profile = await createProfile({ gatewayUrl: `http://127.0.0.1:${port}/` })
      await services.credentials.save(profile.id, 'session', token, 'keychain')
      const { id } = await send({ profileId: profile.id })
      const exchange = await services.exchanges.read(id)
      expect(exchange.response?.maskedCopies).toBeGreaterThan(0)
      const stored = (await database.history.read(id)).response?.body ?? new Uint8Array()
      const kept = JSON.stringify({ ...exchange, request: null, finished }) + gunzipSync(stored).toString()
      expect(kept).toContain('*******')
      expect(kept).not.toContain('of+this')
    },
  )

  it('says that a secret is missing, or that the keychain is locked, before anything is sent', async () => {
    const { services, send, keychain, createProfile } = await aConsole()
    const bare = await services.profiles.create({ ...NEW_PROFILE, name: 'Bare', environment: 'custom', gatewayUrl: 'http://127.0.0.1:1/', appKey: 'k' })
    await expect(send({ profileId: bare.id })).rejects.toMatchObject({ code: 'credential.missing' })
    const mine = await createProfile({})
    keychain.state = 'locked'
    await expect(send({ profileId: mine.id })).rejects.toMatchObject({ code: 'keychain.locked' })
  })

  it('gives its own gateway a secret for this run where there is no keychain', async () => {
    const keychain = new InMemoryKeychain()
    keychain.state = 'unavailable'
    const { send, services } = await aConsole({ keychain })
    expect((await services.credentials.statuses(LOCAL_PROFILE_ID)).secret.state).toBe('this-run')
    expect((await send()).outcome).toBe('succeeded')
  })

  it('keeps the local secret over restarts where there is one', async () => {
    const keychain = new InMemoryKeychain()
    const file = join(temporaryFolder(), 'history.db')
    const first = await aConsole({ keychain, file })
    const before = await first.services.credentials.statuses(LOCAL_PROFILE_ID)
    await first.database.close()
    const second = await aConsole({ keychain, file })
    expect(await second.services.credentials.statuses(LOCAL_PROFILE_ID)).toEqual(before)
  })

  it('names a gateway that is not there', async () => {
    const { createProfile, send } = await aConsole()
    const profile = await createProfile({ gatewayUrl: `http://127.0.0.1:${await closedPort()}/` })
    expect(await send({ profileId: profile.id })).toMatchObject({ outcome: 'failed', failure: 'connection-refused', failureDetail: 'ECONNREFUSED' })
  })

  it('signs the same timestamp whatever the zone of the machine', async () => {
    const zone = process.env['TZ']
    try {
      for (const other of ['America/Los_Angeles', 'Asia/Kathmandu', 'UTC']) {
        process.env['TZ'] = other
        const { send } = await aConsole()
        // The gateway accepts ten minutes in either direction of its own GMT+8.
        expect((await send()).outcome, other).toBe('succeeded')
      }
    } finally {
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    }
  })
})
