import { describe, expect, it } from 'vitest'
import { syntaxOf } from '@shared/gateway/fault-text'
import { FAULTS } from '@shared/gateway/faults'
import { InMemoryKeychain } from '../../credentials/in-memory-keychain'
import { APP_KEY, SECRET, post, signedCall } from '../../gateway/testing/call'
import { read } from '../../gateway/testing/start'
import { run } from '../run'

/** Runs `lysession gateway` in this process; `whenWritten` gets what it writes and ends it. */
async function gateway(parameters: readonly string[], whenWritten?: (output: string) => Promise<void>, environment: Record<string, string> = {}) {
  const controller = new AbortController()
  let output = ''
  let errors = ''
  let done = Promise.resolve()
  const code = await run(['gateway', '--app-key', APP_KEY, '--secret-env', 'S', ...parameters], {
    environment: { S: SECRET, ...environment },
    readInput: async () => '',
    write: (text) => {
      output += text
      done = (whenWritten?.(text) ?? Promise.resolve()).finally(() => controller.abort())
    },
    flush: async () => undefined,
    writeError: (text) => {
      errors += text
    },
    signal: controller.signal,
    version: '0',
    databaseWorker: '',
    keychain: new InMemoryKeychain(),
  })
  await done
  return { code, output, errors }
}

describe('lysession gateway', () => {
  it('misbehaves for as many calls as it is told', async () => {
    const outcomes: string[] = []
    const { code } = await gateway(['--fault', 'reject:17', '--times', '2'], async (line) => {
      const { url } = JSON.parse(line) as { url: string }
      for (let call = 0; call < 3; call += 1) outcomes.push(read(await post(url, signedCall())).outcome)
    })
    expect(outcomes).toEqual(['rejected', 'rejected', 'succeeded'])
    expect(code).toBe(0)
  })

  it('answers 64 to a fault it does not know, and names all it knows', async () => {
    const { code, errors } = await gateway(['--fault', 'explode'])
    expect(code).toBe(64)
    for (const fault of FAULTS) expect(errors).toContain(`  ${syntaxOf(fault)}\n`)
  })

  it.each([
    ['--fault', 'delay'],
    ['--fault', 'empty-body', '--times', '0'],
    ['--fault', 'empty-body', '--times', 'x'],
    ['--times', '1'],
  ])('answers 64 to %s %s %s %s', async (...parameters) => {
    expect((await gateway(parameters.filter((part) => part !== undefined))).code).toBe(64)
  })

  it.each([
    ['C', 'en'],
    ['zh_CN.UTF-8', 'zh'],
  ] as const)('--help explains every fault in the language of LANG=%s', async (language, locale) => {
    const { code, output } = await gateway(['--help'], undefined, { LANG: language })
    expect(code).toBe(0)
    for (const fault of FAULTS) {
      expect(output).toContain(`  ${syntaxOf(fault)}\n`)
      expect(output).toContain(fault.effect[locale])
    }
  })
})
