import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SIGNATURE_MISTAKES, MISTAKE_IDS, spoiledRecipes, type MistakeId } from '@shared/knowledge/signature-mistakes'
import { recipeOf } from '@shared/knowledge/diagnosis'
import { correctRecipe, maskedText, hashPlan } from '@shared/knowledge/signing-recipe'
import { SIGN_METHODS, formatTimestamp, type Parameter, type SignMethod } from '@shared/protocol/parameters'
import { knownMistakes, parametersOf } from '@shared/testing/fixtures'
import { diagnose } from './diagnosis'
import { recipeSignature, recipeText } from './recipe-digest'
import { signParameters } from './signature'
import { NO_CONTEXT } from './suspects'

const SEED = 25

const dto = fc
  .record({
    sid: fc.string({ unit: fc.constantFrom(...'会话客服é😀ab1/\\" +%&=') , minLength: 1 }),
    channel_uid: fc.string({ maxLength: 12 }),
    start: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
  })
  .map(({ sid, channel_uid, start }) => `{"source":{"sid":${JSON.stringify(`会${sid}/`)},"channel_uid":${JSON.stringify(channel_uid)},"session_start_time":${start}},"target":{"bu_id":"1"}}`)

/** Requests as clients write them: other keys, secrets and values than those of the vectors, in any order. */
const aRequest = (methods: readonly SignMethod[] = SIGN_METHODS) =>
  fc
    .record({
      method: fc.constantFrom('alibaba.lyservice.lippi.session.create', 'taobao.item.get', 'alibaba.lyservice.lippi.message.send'),
      app_key: fc.stringMatching(/^[1-9]\d{7}$/),
      timestamp: fc.integer({ min: 1_451_620_800_000, max: 1_900_000_000_000 }).map(formatTimestamp),
      v: fc.constant('2.0'),
      format: fc.constantFrom('json', 'xml'),
      sign_method: fc.constantFrom(...methods),
      session: fc.stringMatching(/^[0-9a-f]{8,20}$/),
      ly_create_session_dto: dto,
      Remark: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
      Remark_2: fc.constantFrom('', ' ', 'x y'),
      remark1: fc.constantFrom('Ünï', '备注'),
    })
    .chain((record) => fc.shuffledSubarray(Object.entries(record), { minLength: Object.keys(record).length }))
    .map((entries): Parameter[] => entries.map(([name, value]) => ({ name, value })))

const aSecret = fc.stringMatching(/^[a-f][A-F][0-9a-fA-F]{30}$/)

const methodOf = (parameters: readonly Parameter[]): SignMethod =>
  SIGN_METHODS.find((method) => parameters.some(({ name, value }) => name === 'sign_method' && value === method)) ?? 'md5'

describe('the recipes', () => {
  const { secret, params, hypotheses } = knownMistakes
  const parameters = parametersOf(params)

  it('are 41 in the file, besides the control, and all of them are known', () => {
    expect(hypotheses).toHaveLength(42)
    expect(hypotheses.map(({ id }) => id).filter((id) => id !== 'ok' && !MISTAKE_IDS.includes(id as MistakeId))).toEqual([])
  })

  it.each(hypotheses)('of $id give the text and the signature of the file', ({ id, canonical, sign }) => {
    const correct = correctRecipe(parameters)
    const recipes = id === 'ok' ? [correct] : spoiledRecipes(correct, [id as MistakeId])
    const found = recipes.map((recipe) => ({ canonical: recipeText(recipe, secret), sign: recipeSignature(recipe, secret) }))
    expect(found).toContainEqual({ canonical, sign })
  })

  it.each(hypotheses)('of $id never show the secret', ({ id }) => {
    const correct = correctRecipe(parameters)
    for (const recipe of id === 'ok' ? [correct] : spoiledRecipes(correct, [id as MistakeId])) {
      expect(maskedText(hashPlan(recipe))).not.toMatch(/helloworld/i)
    }
  })
})

