import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aTemplateContent } from '@shared/testing/a-template'
import { AppError } from '@shared/errors'
import { InMemoryKeychain } from '../credentials/in-memory-keychain'
import { LOCAL_PROFILE_ID } from '@shared/profile/profile'
import { aConsole, EXAMPLE } from '../testing/a-console'
import { rawServer } from '../testing/raw-server'
import { temporaryFolder } from '../testing/temporary-folder'
import { takeInTemplates, writeTemplates } from './template-folder'

const SID = 'ly_create_session_dto.source.sid'
const SUMMARY = 'ly_create_session_dto.source.summary'
const SECRET = 'a-secret-of-this-test'

describe('sending a draft with variables', () => {
  it('sends and keeps what they became, with a number of its own each time', async () => {
    const { send, services, database } = await aConsole()
    await services.templates.saveVariables(LOCAL_PROFILE_ID, { customer: 'profile', order: 'no {{seq}} of {{customer}}' })
    const values = { ...EXAMPLE, [SID]: '{{sid}}', [SUMMARY]: '{{order}}' }
    const [first, second] = [await send({ values, variables: { customer: 'template' } }), await send({ values })]
    expect([first.outcome, second.outcome]).toEqual(['succeeded', 'succeeded'])
    expect(first.callerId).toMatch(/^lysc-[a-z0-9]+-[a-z0-9]{8}$/)
    expect(second.callerId).not.toBe(first.callerId)
    const sent = async (id: string): Promise<string> => decodeURIComponent(Buffer.from((await database.history.read(id)).request.body).toString()).replaceAll('+', ' ')
    expect(await sent(first.id)).toContain('"no 1 of template"')
    expect(await sent(second.id)).toContain('"no 2 of profile"')
    expect(await sent(first.id)).toContain(`"sid":"${first.callerId}"`)
  })

  it('asks first where a variable stands for nothing, and sends it as it stands when told so', async () => {
    const { send, database, services } = await aConsole()
    const values = { ...EXAMPLE, [SUMMARY]: '{{nobody}}' }
    await expect(send({ values })).rejects.toMatchObject({ code: 'draft.needs-confirmation', detail: { paths: SUMMARY } })
    const { id } = await send({ values, sendAnyway: true })
    expect(decodeURIComponent(Buffer.from((await database.history.read(id)).request.body).toString())).toContain('"{{nobody}}"')
    expect((await services.templates.readVariables(LOCAL_PROFILE_ID)).nextSequence).toBe('1')
  })

  it('sends escaped braces as they were', async () => {
    const { send, database } = await aConsole()
    const { id } = await send({ values: { ...EXAMPLE, [SUMMARY]: '\\{{now}}' } })
    expect(decodeURIComponent(Buffer.from((await database.history.read(id)).request.body).toString())).toContain('"{{now}}"')
  })

  it('replays what was sent and expands nothing of it', async () => {
    const { send, services, database } = await aConsole()
    const { id } = await send({ values: { ...EXAMPLE, [SUMMARY]: '\\{{seq}}' } })
    const again = await services.exchanges.replay({ exchangeId: id, profileId: null, toldUses: 9 })
    expect(decodeURIComponent(Buffer.from((await database.history.read(again.id)).request.body).toString())).toContain('"{{seq}}"')
  })

  it('notices a secret that only comes together in a variable', async () => {
    const { send, services, createProfile } = await aConsole()
    const port = await rawServer(() => undefined)
    const profile = await createProfile({ gatewayUrl: `http://127.0.0.1:${port}/` })
    await services.templates.saveVariables(profile.id, { a: 'a-secret-', b: 'of-this-test' })
    await expect(send({ profileId: profile.id, values: { ...EXAMPLE, [SUMMARY]: '{{a}}{{b}}' } })).rejects.toMatchObject({ code: 'draft.holds-secret' })
  })

  it('gives a copied profile the variables and a counter of its own', async () => {
    const { services, createProfile } = await aConsole()
    const { id } = await createProfile({})
    await services.templates.saveVariables(LOCAL_PROFILE_ID, { customer: 'one' })
    await services.templates.takeSequence(LOCAL_PROFILE_ID)
    await services.templates.copyVariables(LOCAL_PROFILE_ID, id)
    expect(await services.templates.readVariables(id)).toEqual({ variables: { customer: 'one' }, nextSequence: '1' })
  })

  it('counts for many sends at once without giving a number twice', async () => {
    const { services } = await aConsole()
    const taken = await Promise.all(Array.from({ length: 50 }, () => services.templates.takeSequence(LOCAL_PROFILE_ID)))
    expect(new Set(taken).size).toBe(50)
  })
})

