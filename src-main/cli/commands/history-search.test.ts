import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { printJson } from '@shared/testing/print-json'
import { exampleValues } from '@shared/descriptor/example'
import { requestTree } from '@shared/descriptor/serialise'
import { lysession, runningGateway } from '../../testing/command-line'
import { temporaryFolder } from '../../testing/temporary-folder'

const SECRET = 'helloworld-of-the-search'
const EXAMPLE = printJson(requestTree(operation, exampleValues(operation)))

let history = ''

/** Sends one exchange into the history with its own sid, and another nick. */
async function send(url: string, sid: string, nick: string, secret = SECRET): Promise<void> {
  const input = EXAMPLE.replace('"testSessionId"', JSON.stringify(sid)).replace('"testUid"', JSON.stringify(nick))
  const parameters = ['send', '-', '--operation', operation.name, '--gateway', url, '--app-key', '12345678', '--secret-env', 'TEST_SECRET']
  await lysession([...parameters, '--history', history], { input, environment: { TEST_SECRET: secret } })
}

const search = (...parameters: string[]) => lysession(['history', 'search', '--history', history, ...parameters])

/** The sids a query finds. */
async function found(...parameters: string[]): Promise<string[]> {
  const { code, output, errors } = await search('--json', ...parameters)
  expect([code, errors], parameters.join(' ')).toEqual([0, ''])
  return output.split('\n').filter(Boolean).map((line) => (JSON.parse(line) as { callerId: string }).callerId)
}

describe('lysession history search', () => {
  it('finds by every kind of term, and takes texts after -- as they are', async () => {
    history = join(temporaryFolder(), 'h.db')
    const url = await runningGateway(SECRET)
    await send(url, 'sid-1', '退款 张三')
    await send(url, 'sid-2', '-dash "quoted"', 'another-secret-altogether')
    await send(url, 'sid-3', 'code:25')
    const table: [string[], string[]][] = [
      [['退款'], ['sid-1']],
      [['张'], ['sid-1']],
      [['code:25'], ['sid-2']],
      [['-code:25'], ['sid-3', 'sid-1']],
      [['结果：成功', 'after:1h', '-退款', 'sid:sid-1,sid-3'], ['sid-3']],
      [['channel_uid:"退款 张三"'], ['sid-1']],
      [['sid:sid-*', '--limit', '2'], ['sid-3', 'sid-2']],
      [['nowhere-to-be-found'], []],
      [['--', 'code:25'], ['sid-3']],
      [['--', '退款 张三'], ['sid-1']],
      [['outcome:refused', '--', '-dash "quoted"', 'sid-'], ['sid-2']],
    ]
    for (const [parameters, sids] of table) expect(await found(...parameters), parameters.join(' ')).toEqual(sids)
    expect((await search('sid:sid-2')).output).toMatch(/^\S+ .*refused.*25.*sid=sid-2.*\n$/)
  }, 30_000)

  it('shows where a query is wrong, under wide characters too', async () => {
    expect(await search('退款', 'outcome:maybe')).toMatchObject({
      code: 64,
      output: '',
      errors:
        '退款 outcome:maybe\n             ^^^^^\noutcome: cannot be “maybe”. It can be succeeded, rejected, refused, failed, unknown or in-progress.\n',
    })
    const chinese = await lysession(['history', 'search', 'codee:25'], { environment: { LANG: 'zh_CN.UTF-8' } })
    expect(chinese).toMatchObject({ code: 64, errors: expect.stringMatching(/^codee:25\n\^{5}\n没有“codee”这个条件，是不是想写 code:/) as string })
  })

  it.each([[[]], [['--limit', '0', 'x']], [['--limit']], [['--shout', 'x']], [['--', '']]])('is not used like %j', async (parameters) => {
    expect((await search(...parameters)).code).toBe(64)
  })

  it.each([
    ['C', 'found anywhere'],
    ['zh_CN.UTF-8', '任何位置'],
  ])('explains the language in that of LANG=%s', async (language, words) => {
    const { code, output } = await lysession(['history', 'search', '--help'], { environment: { LANG: language } })
    expect(code).toBe(0)
    expect(output).toContain(words)
    expect(output).toContain('sub_code:isv.*')
  })
})
