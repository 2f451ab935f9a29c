import { describe, expect, it } from 'vitest'
import { encodeForm } from '@shared/protocol/wire'
import { knownMistakes, parametersOf } from '@shared/testing/fixtures'
import { lysession } from '../testing/command-line'

const { params, hypotheses, secret } = knownMistakes
const signOf = (id: string): string => hypotheses.find((known) => known.id === id)?.sign ?? ''
const diagnose = (input: string, more: readonly string[] = ['--json'], environment: Readonly<Record<string, string>> = {}) =>
  lysession(['diagnose', '--secret-env', 'TEST_SECRET', ...more], { input, environment: { TEST_SECRET: secret, ...environment } })

describe('lysession diagnose', () => {
  it.each(['kv-amp', 'gbk', 'json-ascii', 'unsorted', 'base64'])('names %s as one JSON document', async (id) => {
    const { code, output } = await diagnose(JSON.stringify({ params, sign: signOf(id) }))
    expect(code).toBe(0)
    expect(JSON.parse(output)).toMatchObject({ mistake: id, verdict: 'mistake' })
  })

  it.each([
    ['ok', 'correct'],
    ['none', 'no-hit'],
  ])('answers null for a signature that is %s', async (id, verdict) => {
    const { code, output } = await diagnose(JSON.stringify({ params, sign: signOf(id) || 'A'.repeat(32) }))
    expect(code).toBe(0)
    expect(JSON.parse(output)).toMatchObject({ mistake: null, verdict })
  })

  it('names the parameter that changed after signing', async () => {
    const { output } = await diagnose(JSON.stringify({ params: { ...params, partner_id: 'p' }, sign: signOf('ok') }))
    expect(JSON.parse(output)).toMatchObject({ mistake: 'parameter-left-out', candidates: [{ change: { parameter: 'partner_id' } }] })
  })

  it('takes a form body too, and says the fix in the language of the terminal', async () => {
    const form = `${encodeForm(parametersOf(params))}&sign=${signOf('kv-eq')}`
    expect((await diagnose(form, [])).output).toContain('Remove the =.')
    expect((await diagnose(form, [], { LC_ALL: 'zh_CN.UTF-8' })).output).toContain('去掉 =。')
  })

  it('never shows the secret', async () => {
    for (const id of ['kv-amp', 'none']) {
      const { output, errors } = await diagnose(JSON.stringify({ params, sign: signOf(id) || 'A'.repeat(32) }), [])
      expect(output + errors).not.toContain(secret)
    }
  })

  it.each(['', '{"params":', '[]', JSON.stringify({ params }), JSON.stringify({ params: { a: '\ud800' }, sign: 'x' })])('answers 64 for %j', async (input) => {
    const { code, output } = await diagnose(input)
    expect({ code, output }).toEqual({ code: 64, output: '' })
  })
})
