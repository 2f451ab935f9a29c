import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SIGN_METHODS, withoutEmpty } from '@shared/protocol/parameters'
import { signingString } from '@shared/protocol/signing-string'
import { wireRequest, decodeForm } from '@shared/protocol/wire'
import { parametersOf, signatureVectors } from '@shared/testing/fixtures'
import { signParameters, signature } from './signature'

const officialVector = signatureVectors.find(({ id }) => id === 'pub-01-official')

describe('signParameters', () => {
  it('gives the signature of the official document', () => {
    expect(signParameters(parametersOf(officialVector?.params ?? {}), 'md5', 'helloworld')).toBe(
      '66987CB115214E59E6EC978214934FB8',
    )
  })

  for (const vector of signatureVectors) {
    describe(vector.id, () => {
      const kept = parametersOf(vector.params)
      const sent = withoutEmpty(kept)

      it.each(SIGN_METHODS)('signs what is sent with %s', (method) => {
        expect(signingString(sent) + (vector.body ?? '')).toBe(vector.canonical)
        expect(signParameters(sent, method, vector.secret, vector.body)).toBe(vector.expected[method])
      })

      it.each(SIGN_METHODS)('signs the bare name of an empty value that is kept, with %s', (method) => {
        const expected = vector.expectedIncludeEmpty ?? vector.expected
        expect(signParameters(kept, method, vector.secret, vector.body)).toBe(expected[method])
      })

      it('puts the signed list on the wire, no parameter more or less', () => {
        const request = wireRequest({
          gatewayUrl: 'http://127.0.0.1:1/router/rest',
          placement: 'body',
          parameters: sent,
          userAgent: 'test',
        })
        expect(decodeForm(new TextDecoder().decode(request.body))).toEqual(sent)
        if (vector.expectedIncludeEmpty === undefined) expect(sent).toEqual(kept)
        else expect(sent.length).toBe(kept.length - 1)
      })
    })
  }

  it('has vectors in which empties are dropped, and bodies', () => {
    expect(signatureVectors.filter((vector) => vector.expectedIncludeEmpty !== undefined)).toHaveLength(3)
    expect(signatureVectors.filter((vector) => vector.body !== undefined)).toHaveLength(3)
  })

  it('does not depend on the order of the parameters', () => {
    const parameters = fc.uniqueArray(fc.record({ name: fc.string(), value: fc.string() }), { selector: ({ name }) => name })
    fc.assert(
      fc.property(parameters, fc.constantFrom(...SIGN_METHODS), (list, method) => {
        expect(signParameters([...list].reverse(), method, 'secret')).toBe(signParameters(list, method, 'secret'))
      }),
    )
  })

  it('leaves a sign among the parameters out', () => {
    const list = parametersOf({ a: '1', b: '2' })
    expect(signParameters([...list, { name: 'sign', value: 'ABC' }], 'md5', 's')).toBe(signParameters(list, 'md5', 's'))
  })
})

describe('signature', () => {
  it.each([
    ['md5', 32],
    ['hmac', 32],
    ['hmac-sha256', 64],
  ] as const)('is upper-case hexadecimal of the length of %s', (method, length) => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, secret) => {
        expect(signature(method, text, secret)).toMatch(new RegExp(`^[0-9A-F]{${length}}$`))
      }),
    )
  })
})
