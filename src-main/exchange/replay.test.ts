import { DatabaseSync } from '@photostructure/sqlite'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { headerOf, sessionMarker } from '@shared/exchange/exchange'
import { sentParameters } from '@shared/exchange/sent-parameters'
import { LOCAL_PROFILE_ID } from '@shared/profile/profile'
import { PUBLIC_PARAMETER_NAMES, parseTimestamp, type Parameter } from '@shared/protocol/parameters'
import { signParameters } from '../signing/signature'
import { EXAMPLE, aConsole } from '../testing/a-console'
import { aStart, anEnd } from '../testing/an-exchange'
import { rawServer } from '../testing/raw-server'
import { temporaryFolder } from '../testing/temporary-folder'

const SECRET = 'a-secret-of-this-test'
const SID = 'ly_create_session_dto.source.sid'
const DIGITS = { ...EXAMPLE, 'ly_ding_open_para_dto.org_id': '9007199254740993', 'ly_create_session_dto.source.summary': '退款 "1" + 50% \u2028 😀 a&b=c' }

type Console = Awaited<ReturnType<typeof aConsole>>

/** A gateway that answers everything with success and keeps what reached it. */
async function anEcho() {
  const received: Parameter[][] = []
  const port = await rawServer((bytes, socket) => {
    const text = bytes.toString('utf8')
    const [head = '', body = ''] = text.split('\r\n\r\n')
    // A form is ASCII. NaN, before the head is whole, is reached by nothing.
    if (!(body.length >= Number.parseInt(headerOf(head, 'content-length') ?? '', 10))) return
    received.push(sentParameters({ head: `${head}\r\n\r\n`, body: new TextEncoder().encode(body) }))
    socket.end('HTTP/1.1 200 OK\r\n\r\n{"alibaba_lyservice_lippi_session_create_response":{"result":{"success":true,"data":"s"}}}')
  })
  return { received, url: `http://127.0.0.1:${port}/router/rest` }
}

async function aSentExchange(settings: Parameters<Console['createProfile']>[0] = {}) {
  const echo = await anEcho()
  const console = await aConsole()
  const profile = await console.createProfile({ gatewayUrl: echo.url, ...settings })
  const sent = await console.send({ profileId: profile.id, values: DIGITS, signMethod: 'md5', format: 'json' })
  const replay = (changes: Partial<Parameters<Console['services']['exchanges']['replay']>[0]> = {}) =>
    console.services.exchanges.replay({ exchangeId: sent.id, profileId: null, toldUses: 1, ...changes })
  return { ...console, ...echo, profile, sent, replay }
}

const business = (parameters: readonly Parameter[] = []) => parameters.filter(({ name }) => !PUBLIC_PARAMETER_NAMES.includes(name))
const valueOf = (parameters: readonly Parameter[] = [], name: string) => parameters.find((one) => one.name === name)?.value

