import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { exampleValues } from '@shared/descriptor/example'
import { templateFileText } from '../templates/template-file'
import { lysession, runningGateway } from '../testing/command-line'
import { temporaryFolder } from '../testing/temporary-folder'

const SECRET = 'helloworld-of-a-template'
const SID = operation.identity.callerId
const CONTENT = {
  name: 'Refund', folder: 'shop', note: '', operation: operation.name, format: 'xml', signMethod: 'hmac-sha256',
  values: { ...exampleValues(operation), [SID]: '{{prefix}}-1' }, variables: { prefix: 'refund' },
} as const

async function aRun(values: Readonly<Record<string, string>> = CONTENT.values) {
  const url = await runningGateway(SECRET)
  const folder = temporaryFolder()
  const file = join(folder, 'refund.json')
  writeFileSync(file, templateFileText({ id: 'template-1', content: { ...CONTENT, values } }))
  const history = ['--history', join(folder, 'h.db')]
  const account = ['--gateway', url, '--app-key', '12345678', '--secret-env', 'SECRET']
  const template = (...parameters: string[]) => lysession(['template', ...parameters, ...history], { environment: { SECRET } })
  return { folder, file, history, account, template, send: (...parameters: string[]) => template('send', ...parameters, ...account) }
}

const sidOf = (output: string): string => (JSON.parse(output) as { callerId: string }).callerId

describe('lysession template', { timeout: 120_000 }, () => {
  it('takes files in, lists them, and writes the same bytes again', async () => {
    const { folder, file, template } = await aRun()
    const taken = await template('import', file, '--json')
    expect([taken.code, JSON.parse(taken.output)]).toEqual([0, { added: 1, changed: 0, same: 0, unread: [] }])
    expect((await template('list')).output).toBe(`template-1  shop/Refund  ${operation.name}\n`)
    const out = join(folder, 'out')
    expect((await template('export', out, 'shop/Refund')).output).toBe('written 1  unchanged 0  kept 0\n')
    expect(readFileSync(join(out, 'shop/Refund.json'), 'utf8')).toBe(readFileSync(file, 'utf8'))
    writeFileSync(file, '{}')
    expect(await template('import', file)).toMatchObject({ code: 4, errors: 'refund.json: not-a-template\n' })
    expect((await template('export', out, 'nothing')).code).toBe(64)
  })

  it('sends one by its name or its file, with values and variables of the moment', async () => {
    const { file, template, send } = await aRun()
    const ofFile = await send(file, '--json')
    expect(ofFile.code).toBe(0)
    expect(JSON.parse(ofFile.output)).toMatchObject({ callerId: 'refund-1', format: 'xml', signMethod: 'hmac-sha256', outcome: 'succeeded' })
    await template('import', file)
    expect(sidOf((await send('Refund', '--var', 'prefix=again', '--json')).output)).toBe('again-1')
    expect(sidOf((await send('shop/Refund', '--set', 'sid={{prefix}}-{{prefix}}', '--json')).output)).toBe('refund-refund')
  })

  it('shows what it would send, and sends and records nothing', async () => {
    const { file, send, history } = await aRun()
    const { code, output } = await send(file, '--dry-run')
    expect(code).toBe(0)
    expect(output).toContain('refund-1')
    expect(output).not.toContain(SECRET)
    expect((await lysession(['history', 'list', ...history])).output).toBe('')
  })

  it('asks for the name of a live environment and for a decision about problems', async () => {
    const { file, template, send } = await aRun({ ...CONTENT.values, [SID]: '' })
    expect(await send(file)).toMatchObject({ code: 64, output: '' })
    expect((await send(file, '--send-anyway')).code).not.toBe(64)
    const live = ['--gateway', 'https://eco.taobao.com/router/rest', '--app-key', '1', '--secret-env', 'SECRET']
    expect(await template('send', file, ...live, '--send-anyway')).toMatchObject({ code: 64, output: '' })
    expect(await template('send', file, ...live, '--send-anyway', '--confirm', 'sandbox')).toMatchObject({ code: 64, output: '' })
  })

  it.each([
    [['send', 'nothing-of-that-name']],
    [['send', 'FILE', '--set', 'nothing=1']],
    [['send', 'FILE', '--var', 'app_secret=1']],
    [['send', 'FILE', '--set', 'sid={{seq}}']],
    [['send', 'FILE', '--set', `sid=${SECRET}`]],
    [['remove', 'FILE']],
  ])('refuses %j as wrong usage', async (parameters) => {
    const { file, template, account } = await aRun()
    expect(await template(...parameters.map((one) => one.replace('FILE', file)), ...account)).toMatchObject({ code: 64, output: '' })
  })

  it('gives a batch what its rows have in common', async () => {
    const { file, folder, history, account } = await aRun()
    const rows = join(folder, 'rows.csv')
    writeFileSync(rows, 'channel_uid\n0012\n')
    const sent = await lysession(['batch', rows, '--template', file, '--json', ...account, ...history], { environment: { SECRET } })
    expect(JSON.parse(sent.output)).toMatchObject({ state: 'finished', rows: { succeeded: 1 }, plan: { format: 'xml', variables: { prefix: 'refund' } } })
    expect((await lysession(['history', 'list', '--json', ...history])).output).toContain('"callerId":"refund-1"')
  })
})
