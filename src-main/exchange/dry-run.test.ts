import { describe, expect, it } from 'vitest'
import { dryRunMethods } from '@shared/exchange/dry-run-contract'
import { sessionMarker } from '@shared/exchange/exchange'
import { sentParameters } from '@shared/exchange/sent-parameters'
import { EVERYTHING } from '@shared/history/criteria'
import { signParameters } from '../signing/signature'
import { EXAMPLE, aConsole } from '../testing/a-console'
import { rawServer } from '../testing/raw-server'

const SECRET = 'a-secret-of-this-test'
const TOKEN = 'token-of-this-test-1'

/** A console with a profile whose gateway counts every byte that reaches it. */
async function aWatchedConsole() {
  const reached = { bytes: 0, bodies: [] as string[] }
  const port = await rawServer((bytes, socket) => {
    reached.bytes = bytes.length
    reached.bodies.push(bytes.toString('utf8').split('\r\n\r\n')[1] ?? '')
    socket.end('HTTP/1.1 200 OK\r\n\r\n{}')
  })
  const console = await aConsole()
  const profile = await console.createProfile({ gatewayUrl: `http://127.0.0.1:${port}/router/rest` })
  await console.services.credentials.save(profile.id, 'session', TOKEN, 'keychain')
  const draft = { profileId: profile.id, operation: 'alibaba.lyservice.lippi.session.create', values: EXAMPLE, format: 'json', signMethod: 'hmac-sha256' } as const
  return { ...console, reached, profile, draft }
}

describe('a dry run', () => {
  it('puts nothing on the wire, writes no row and tells nobody of a send', async () => {
    const { services, database, reached, started, draft } = await aWatchedConsole()
    await services.exchanges.dryRun(draft)
    expect(reached.bytes).toBe(0)
    expect(started).toEqual([])
    expect((await database.history.search({ criteria: EVERYTHING, before: null, limit: 10 })).entries).toEqual([])
  })

  it('answers nothing secret, whatever the contract lets through', async () => {
    const { services, draft } = await aWatchedConsole()
    const { request, ...rest } = dryRunMethods['exchange.rehearse'].response.parse(await services.exchanges.dryRun(draft))
    const crossing = [JSON.stringify(rest), request.head, Buffer.from(request.body).toString('utf8')].join('\n')
    expect(crossing).not.toContain(SECRET)
    expect(crossing).not.toContain(TOKEN)
    expect(sentParameters(request)).toContainEqual({ name: 'session', value: sessionMarker(services.credentials.fingerprint(TOKEN)) })
  })

  it.each(['body', 'sdk'] as const)('is what a send puts on the wire but for the time and the token (%s)', async (placement) => {
    const { services, database, profile, send, draft } = await aWatchedConsole()
    await services.profiles.update(profile.id, { ...profile, placement })
    const dry = await services.exchanges.dryRun(draft)
    const sent = await send({ profileId: profile.id })
    const stored = (await database.history.read(sent.id)).request
    const lasting = (request: typeof stored) => sentParameters(request).filter(({ name }) => name !== 'timestamp' && name !== 'sign')
    expect(lasting(dry.request)).toEqual(lasting(stored))
    expect(dry.request.masked).toEqual(stored.masked)
    expect(dry.sizeBytes).toBe(sent.requestBytes)
    const signed = sentParameters(dry.request).map((one) => (one.name === 'session' ? { ...one, value: TOKEN } : one))
    expect(sentParameters(dry.request)).toContainEqual({ name: 'sign', value: signParameters(signed, 'hmac-sha256', SECRET) })
  })

  it('goes in spite of errors, but not with what no wire can hold', async () => {
    const { services, draft } = await aWatchedConsole()
    await services.exchanges.dryRun({ ...draft, values: {} })
    await expect(services.exchanges.dryRun({ ...draft, values: { ...EXAMPLE, 'ly_create_session_dto.source.sid': '\ud800' } })).rejects.toMatchObject({ code: 'draft.blocked' })
  })

  it('needs no name of an environment and no network', async () => {
    const { services, createProfile, draft } = await aWatchedConsole()
    const live = await createProfile({ name: 'Live', environment: 'production', gatewayUrl: 'https://gw.api.taobao.com/router/rest' })
    expect((await services.exchanges.dryRun({ ...draft, profileId: live.id })).gatewayUrl).toBe('https://gw.api.taobao.com/router/rest')
  })

  it('says that there is no secret to sign with', async () => {
    const { services, profile, draft } = await aWatchedConsole()
    await services.credentials.remove(profile.id, 'secret')
    await expect(services.exchanges.dryRun(draft)).rejects.toMatchObject({ code: 'credential.missing' })
  })
})

describe('a send to production', () => {
  it.each([
    ['no name', null, 'guard.name-needed'],
    ['another name', 'overseas', 'guard.name-wrong'],
  ] as const)('with %s leaves no byte and no row', async (_, typedEnvironment, code) => {
    const { services, database, reached, profile, send } = await aWatchedConsole()
    const before = await send({ profileId: profile.id })
    reached.bytes = 0
    await services.profiles.update(profile.id, { ...profile, environment: 'production' })
    await expect(send({ profileId: profile.id, typedEnvironment })).rejects.toMatchObject({ code })
    await expect(services.exchanges.replay({ exchangeId: before.id, profileId: profile.id, toldUses: 1, typedEnvironment })).rejects.toMatchObject({ code })
    expect(reached.bytes).toBe(0)
    expect((await database.history.search({ criteria: EVERYTHING, before: null, limit: 10 })).entries.map(({ id }) => id)).toEqual([before.id])
  })

  it('goes with its name, and without it for the rest of the run when the user set that', async () => {
    const { services, reached, profile, send } = await aWatchedConsole()
    await services.profiles.update(profile.id, { ...profile, environment: 'production' })
    await services.settings.save({ productionConfirmation: 'once-per-run' })
    await send({ profileId: profile.id, typedEnvironment: 'Production' })
    await send({ profileId: profile.id })
    expect(reached.bodies).toHaveLength(2)
    await services.settings.save({ productionConfirmation: 'each-time' })
    await expect(send({ profileId: profile.id })).rejects.toMatchObject({ code: 'guard.name-needed' })
  })
})
