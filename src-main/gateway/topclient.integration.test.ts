import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { gatewayForTests } from './testing/start'
import { APP_KEY, SECRET, sessionDto } from './testing/call'

// A client nobody here wrote. It takes its timestamp from the machine's zone, hence the child process in GMT+8.
const CLIENT = `
  const { default: TopClient } = require('node-taobao-topclient')
  const { options, method, parameters, type } = JSON.parse(require('fs').readFileSync(0, 'utf8'))
  new TopClient(options).execute(method, parameters, type).then(
    (answer) => console.log(JSON.stringify({ answer })),
    (error) => console.log(JSON.stringify({ error: { code: error.code, sub_code: error.sub_code, message: error.message } })),
  )
`
const METHOD = 'alibaba.lyservice.lippi.session.create'

const { gateway, url } = gatewayForTests()

interface ClientResult {
  readonly answer?: { readonly result: { readonly data: string; readonly success: boolean }; readonly request_id: string }
  readonly error?: { readonly code: number; readonly sub_code?: string; readonly message: string }
}

async function execute(changes: { secret?: string; appKey?: string; parameters?: object; type?: string } = {}): Promise<ClientResult> {
  const child = spawn(process.execPath, ['-e', CLIENT], {
    // Nothing else of the environment: a proxy set there would take the call elsewhere.
    env: { PATH: process.env.PATH, TZ: 'Asia/Shanghai', NODE_NO_WARNINGS: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const options = { appkey: changes.appKey ?? APP_KEY, appsecret: changes.secret ?? SECRET, REST_URL: url() }
  const parameters = changes.parameters ?? { ly_create_session_dto: JSON.parse(sessionDto()) as object }
  child.stdin.end(JSON.stringify({ options, method: METHOD, parameters, type: changes.type ?? 'POST' }))
  const [output] = await Promise.all([text(child.stdout), once(child, 'close')])
  return JSON.parse(output) as ClientResult
}

describe('npm package node-taobao-topclient', () => {
  it.each(['POST', 'GET'])('creates a session by %s', async (type) => {
    const { answer } = await execute({
      type,
      parameters: {
        ly_create_session_dto: JSON.parse(sessionDto({ source: { sid: `会话/${type} 1+1%`, summary: '"😀"' } })) as object,
        ly_ding_open_para_dto: { token_grant_type: 1, org_id: 123 },
      },
    })
    expect(answer?.result).toMatchObject({ success: true, code: '0' })
    expect(gateway.sessions.find(answer?.result.data ?? '')).toMatchObject({ sid: `会话/${type} 1+1%`, orgId: '123' })
  })

  it('is refused with 25 for a wrong secret', async () => {
    expect((await execute({ secret: 'wrong' })).error).toMatchObject({ code: 25, message: 'Invalid signature, code 25' })
  })

  it('is refused with 29 for an unknown key', async () => {
    expect((await execute({ appKey: '1' })).error).toMatchObject({ code: 29 })
  })

  it('is refused with 40 for a missing sid', async () => {
    const dto = JSON.parse(sessionDto({ source: { sid: undefined } })) as object
    expect((await execute({ parameters: { ly_create_session_dto: dto } })).error).toMatchObject({ code: 40 })
  })

})
