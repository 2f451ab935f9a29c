import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { exampleValues } from '@shared/descriptor/example'
import { requestTree } from '@shared/descriptor/serialise'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { printJson } from '@shared/testing/print-json'
import { lysession, runningGateway } from '../testing/command-line'
import { temporaryFolder } from '../testing/temporary-folder'

const SECRET = 'helloworld-of-the-command-line'
const EXAMPLE = printJson(requestTree(operation, exampleValues(operation)))
const OFFICIAL = {
  method: 'taobao.item.seller.get',
  app_key: '12345678',
  session: 'test',
  timestamp: '2016-01-01 12:00:00',
  format: 'json',
  v: '2.0',
  sign_method: 'md5',
  fields: 'num_iid,title,nick,price,num',
  num_iid: '11223344',
}

const sendTo = (url: string, ...more: string[]) => [
  'send', '-', '--operation', operation.name, '--gateway', url, '--app-key', '12345678', '--secret-env', 'TEST_SECRET', ...more,
]
const withSecret = (secret = SECRET) => ({ TEST_SECRET: secret })

describe('lysession', () => {
  it('says how it is used, and 64 for what it does not know', async () => {
    expect((await lysession(['--help'])).output).toContain('lysession send')
    for (const wrong of [[], ['dance'], ['sign', '--shout'], ['__proto__'], ['sign', '--method', 'sha1', '--secret-env', 'TEST_SECRET']]) {
      expect((await lysession(wrong, { environment: withSecret() })).code, wrong.join(' ')).toBe(64)
    }
  })
})

describe('lysession sign', () => {
  const sign = (input: unknown, ...more: string[]) =>
    lysession(['sign', '--secret-env', 'TEST_SECRET', ...more], { input: JSON.stringify(input), environment: withSecret('helloworld') })

  it('gives the signature of the official document', async () => {
    expect(await sign(OFFICIAL, '--method', 'md5')).toMatchObject({ code: 0, output: '66987CB115214E59E6EC978214934FB8\n' })
  })

  it('leaves out what is empty and what is called sign', async () => {
    const { output } = await sign({ ...OFFICIAL, empty: '', blank: ' ', sign: 'x' }, '--method', 'md5')
    expect(output).toBe('66987CB115214E59E6EC978214934FB8\n')
  })

  it('explains itself without ever showing the secret, also when a parameter holds it', async () => {
    for (const method of ['md5', 'hmac', 'hmac-sha256']) {
      const { output } = await sign({ ...OFFICIAL, fields: 'x helloworld y' }, '--method', method, '--explain')
      expect(output).toContain('app_key12345678fields')
      expect(output).not.toContain('helloworld')
    }
  })

  it('answers as one JSON document', async () => {
    const { output } = await sign(OFFICIAL, '--method', 'hmac', '--explain', '--json')
    expect(JSON.parse(output)).toMatchObject({ signature: 'B4DDA503460D60A86B16E950E5D303E9', utf8Bytes: 159, leftOut: [] })
  })

  it('keeps the digits of a number', async () => {
    const asNumber = await lysession(['sign', '--method', 'md5', '--secret-env', 'TEST_SECRET'], {
      input: '{"id":9007199254740993}',
      environment: withSecret(),
    })
    const asText = await lysession(['sign', '--method', 'md5', '--secret-env', 'TEST_SECRET'], {
      input: '{"id":"9007199254740993"}',
      environment: withSecret(),
    })
    expect(asNumber.output).toBe(asText.output)
  })

  it.each(['', '[]', '{"a":', 'nonsense'])('says where input is wrong: %j', async (input) => {
    const { code, errors } = await lysession(['sign', '--method', 'md5', '--secret-env', 'TEST_SECRET'], { input, environment: withSecret() })
    expect(code).toBe(64)
    expect(errors).toMatch(/JSON/)
  })
})

