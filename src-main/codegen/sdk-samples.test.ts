import { symlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CODE_LANGUAGES, type CodeLanguage } from '@shared/codegen/code'
import { CODE_PROOFS, generateCode } from '@shared/codegen/generate'
import { formatTimestamp, unsignedParameters } from '@shared/protocol/parameters'
import { decodeForm, encodeForm } from '@shared/protocol/wire'
import { APP_KEY, SECRET, secretOf } from '../gateway/testing/call'
import { LocalGateway } from '../gateway/local-gateway'
import { signParameters } from '../signing/signature'
import { temporaryFolder } from '../testing/temporary-folder'
import { hostileRequest, HOSTILE_VALUES } from './testing/hostile'
import { openRecorder, type Recorder } from './testing/recorder'
import { SDK_TRIALS } from './testing/sdk-trials'
import { missingOf, mustRun, runProgram } from './testing/tools'

const gateway = new LocalGateway({ secretOf })
let recorder: Recorder

beforeAll(async () => {
  recorder = await openRecorder((await gateway.start()).url)
})
afterAll(async () => {
  await recorder.close()
  await gateway.stop()
})

const CHECKED = Object.keys(SDK_TRIALS) as readonly (keyof typeof SDK_TRIALS)[]
const RUN: readonly CodeLanguage[] = ['curl', 'nodejs']

it('every SDK sample is told to be what it is tried as here', () => {
  const told = CODE_LANGUAGES.map((language) => [language, CODE_PROOFS[language].sdk.kind])
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries([...CHECKED.map((one) => [one, 'checked']), ...RUN.map((one) => [one, 'run'])]))
})

describe.each(CHECKED)('SDK form of %s', (language) => {
  const { needs, files = {}, check } = SDK_TRIALS[language]
  const missing = missingOf(needs)

  it('is sound syntax', { timeout: 60_000 }, async ({ skip }) => {
    skip(missing.length > 0, `not installed: ${missing.join(', ')}`)
    const folder = temporaryFolder()
    for (const withSession of [false, true]) {
      const { text, fileName } = generateCode(hostileRequest({ withSession, partnerId: 'p', targetAppKey: 't' }), language, 'sdk')
      for (const [name, content] of Object.entries({ ...files, [fileName]: text })) await writeFile(join(folder, name), content)
      await mustRun(check(fileName), folder)
    }
  })
})

it('the SDK form of Node.js creates the session with the same DTO', { timeout: 60_000 }, async () => {
  const folder = temporaryFolder()
  await symlink(resolve('node_modules'), join(folder, 'node_modules'))
  const request = hostileRequest({ gatewayUrl: recorder.url, appKey: APP_KEY, withSession: true, partnerId: 'p' })
  const { text, fileName } = generateCode(request, 'nodejs', 'sdk')
  await writeFile(join(folder, fileName), text)
  recorder.requests.length = 0
  const variables = { TOP_APP_SECRET: SECRET, TOP_SESSION: 'token', NODE_NO_WARNINGS: '1' }
  const { output, errors } = await runProgram([process.execPath, fileName], { folder, variables })
  expect(errors).toBe('')
  expect(output).toContain('"success":true')
  expect(decodeForm(recorder.requests[0]?.body ?? '')).toEqual(
    expect.arrayContaining([...request.businessParameters, { name: 'session', value: 'token' }, { name: 'partner_id', value: 'p' }]),
  )
})

it('the plain curl call is taken once time and signature stand in their places', { timeout: 60_000 }, async ({ skip }) => {
  skip(missingOf(['curl']).length > 0, 'not installed: curl')
  const folder = temporaryFolder()
  const request = hostileRequest({ gatewayUrl: recorder.url, appKey: APP_KEY, withSession: true })
  const timestampMs = Date.now()
  const parameters = unsignedParameters({ ...request, method: request.operation.name, session: "t'k n", timestampMs }, request.businessParameters)
  const { text, fileName } = generateCode(request, 'curl', 'sdk')
  const filled = text
    .replace('timestamp=TIMESTAMP', encodeForm([{ name: 'timestamp', value: formatTimestamp(timestampMs) }]))
    .replace('sign=SIGN', `sign=${signParameters(parameters, request.signMethod, SECRET)}`)
  await writeFile(join(folder, fileName), filled)
  const { output } = await runProgram(['sh', fileName], { folder, variables: { TOP_SESSION: "t'k n" } })
  expect(output).toContain('"success":true')
  expect(gateway.sessions.list().at(-1)?.sid).toBe(HOSTILE_VALUES['ly_create_session_dto.source.sid'])
})