describe('secrets', () => {
  it('are refused in every part of a template and in variables, by the name of the place alone', async () => {
    const { services, createProfile } = await aConsole()
    const profile = await createProfile({})
    await services.credentials.save(profile.id, 'session', 'a "session" token', 'this-run')
    const { templates } = services
    const refused = async (work: Promise<unknown>): Promise<unknown> => {
      const error = await work.catch((reason: unknown) => reason)
      expect(String(error)).not.toMatch(/a-secret-of|session\\?" token/)
      return error instanceof AppError ? [error.code, error.detail] : error
    }
    expect(await refused(templates.save(null, aTemplateContent({ note: `x ${SECRET}` })))).toEqual(['template.holds-secret', { field: 'note' }])
    expect(await refused(templates.save(null, aTemplateContent({ values: { [SID]: SECRET } })))).toEqual(['template.holds-secret', { field: SID }])
    expect(await refused(templates.save(null, aTemplateContent({ variables: { v: '{"a":"a \\"session\\" token"}' } })))).toEqual(['template.holds-secret', { field: '{{v}}' }])
    expect(await refused(templates.saveVariables(LOCAL_PROFILE_ID, { v: SECRET }))).toEqual(['variable.holds-secret', { name: 'v' }])
    expect(await refused(templates.saveVariables(LOCAL_PROFILE_ID, { app_secret: 'x' }))).toEqual(['variable.name', { problem: 'variable-secret' }])
    const hex = 'f00d1234f00d1234'
    await services.credentials.save(profile.id, 'secret', hex, 'this-run')
    const asName = [templates.saveVariables(LOCAL_PROFILE_ID, { [hex]: 'x' }), templates.save(null, aTemplateContent({ variables: { [hex]: 'x' } })), templates.save(null, aTemplateContent({ values: { [hex]: 'x' } }))]
    const answers = await Promise.all(asName.map(refused))
    expect(answers).toEqual([['variable.holds-secret', { name: '…' }], ['template.holds-secret', { field: 'variables' }], ['template.holds-secret', { field: 'values' }]])
    expect(await templates.list()).toEqual([])
  })

  it('cannot be looked for while the keychain is locked, and then nothing is saved', async () => {
    const keychain = new InMemoryKeychain()
    const { services, createProfile } = await aConsole({ keychain })
    await createProfile({})
    keychain.state = 'locked'
    await expect(services.templates.save(null, aTemplateContent())).rejects.toMatchObject({ code: 'keychain.locked' })
    expect(await services.templates.list()).toEqual([])
  })
})

describe('files of templates', () => {
  it('go out once, come in changed, and are told apart by id and place', async () => {
    const { services } = await aConsole()
    const { templates } = services
    const folder = temporaryFolder()
    const saved = await templates.save(null, aTemplateContent({ name: 'VIP', folder: '售后/小程序' }))
    await templates.save(null, aTemplateContent({ name: 'Other' }))
    expect(await writeTemplates(folder, await templates.list())).toEqual({ written: 2, unchanged: 0, kept: [] })
    expect(await writeTemplates(folder, await templates.list())).toEqual({ written: 0, unchanged: 2, kept: [] })
    const file = join(folder, '售后/小程序/VIP.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('{{sid}}', '{{uuid}}').replaceAll('\n', '\r\n'))
    expect(await takeInTemplates([folder], templates)).toEqual({ added: 0, changed: 1, same: 1, unread: [] })
    expect(await templates.get(saved.id)).toMatchObject({ values: { [SID]: '{{uuid}}' }, createdAt: saved.createdAt })

    const elsewhere = await aConsole()
    const own = await elsewhere.services.templates.save(null, aTemplateContent({ name: 'vip', folder: '售后/小程序' }))
    expect(await takeInTemplates([folder], elsewhere.services.templates)).toEqual({ added: 1, changed: 1, same: 0, unread: [] })
    const there = await elsewhere.services.templates.list()
    expect(there.map(({ id }) => id).sort()).toEqual((await templates.list()).map(({ id }) => id).sort())
    expect(there.some(({ id }) => id === own.id)).toBe(false)
  })

  it('of something else stay, and what cannot be taken in is told with its reason', async () => {
    const { services, createProfile } = await aConsole()
    await createProfile({})
    const { templates } = services
    const folder = temporaryFolder()
    await templates.save(null, aTemplateContent({ name: 'package' }))
    writeFileSync(join(folder, 'package.json'), '{"name":"somebody else"}')
    expect(await writeTemplates(folder, await templates.list())).toEqual({ written: 0, unchanged: 0, kept: ['package.json'] })
    expect(readFileSync(join(folder, 'package.json'), 'utf8')).toBe('{"name":"somebody else"}')

    const good = JSON.stringify({ kind: 'ly-session-console.template', version: 1, id: 'x', ...aTemplateContent({ name: 'Good' }) })
    mkdirSync(join(folder, '.git'))
    writeFileSync(join(folder, '.git/a.json'), good)
    mkdirSync(join(folder, 'sub'))
    writeFileSync(join(folder, 'sub/a.json'), good)
    writeFileSync(join(folder, 'sub/b.json'), good.replace('Good', 'Again'))
    writeFileSync(join(folder, 'sub/c.json'), good.replace('"x"', '"y"').replace('{{sid}}', SECRET))
    writeFileSync(join(folder, 'sub/d.json'), '{')
    expect(await takeInTemplates([folder], templates)).toEqual({
      added: 0,
      changed: 0,
      same: 0,
      unread: [
        { file: 'package.json', problem: 'not-a-template' },
        { file: 'sub/d.json', problem: 'not-json' },
        { file: 'sub/a.json', problem: 'same-id' },
        { file: 'sub/b.json', problem: 'same-id' },
        { file: 'sub/c.json', problem: 'holds-secret' },
      ],
    })
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
    await expect(takeInTemplates([join(folder, 'nowhere')], templates)).rejects.toMatchObject({ code: 'template.cannot-read' })
  })
  it('that a renamed template left behind undo nothing', async () => {
    const { services } = await aConsole()
    const { templates } = services
    const folder = temporaryFolder()
    const { id } = await templates.save(null, aTemplateContent({ name: 'A' }))
    await writeTemplates(folder, await templates.list())
    await templates.save(id, aTemplateContent({ name: 'B', note: 'changed since' }))
    await writeTemplates(folder, await templates.list())
    writeFileSync(join(folder, 'copy of B.json'), readFileSync(join(folder, 'B.json')))
    const problem = 'same-id'
    expect((await takeInTemplates([folder], templates)).unread).toEqual([{ file: 'A.json', problem }, { file: 'B.json', problem }, { file: 'copy of B.json', problem }])
    expect(await templates.list()).toMatchObject([{ name: 'B', note: 'changed since' }])
    expect(await takeInTemplates([join(folder, 'B.json'), join(folder, 'copy of B.json')], templates)).toEqual({ added: 0, changed: 0, same: 1, unread: [] })
  })

  it('leave folders, files and links of others in their way alone, and the rest goes out', async () => {
    const { services } = await aConsole()
    const { templates } = services
    const folder = temporaryFolder()
    const elsewhere = join(temporaryFolder(), 'notes.txt')
    writeFileSync(elsewhere, 'precious')
    mkdirSync(join(folder, 'A.json'))
    writeFileSync(join(folder, 'B'), 'a file')
    symlinkSync(elsewhere, join(folder, 'C.json.writing'))
    for (const [name, place] of [['A', ''], ['b', 'B'], ['C', '']] as const) await templates.save(null, aTemplateContent({ name, folder: place }))
    expect(await writeTemplates(folder, await templates.list())).toEqual({ written: 1, unchanged: 0, kept: ['A.json', 'B/b.json'] })
    expect(readFileSync(elsewhere, 'utf8')).toBe('precious')
    expect(readdirSync(folder).sort()).toEqual(['A.json', 'B', 'C.json', 'C.json.writing'])
  })
  it('of which there are too many are told', { timeout: 30_000 }, async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'a.json')
    writeFileSync(file, JSON.stringify({ kind: 'ly-session-console.template', version: 1, id: 'x', ...aTemplateContent() }))
    const taken = await takeInTemplates(Array.from({ length: 5_001 }, () => file), (await aConsole()).services.templates)
    expect(taken).toEqual({ added: 1, changed: 0, same: 0, unread: [{ file: 'a.json', problem: 'too-many' }] })
  })
})