describe('lysession gateway and send', () => {
  it.each(['json', 'xml'])('creates a session and records the pair (%s)', async (format) => {
    const url = await runningGateway(SECRET)
    const history = join(temporaryFolder(), 'h.db')
    const input = EXAMPLE.replace('"org_id": 123', '"org_id": 9007199254740993')
    const { code, output } = await lysession(sendTo(url, '--format', format, '--history', history, '--json'), {
      input,
      environment: withSecret(),
    })
    expect(code).toBe(0)
    const sent = JSON.parse(output) as { id: string; resultId: string; response: { body: string } }
    expect(sent).toMatchObject({ outcome: 'succeeded', callerId: 'testSessionId', responseFormat: format })
    expect(sent.response.body).toContain(sent.resultId)

    const list = await lysession(['history', 'list', '--history', history, '--json'])
    expect(list.output.trim().split('\n').map((line) => (JSON.parse(line) as { id: string }).id)).toEqual([sent.id])
    const show = await lysession(['history', 'show', sent.id, '--history', history, '--json'])
    expect(JSON.parse(show.output)).toEqual(sent)
    expect(show.output).toContain('9007199254740993')
  })

  it.each([
    ['a wrong secret is refused with 25', withSecret('wrong-secret-altogether'), [], '25'],
    ['an unknown key with 29', withSecret(), ['--app-key', '999'], '29'],
  ])('%s, exit code 3', async (_, environment, more, code) => {
    const url = await runningGateway(SECRET)
    const history = join(temporaryFolder(), 'h.db')
    const result = await lysession(sendTo(url, '--history', history, '--json', ...more), { input: EXAMPLE, environment })
    expect(result.code).toBe(3)
    expect(JSON.parse(result.output)).toMatchObject({ outcome: 'refused', code, requestId: expect.stringMatching(/./) as string })
  })

  it('answers 4 when nobody listens, and still records', async () => {
    const history = join(temporaryFolder(), 'h.db')
    const result = await lysession(sendTo('http://127.0.0.1:1/router/rest', '--history', history), { input: EXAMPLE, environment: withSecret() })
    expect(result.code).toBe(4)
    expect((await lysession(['history', 'list', '--history', history])).output).toMatch(/failed {2}connection-refused/)
  })

  it('sends nothing when the row cannot be written', async () => {
    const url = await runningGateway(SECRET)
    const result = await lysession(sendTo(url, '--history', temporaryFolder()), { input: EXAMPLE, environment: withSecret() })
    expect(result.code).toBe(4)
    expect(result.errors).toMatch(/history/)
    expect(result.output).toBe('')
  })

  it.each([[[]], [['--confirm', 'sandbox']]])('sends nothing to a live environment without its name (%j)', async (more) => {
    const history = join(temporaryFolder(), 'h.db')
    const result = await lysession(sendTo('https://eco.taobao.com/router/rest', '--history', history, ...more), { input: EXAMPLE, environment: withSecret() })
    expect(result).toMatchObject({ code: 64, output: '', errors: expect.stringContaining('--confirm') as string })
    expect((await lysession(['history', 'list', '--history', history])).output).toBe('')
  })

  it('takes a secret from nowhere but the environment, and repeats it nowhere', async () => {
    const url = await runningGateway(SECRET)
    const history = join(temporaryFolder(), 'h.db')
    const { output, errors } = await lysession(sendTo(url, '--history', history, '--session-env', 'TEST_TOKEN', '--json'), {
      input: EXAMPLE,
      environment: { ...withSecret(), TEST_TOKEN: 'token-that-stays-hidden' },
    })
    expect(output + errors).not.toContain(SECRET)
    expect(output + errors).not.toContain('token-that-stays-hidden')
    for (const file of [history, `${history}-wal`]) {
      if (existsSync(file)) expect(readFileSync(file).includes('token-that-stays-hidden')).toBe(false)
    }
    expect((await lysession(sendTo(url, '--history', history), { input: EXAMPLE })).code).toBe(64)
  })

  it.each([
    ['ftp://x/', /address/],
    ['http://127.0.0.1:1/?a=b', /address/],
  ])('refuses the gateway %s', async (url, message) => {
    const result = await lysession(sendTo(url, '--history', join(temporaryFolder(), 'h.db')), { input: EXAMPLE, environment: withSecret() })
    expect(result.code).toBe(64)
    expect(result.errors).toMatch(message)
  })

  it.each(['session', 'sign', 'app_key'])('takes no public parameter (%s) for a business one', async (name) => {
    const history = join(temporaryFolder(), 'h.db')
    const input = EXAMPLE.replace('{', `{"${name}":"token-that-stays-hidden",`)
    const result = await lysession(sendTo('http://127.0.0.1:1/router/rest', '--history', history), { input, environment: withSecret() })
    expect(result.code).toBe(64)
    expect(result.errors).toContain(name)
    expect(existsSync(history)).toBe(false)
  })

  it('answers 64 for a file that is not there', async () => {
    const parameters = sendTo('http://127.0.0.1:1/router/rest').map((part) => (part === '-' ? join(temporaryFolder(), 'no.json') : part))
    const result = await lysession(parameters, { environment: withSecret() })
    expect(result.code).toBe(64)
    expect(result.errors).toContain('ENOENT')
  })

  it('ends as unknown when it is ended while it waits', async () => {
    const url = await runningGateway(SECRET, ['--fault', 'delay:60000'])
    const folder = temporaryFolder()
    const history = join(folder, 'h.db')
    const input = join(folder, 'dto.json')
    writeFileSync(input, EXAMPLE)
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, '../../out/cli/lysession.js'), ...sendTo(url, '--history', history).map((part) => (part === '-' ? input : part))],
      { env: { ...process.env, ...withSecret() }, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await expect
      .poll(async () => (await lysession(['history', 'list', '--history', history])).output, { timeout: 10_000 })
      .toMatch(/in progress/)
    child.kill('SIGINT')
    const [output] = await Promise.all([text(child.stdout), once(child, 'close')])
    expect(child.exitCode).toBe(4)
    expect(output).toMatch(/unknown {2}cancelled/)
  })

  it('does not list a history that is not there', async () => {
    const file = join(temporaryFolder(), 'none.db')
    expect(await lysession(['history', 'list', '--history', file])).toMatchObject({ code: 64 })
    expect(existsSync(file)).toBe(false)
  })

  it('serves a client nobody here wrote', async () => {
    const url = await runningGateway(SECRET)
    const program = `
      const { default: TopClient } = require('node-taobao-topclient')
      const [appkey, appsecret, REST_URL, dto] = process.argv.slice(1)
      new TopClient({ appkey, appsecret, REST_URL }).execute('${operation.name}', JSON.parse(dto), 'POST').then(
        (response) => console.log(JSON.stringify({ response })),
        (error) => console.log(JSON.stringify({ error: { code: error.code } })),
      )`
    const call = async (key: string, secret: string) => {
      const child = spawn(process.execPath, ['-e', program, key, secret, url, EXAMPLE], {
        // This client writes the machine's local time, and the platform expects GMT+8.
        env: { ...process.env, TZ: 'Asia/Shanghai', NODE_NO_WARNINGS: '1' },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      return JSON.parse(await text(child.stdout)) as { error: { code: number } | null; response?: { result: { success: boolean } } }
    }
    expect(await call('12345678', SECRET)).toMatchObject({ response: { result: { success: true } } })
    expect(await call('12345678', 'wrong')).toMatchObject({ error: { code: 25 } })
    expect(await call('1', SECRET)).toMatchObject({ error: { code: 29 } })
  })
})

describe('lysession convert', () => {
  const convert = (input: string, from: string, to: string) =>
    lysession(['convert', '--operation', operation.name, '--from', from, '--to', to], { input })

  it('keeps every digit both ways', async () => {
    const json = '{"alibaba_lyservice_lippi_session_create_response":{"result":{"code":"00012","success":true,"data":"1.10"},"big":179551105895329108,"huge":1e400}}'
    const { output: xml } = await convert(json, 'json', 'xml')
    for (const digits of ['00012', '1.10', '179551105895329108', '1e400']) expect(xml).toContain(`>${digits}<`)
    const { output: back } = await convert(xml, 'xml', 'json')
    expect(back).toContain('"code": "00012"')
    expect(back).toContain('"success": true')
  })

  it('says where a document breaks', async () => {
    const result = await convert('<a><b></a>', 'xml', 'json')
    expect(result.code).toBe(4)
    expect(result.errors).toMatch(/line 1, column \d+/)
  })

  it('does not take one format for the other', async () => {
    expect((await convert('{}', 'xml', 'json')).code).toBe(4)
  })
})