describe('a replay', () => {
  it.each(['body', 'sdk'] as const)('sends the same values with a signature and a time of its own (%s)', async (placement) => {
    const { received, replay, sent, profile, services } = await aSentExchange({
      placement, simplify: true, partnerId: 'partner-1', targetAppKey: 'target-1',
    })
    // What the profile would send by itself today is not what is repeated.
    await services.profiles.update(profile.id, { ...profile, simplify: false, partnerId: 'other', targetAppKey: '', signMethod: 'hmac', format: 'xml', placement: 'body' })
    const again = await replay()
    expect(again).toMatchObject({ outcome: 'succeeded', parentId: sent.id, callerId: sent.callerId, format: 'json', signMethod: 'md5', placement })
    const [first, second] = received
    expect(business(second)).toEqual(business(first))
    expect(business(second)).not.toEqual([])
    const same = (parameters: readonly Parameter[] = []) => parameters.filter(({ name }) => name !== 'timestamp' && name !== 'sign')
    expect(same(second)).toEqual(same(first))
    expect(valueOf(second, 'sign')).toBe(signParameters(second ?? [], 'md5', SECRET))
    expect(parseTimestamp(valueOf(second, 'timestamp') ?? '')).toBe(Math.floor(again.startedAt / 1_000) * 1_000)
  })

  it('carries the token the profile has now, and stores a marker in its place', async () => {
    const { received, replay, profile, services, database } = await aSentExchange()
    expect(valueOf(received[0], 'session')).toBeUndefined()
    await services.credentials.save(profile.id, 'session', 'token-of-now-1', 'keychain')
    const first = await replay()
    expect(valueOf(received[1], 'session')).toBe('token-of-now-1')
    await services.credentials.save(profile.id, 'session', 'token-of-now-2', 'keychain')
    await replay({ exchangeId: first.id, toldUses: 2 })
    expect(valueOf(received[2], 'session')).toBe('token-of-now-2')
    const stored = sentParameters((await database.history.read(first.id)).request)
    expect(valueOf(stored, 'session')).toBe(sessionMarker(services.credentials.fingerprint('token-of-now-1')))
    await services.credentials.remove(profile.id, 'session')
    await replay({ toldUses: 3 })
    expect(valueOf(received[3], 'session')).toBeUndefined()
  })

  it('reaches the local gateway, whatever port it listens on by now', async () => {
    const { send, services } = await aConsole()
    const sent = await send({ values: DIGITS })
    await services.gateway.stop()
    const again = await services.exchanges.replay({ exchangeId: sent.id, profileId: null, toldUses: 1 })
    expect(again).toMatchObject({ outcome: 'succeeded', parentId: sent.id, profileId: LOCAL_PROFILE_ID })
  })

  it.each([
    ['another gateway', { gatewayUrl: 'http://127.0.0.1:9/router/rest' }, 'gateway'],
    ['another app key', { appKey: 'another' }, 'app-key'],
    ['another environment', { environment: 'production' }, 'environment'],
  ] as const)('does not go to %s by itself, and does when that is chosen', async (_, change, problem) => {
    const { replay, profile, services, received, finished } = await aSentExchange()
    await services.profiles.update(profile.id, { ...profile, ...change })
    await expect(replay()).rejects.toMatchObject({ code: 'replay.profile-changed', detail: { problem: `replay.${problem}` } })
    expect([received.length, finished.length]).toEqual([1, 1])
    const typedEnvironment = 'environment' in change ? 'production' : null
    const again = await replay({ profileId: profile.id, typedEnvironment })
    expect(again).toMatchObject({ appKey: 'appKey' in change ? 'another' : 'key' })
    if (problem !== 'gateway') expect(valueOf(received[1], 'app_key')).toBe(again.appKey)
  })

  it('says that its profile was deleted, and goes with another one', async () => {
    const { replay, profile, services, url, createProfile, received } = await aSentExchange()
    await services.profiles.delete(profile.id)
    await expect(replay()).rejects.toMatchObject({ code: 'replay.profile-changed', detail: { problem: 'replay.deleted' } })
    const other = await createProfile({ name: 'Other', gatewayUrl: url, appKey: 'mine' })
    await replay({ profileId: other.id })
    expect([valueOf(received[1], 'app_key'), business(received[1])]).toEqual(['mine', business(received[0])])
  })

  it('sends nothing when its id was used more often than the user was told', async () => {
    const { replay, send, profile, received } = await aSentExchange()
    await expect(replay({ toldUses: 0 })).rejects.toMatchObject({ code: 'replay.used-again', detail: { count: '1' } })
    await send({ profileId: profile.id, values: DIGITS })
    await expect(replay({ toldUses: 1 })).rejects.toMatchObject({ code: 'replay.used-again', detail: { count: '2' } })
    expect(received).toHaveLength(2)
  })

  it('sends an imported exchange with a profile of this console only', async () => {
    const { database, createProfile, services } = await aConsole()
    const { received, url } = await anEcho()
    const body = 'method=x&app_key=theirs&sign=ABC&timestamp=2020-01-01+00%3A00%3A00&v=2.0&partner_id=p&sign_method=md5&session=*&ly_create_session_dto=%7B%22a%22%3A1.10%7D'
    const head = 'POST /router/rest HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n'
    await database.history.begin(aStart({ id: 'theirs', operation: operation.name, profileId: LOCAL_PROFILE_ID, appKey: 'local-app' }), { head, body: Buffer.from(body), masked: ['session', 'sign'] })
    await database.history.finish('theirs', anEnd(), null)
    const mine = await createProfile({ gatewayUrl: url, appKey: 'mine' })
    await services.exchanges.replay({ exchangeId: 'theirs', profileId: mine.id, toldUses: 0 })
    const [sent = []] = received
    expect(sent.map(({ name }) => name)).toEqual(['method', 'app_key', 'timestamp', 'v', 'partner_id', 'sign_method', 'ly_create_session_dto', 'sign'])
    expect([valueOf(sent, 'app_key'), valueOf(sent, 'partner_id'), valueOf(sent, 'ly_create_session_dto')]).toEqual(['mine', 'p', '{"a":1.10}'])
    expect(valueOf(sent, 'sign')).toBe(signParameters(sent, 'md5', SECRET))
  })

  it.each([
    ['a body that is no form', { head: 'POST / HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n', body: '--x' }, 'not-a-form'],
    ['a masked value', { body: 'ly_create_session_dto=***', masked: ['ly_create_session_dto'] }, 'masked'],
    ['bytes that are no text', { body: 'ly_create_session_dto=%FF' }, 'not-text'],
  ] as const)('refuses %s before anything is written', async (_, request, problem) => {
    const { database, services, started } = await aConsole()
    await database.history.begin(aStart({ id: 'odd' }), {
      head: 'head' in request ? request.head : 'POST / HTTP/1.1\r\n\r\n', body: Buffer.from(request.body), masked: 'masked' in request ? [...request.masked] : [],
    })
    const replaying = services.exchanges.replay({ exchangeId: 'odd', profileId: LOCAL_PROFILE_ID, toldUses: 0 })
    await expect(replaying).rejects.toMatchObject({ code: 'replay.not-exact', detail: { problem: `replay.${problem}` } })
    expect(started).toEqual([])
  })

  it('refuses an operation that is not in the catalog, and an exchange that is not there', async () => {
    const { database, services } = await aConsole()
    await database.history.begin(aStart({ id: 'odd', operation: 'a.b.c' }), { head: '', body: new Uint8Array(), masked: [] })
    const replay = (exchangeId: string) => services.exchanges.replay({ exchangeId, profileId: LOCAL_PROFILE_ID, toldUses: 0 })
    await expect(replay('odd')).rejects.toMatchObject({ code: 'operation.unknown' })
    await expect(replay('nothing')).rejects.toMatchObject({ code: 'history.unknown-entry' })
  })

  it('sends nothing when its row cannot be written', async () => {
    const file = join(temporaryFolder(), 'history.db')
    const { received, url } = await anEcho()
    const { createProfile, send, services } = await aConsole({ file })
    const profile = await createProfile({ gatewayUrl: url })
    const { id } = await send({ profileId: profile.id })
    const full = new DatabaseSync(file)
    full.exec("CREATE TRIGGER full BEFORE INSERT ON exchange BEGIN SELECT RAISE(ABORT, 'disk full'); END")
    full.close()
    await expect(services.exchanges.replay({ exchangeId: id, profileId: null, toldUses: 1 })).rejects.toMatchObject({ code: 'history.unavailable' })
    expect(received).toHaveLength(1)
  })
})