// Ten thousand requests take a busy machine longer than the usual limit.
describe('diagnose', { timeout: 60_000 }, () => {
  it.each(knownMistakes.hypotheses)('names $id in the request of the file', async ({ id, sign }) => {
    const diagnosis = await diagnose({ parameters: parametersOf(knownMistakes.params), sign }, knownMistakes.secret, NO_CONTEXT)
    if (id === 'ok') expect(diagnosis).toMatchObject({ verdict: 'correct', candidates: [] })
    else expect(diagnosis.candidates[0]?.mistakes).toEqual([id])
  })

  it.each(SIGNATURE_MISTAKES)('recognises $id in any request in which it makes a difference', async ({ id }) => {
    let recognised = 0
    await fc.assert(
      fc.asyncProperty(aRequest(), aSecret, fc.nat(), async (given, secret, pick) => {
        const parameters = id === 'sign-method-absent' ? given.filter(({ name }) => name !== 'sign_method') : given
        const recipes = spoiledRecipes(correctRecipe(parameters), [id])
        const recipe = recipes[pick % Math.max(1, recipes.length)]
        if (recipe === undefined) return
        const sign = recipeSignature(recipe, secret)
        const diagnosis = await diagnose({ parameters, sign }, secret, NO_CONTEXT)
        if (sign === signParameters(parameters, methodOf(parameters), secret) && id !== 'sign-method-absent') {
          expect(diagnosis.verdict).toBe('correct')
          return
        }
        expect(diagnosis.verdict).toBe('mistake')
        expect(diagnosis.candidates.map(({ mistakes }) => mistakes.join())).toContain(id)
        // Whatever is named really gives this signature.
        for (const candidate of diagnosis.candidates) {
          const explained = recipeOf(candidate, parameters)
          expect(explained === null ? null : recipeSignature(explained, secret).toUpperCase()).toBe(sign.toUpperCase())
        }
        recognised += 1
      }),
      { seed: SEED, numRuns: 60 },
    )
    expect(recognised).toBeGreaterThan(10)
  })

  it('takes 10,000 correct requests for correct, whatever their method, order and values', async () => {
    const requests = fc.sample(fc.tuple(aRequest(), aSecret), { seed: SEED, numRuns: 10_000 })
    const wrong: unknown[] = []
    for (const [parameters, secret] of requests) {
      const sign = signParameters(parameters, methodOf(parameters), secret)
      const diagnosis = await diagnose({ parameters, sign }, secret, NO_CONTEXT)
      if (diagnosis.verdict !== 'correct' || diagnosis.candidates.length > 0) wrong.push({ parameters, diagnosis })
    }
    expect(wrong).toEqual([])
  })

  it('names lower case alone when nothing else makes a difference', async () => {
    const parameters = parametersOf({ a: '1', app_key: '2', sign_method: 'md5' })
    const sign = signParameters(parameters, 'md5', 'a-secret').toLowerCase()
    const { candidates } = await diagnose({ parameters, sign }, 'a-secret', NO_CONTEXT)
    expect(candidates.map(({ mistakes }) => mistakes)).toEqual([['lowercase']])
  })

  it('names a single parameter that changed after signing', async () => {
    const sent = parametersOf({ ...knownMistakes.params, note: 'caf\u00e9 %41+1 ', partner_id: 'p' })
    const signedAs = (changes: Readonly<Record<string, string | null>>) =>
      sent.flatMap(({ name, value }) => (changes[name] === null ? [] : [{ name, value: changes[name] ?? value }]))
    for (const [signed, expected] of [
      [signedAs({ partner_id: null }), { parameter: 'partner_id', kind: 'left-out', detail: '' }],
      [signedAs({ note: 'caf\u00e9 A+1 ' }), { parameter: 'note', kind: 'percent-decoded', detail: '' }],
      [signedAs({ note: 'caf%C3%A9+%2541%2B1+' }), { parameter: 'note', kind: 'percent-encoded', detail: '' }],
      [signedAs({ note: 'caf\u00e9 %41 1 ' }), { parameter: 'note', kind: 'space-for-plus', detail: '' }],
      [signedAs({ note: 'cafe\u0301 %41+1 ' }), { parameter: 'note', kind: 'decomposed', detail: '' }],
      [signedAs({ timestamp: '2016-01-01 04:00:00' }), { parameter: 'timestamp', kind: 'hours', detail: '-8' }],
      [signedAs({ format: 'xml' }), { parameter: 'format', kind: 'other-value', detail: 'xml' }],
      [[...sent, { name: 'target_app_key', value: 'undefined' }], { parameter: 'target_app_key', kind: 'not-sent', detail: 'undefined' }],
    ] as const) {
      const diagnosis = await diagnose({ parameters: sent, sign: signParameters(signed, 'md5', 'a-secret') }, 'a-secret', NO_CONTEXT)
      expect(diagnosis.candidates, expected.kind).toMatchObject([{ change: expected, mistakes: [] }])
      const recipe = recipeOf(diagnosis.candidates[0]!, sent)
      expect(recipe === null ? null : recipeText(recipe, '')).toBe(recipeText(correctRecipe(signed), ''))
    }
  })

  it.each([
    [['kv-amp', 'no-secret']],
    [['json-respaced', 'json-ascii']],
    [['urlencoded-20', 'kv-amp']],
    [['missing-session', 'used-hmac-sha256']],
  ] as const)('names two mistakes made together: %j, and lower case on top', async (mistakes) => {
    const parameters = parametersOf(knownMistakes.params)
    const [recipe] = spoiledRecipes(correctRecipe(parameters), mistakes)
    const sign = recipeSignature(recipe!, 'a-secret')
    expect((await diagnose({ parameters, sign }, 'a-secret', NO_CONTEXT)).candidates[0]?.mistakes.toSorted()).toEqual(mistakes.toSorted())
    const lower = await diagnose({ parameters, sign: sign.toLowerCase() }, 'a-secret', NO_CONTEXT)
    expect(lower.candidates[0]?.mistakes.toSorted()).toEqual([...mistakes, 'lowercase'].toSorted())
  })

  it.each([
    ['sign-shape', { sign: 'a'.repeat(40) }, {}],
    ['sign-length', { sign: 'A'.repeat(64) }, {}],
    ['parameter-holds-secret', { extra: 'x a-secret' }, {}],
    ['other-app-key', {}, { appKey: '999' }],
    ['secret-of-sandbox', { secret: `sandbox${'a'.repeat(25)}` }, { environment: 'production' as const }],
    ['secret-has-blanks', { secret: 'a b' }, {}],
    ['secret-length', { secret: 'short' }, {}],
    ['secret-saved-later', { secret: 'f'.repeat(32) }, { secretSavedAt: 1_000, signedAt: 0 }],
    ['secret', { secret: 'f'.repeat(32) }, { secretSavedAt: 999, signedAt: 0, appKey: '12345678', environment: 'production' as const }],
  ])('suspects first: %s', async (id, { sign = 'A'.repeat(32), extra = '', secret = 'a-secret' }: { sign?: string; extra?: string; secret?: string }, context) => {
    const parameters = parametersOf({ ...knownMistakes.params, extra })
    const diagnosis = await diagnose({ parameters, sign }, secret, { ...NO_CONTEXT, ...context })
    expect(diagnosis.verdict).toBe('no-hit')
    expect(diagnosis.suspects[0]?.id).toBe(id)
    expect(JSON.stringify(diagnosis)).not.toContain(secret)
  })

  it('ends in time with a huge request and says that not everything was tried', async () => {
    const parameters = parametersOf({ ...knownMistakes.params, ly_create_session_dto: JSON.stringify({ text: '会话 /'.repeat(60_000) }) })
    const diagnosis = await diagnose({ parameters, sign: 'A'.repeat(32) }, 'a-secret', NO_CONTEXT)
    expect(diagnosis).toMatchObject({ verdict: 'no-hit', isComplete: false })
  })

  it('names nothing when the secret is another one, after everything was tried', async () => {
    await fc.assert(
      fc.asyncProperty(aRequest(), aSecret, async (parameters, secret) => {
        const sign = signParameters(parameters, methodOf(parameters), `${secret.slice(1)}0`)
        const diagnosis = await diagnose({ parameters, sign }, secret, NO_CONTEXT)
        expect(diagnosis).toMatchObject({ verdict: 'no-hit', candidates: [], isComplete: true })
        expect(diagnosis.suspects[0]?.id).toBe('secret')
        expect(diagnosis.tried).toBeLessThan(5_000)
      }),
      { seed: SEED, numRuns: 20 },
    )
  })
})
