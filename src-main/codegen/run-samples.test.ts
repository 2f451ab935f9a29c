import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CODE_LANGUAGES, type CodeRequest } from '@shared/codegen/code'
import { CODE_PROOFS, generateCode } from '@shared/codegen/generate'
import { parseTimestamp, unsignedParameters } from '@shared/protocol/parameters'
import { decodeForm } from '@shared/protocol/wire'
import { LocalGateway } from '../gateway/local-gateway'
import { signParameters } from '../signing/signature'
import { temporaryFolder } from '../testing/temporary-folder'
import { hostileRequest, HOSTILE_VALUES } from './testing/hostile'
import { openRecorder, type Recorded, type Recorder } from './testing/recorder'
import { SELF_CONTAINED_TRIALS } from './testing/self-contained-trials'
import { missingOf, mustRun, runProgram } from './testing/tools'

const SECRETS = {
  short: `s'3"c\\r $HOME %s`,
  // Longer than a block of the hashes, so that HMAC hashes it first.
  long: 'k'.repeat(40) + '0123456789abcdef'.repeat(4),
}
const TOKEN = `t0k'en+/= "$x`

/** Every sign method and both formats; with a token, a partner and an address of another app in the last. */
const REQUESTS: readonly (Partial<CodeRequest> & { readonly appKey: keyof typeof SECRETS })[] = [
  { appKey: 'short', signMethod: 'md5', language: 'en' },
  { appKey: 'long', signMethod: 'hmac' },
  { appKey: 'long', signMethod: 'hmac-sha256', format: 'xml', withSession: true, partnerId: `p'a"$\\`, targetAppKey: '目标' },
]

const gateway = new LocalGateway({ secretOf: (appKey) => SECRETS[appKey as keyof typeof SECRETS] ?? null })
let recorder: Recorder

beforeAll(async () => {
  recorder = await openRecorder((await gateway.start()).url)
})
afterAll(async () => {
  await recorder.close()
  await gateway.stop()
})

/** What the console itself would have sent at the moment a sample did. */
function consoleParameters(request: CodeRequest, { body }: Recorded): { name: string; value: string }[] {
  const timestampMs = parseTimestamp(decodeForm(body).find(({ name }) => name === 'timestamp')?.value ?? '') ?? Number.NaN
  const session = request.withSession ? TOKEN : ''
  const unsigned = unsignedParameters({ ...request, method: request.operation.name, session, timestampMs }, request.businessParameters)
  const secret = SECRETS[request.appKey as keyof typeof SECRETS]
  return [...unsigned, { name: 'sign', value: signParameters(unsigned, request.signMethod, secret) }]
}

describe.each(CODE_LANGUAGES)('self-contained %s', (language) => {
  const trial = SELF_CONTAINED_TRIALS[language]
  const missing = missingOf(trial.needs)

  it('is told to have been run', () => {
    expect(CODE_PROOFS[language]['self-contained'].kind).toBe('run')
  })

  const absence = `not installed: ${missing.join(', ')}`

  it.for(REQUESTS)("makes the console's own call: $signMethod", { timeout: 60_000 }, async (changes, { skip }) => {
    skip(missing.length > 0, absence)
    const folder = temporaryFolder()
    const request = hostileRequest({ ...changes, gatewayUrl: recorder.url })
    const { text, fileName } = generateCode(request, language, 'self-contained')
    expect(text).not.toContain(TOKEN)
    await writeFile(join(folder, fileName), text)
    if (trial.compile !== undefined) await mustRun(trial.compile(fileName), folder)
    for (const command of trial.run(fileName)) {
      recorder.requests.length = 0
      const variables = { TOP_APP_SECRET: SECRETS[changes.appKey], TOP_SESSION: TOKEN }
      const { code, output, errors } = await runProgram(command, { folder, variables })
      expect(errors).toBe('')
      expect(code).toBe(0)
      expect(output).toMatch(/HTTP(?:\/1\.1)? 200/)
      const [received] = recorder.requests
      if (received === undefined) throw new Error('nothing was sent')
      expect(recorder.requests).toHaveLength(1)
      expect(received).toMatchObject({ method: 'POST', target: '/router/rest' })
      expect(decodeForm(received.body)).toEqual(consoleParameters(request, received))
      // What the gateway took it for; the answer names the session it created.
      const session = gateway.sessions.list().at(-1)
      expect(session).toMatchObject({
        sid: HOSTILE_VALUES['ly_create_session_dto.source.sid'],
        channelUid: HOSTILE_VALUES['ly_create_session_dto.source.channel_uid'],
      })
      expect(output).toContain(session?.id)
    }
  })

  it('says which variable is missing and ends as failed', { timeout: 60_000 }, async ({ skip }) => {
    skip(missing.length > 0, absence)
    const folder = temporaryFolder()
    const { text, fileName } = generateCode(hostileRequest({ gatewayUrl: recorder.url }), language, 'self-contained')
    await writeFile(join(folder, fileName), text)
    if (trial.compile !== undefined) await mustRun(trial.compile(fileName), folder)
    recorder.requests.length = 0
    for (const command of trial.run(fileName)) {
      const { code, errors } = await runProgram(command, { folder })
      expect(code).toBeGreaterThan(0)
      expect(errors).toContain('Set the environment variable TOP_APP_SECRET first.')
    }
    expect(recorder.requests).toEqual([])
  })
})
