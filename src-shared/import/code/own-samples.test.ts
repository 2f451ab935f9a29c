import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '../../catalog/lippi-session-create'
import { CODE_FORMS, CODE_LANGUAGES, type CodeRequest } from '../../codegen/code'
import { generateCode } from '../../codegen/generate'
import { leavesOf } from '../../descriptor/paths'
import { businessParameters } from '../../descriptor/serialise'
import { readPasted } from '../read-pasted'

/** Texts that end, begin or escape something in one of the languages. */
const hostileText = fc.oneof(
  fc.constantFrom(`s'id"\\ \`id\` $HOME \${HOME} $(id) %s ??/ \\u0041`, 'a\r\nb\tc\u2028\u0007\u00a0\u202e\'', "'''", '"""', '*/ // #', '@/etc/passwd', 'a\\', '$A=1', 'None', '用户 👩‍👩‍👧', '{"a":1}', '%41', 'x=1&y=2'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'\\\'"`$@%&=:;,.(){}[]<>/-#?!\n\r\t aA07+*'), minLength: 1, maxLength: 12 }),
).filter((text) => !text.includes('***') && !text.includes('\0'))
const digits = fc.constantFrom('0', '-5', '1577106264919', '9007199254740993', '9223372036854775807')

const draft = fc
  .subarray(leavesOf(operation.request), { minLength: 1, maxLength: 6 })
  .chain((leaves) => fc.tuple(...leaves.map(({ field, path }) => (field.kind === 'integer' ? digits : field.kind === 'boolean' ? fc.constantFrom('true', 'false') : hostileText).map((value): [string, string] => [path, value]))))
  .map((entries): Record<string, string> => Object.fromEntries(entries))

function aRequest(values: Readonly<Record<string, string>>, withSession: boolean): CodeRequest {
  return {
    operation,
    values,
    businessParameters: businessParameters(operation, values),
    gatewayUrl: 'https://gw.api.taobao.com/router/rest',
    appKey: '12345678',
    targetAppKey: '',
    partnerId: '',
    signMethod: 'hmac-sha256',
    format: 'xml',
    simplify: false,
    withSession,
    language: 'zh',
  }
}

describe.each(CODE_LANGUAGES.flatMap((language) => CODE_FORMS.map((form) => ({ language, form }))))("the console's own sample in $language, $form", ({ language, form }) => {
  it('fills the form it was made of when it is pasted', () => {
    fc.assert(
      fc.property(draft, fc.boolean(), (values, withSession) => {
        const { text } = generateCode(aRequest(values, withSession), language, form)
        const pasted = readPasted(text, operation)
        expect(pasted.ok ? { values: pasted.reading.values, operation: pasted.operation } : pasted).toEqual({ values, operation: operation.name })
      }),
      { numRuns: 40 },
    )
  })
})