describe('earlier uses at the local gateway', () => {
  it('are those since the program started, on whatever port, and none of an earlier run', async () => {
    const file = join(temporaryFolder(), 'history.db')
    const first = await aConsole({ file })
    const uses = (of: Console) => of.services.exchanges.uses({ profileId: LOCAL_PROFILE_ID, operation: operation.name, callerId: EXAMPLE[SID] ?? '' })
    const { id } = await first.send()
    await first.services.gateway.stop()
    const second = await first.send()
    expect(second.gatewayUrl).toMatch(/^http:\/\/127\.0\.0\.1:/)
    expect(await uses(first)).toMatchObject({ count: 2, newest: { exchangeId: second.id, outcome: 'succeeded' } })
    expect(id).not.toBe(second.id)
    // The gateway of another run has other sessions; a clock's millisecond lies between the two.
    await expect.poll(() => Date.now()).toBeGreaterThan(second.startedAt)
    expect((await uses(await aConsole({ file }))).count).toBe(0)
  })
})

describe('a repeat', () => {
  it('is also what a draft sends that was loaded from an exchange', async () => {
    const { send, database } = await aConsole()
    const first = await send()
    const second = await send({ parentId: first.id })
    expect(second.parentId).toBe(first.id)
    expect((await database.history.repeatsOf(first.id)).repeats.map(({ id }) => id)).toEqual([second.id])
  })
})
