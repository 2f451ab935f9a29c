import { describe, expect, it } from 'vitest'
import { spoiledRecipes, type MistakeId } from '@shared/knowledge/signature-mistakes'
import { correctRecipe } from '@shared/knowledge/signing-recipe'
import { evidenceOf } from './evidence'

const PARAMETERS = [
  { name: 'app_key', value: '1' },
  { name: 'note', value: `${'长'.repeat(100)}a b` },
  { name: 'sign_method', value: 'md5' },
]

function evidence(id: MistakeId) {
  const correct = correctRecipe(PARAMETERS)
  return evidenceOf(spoiledRecipes(correct, [id])[0]!, correct)
}

describe('evidenceOf', () => {
  it('marks the first character and the first byte that differ, the secret not counted', () => {
    const { hashed, expected, byte } = evidence('kv-eq')
    expect([hashed.at, expected.at]).toEqual(['=', '1'])
    expect(byte).toEqual({ offset: 7, left: 0x3d, right: 0x31 })
    expect(hashed.before).toBe('••••app_key')
    expect(hashed.isCutBefore).toBe(false)
    expect(hashed.isCutAfter).toBe(true)
  })

  it('shows the text up to its end when one is the beginning of the other', () => {
    const { hashed, expected } = evidence('no-suffix-secret')
    expect([hashed.at, expected.at]).toEqual(['', '•'])
    expect(hashed.isCutBefore).toBe(true)
  })

  it.each([
    ['gbk', ['charset'], true],
    ['base64', ['output'], true],
    ['secret-upper', ['secret'], true],
    ['sha256-plain', ['hash'], true],
    ['swap-key-secret', ['secret'], false],
    ['used-hmac-sha256', ['hash'], false],
  ] as const)('says what else than the text is different for %s', (id, others, isSameText) => {
    expect(evidence(id)).toMatchObject({ others, isSameText })
  })

  it('never holds more of the secret than its mask', () => {
    expect(evidence('secret-as-param').hashed.after).toMatch(/^pp_secret••••note/)
  })
})
