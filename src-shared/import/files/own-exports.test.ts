import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '../../catalog/lippi-session-create'
import { leavesOf } from '../../descriptor/paths'
import type { DraftValues } from '../../descriptor/problems'
import { businessParameters } from '../../descriptor/serialise'
import { har } from '../../history/transfer/har'
import { jsonLines } from '../../history/transfer/jsonl'
import { markdownReport } from '../../history/transfer/markdown-report'
import type { ExportAbout, FileFormat } from '../../history/transfer/outgoing'
import { supportSummary } from '../../knowledge/support-summary'
import { encodeForm } from '../../protocol/wire'
import { aSummary } from '../../testing/a-summary'
import { wellFormedText } from '../../testing/arbitraries'
import { readPasted } from '../read-pasted'

const SID = 'ly_create_session_dto.source.sid'
const CHANNEL = 'ly_create_session_dto.source.channel'
const LANGUAGES = ['zh', 'en'] as const

const text = fc.oneof(fc.constantFrom('```', '`', ' `x` ', 'a\nmethod = x', '- `x` = `y`', '|', '{"a":1}', '%41', "a\r\nb\u202e'"), wellFormedText).filter((one) => one !== '' && !one.includes('***'))
const draft = fc.dictionary(fc.constantFrom(...leavesOf(operation.request).filter(({ field }) => field.kind === 'string').map(({ path }) => path)), text, { minKeys: 1, maxKeys: 6 }).map((values) => ({ ...values }))

function parametersOf(values: DraftValues) {
  return [{ name: 'method', value: operation.name }, { name: 'app_key', value: '12345678' }, ...businessParameters(operation, values), { name: 'sign', value: 'AB' }]
}

function exported(format: FileFormat, values: DraftValues, language: ExportAbout['language'] = 'en'): string {
  const form = encodeForm(parametersOf(values))
  const head = 'POST /router/rest HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded;charset=utf-8\r\n\r\n'
  const exchange = { summary: aSummary(), request: { head, body: new TextEncoder().encode(form), text: form, masked: [] }, response: null, masked: null }
  const about: ExportAbout = { version: '1.0.0', exportedAt: 0, isMasked: false, count: 1, language }
  return [...format.opening(about), ...(format.listed?.(exchange, 0, about) ?? []), ...format.exchange(exchange, 0, about), ...format.closing({ count: 1, masked: {} }, about)].join('')
}

function summarised(values: DraftValues, language: ExportAbout['language']): string {
  const parameters = parametersOf(values).map((one) => ({ ...one, isMasked: false }))
  return supportSummary({ exchange: aSummary(), parameters, explanation: null, language, outcomeName: '', environmentName: '', profileName: '', localTime: '' })
}

function valuesIn(pasted: string): DraftValues {
  const result = readPasted(pasted, operation)
  if (!result.ok) throw new Error(`${result.problem} ${result.detail}: ${pasted}`)
  return result.reading.values
}

it.each([['HAR', har], ['JSON Lines', jsonLines], ['a report', markdownReport]] as const)('an exchange exported as %s fills the form it was sent from', (_, format) => {
  fc.assert(
    fc.property(draft, (values) => {
      expect(valuesIn(exported(format, values))).toEqual(values)
    }),
    { numRuns: 60 },
  )
})

describe.each(LANGUAGES)('what a summary or report shows otherwise than it was sent fills nothing (%s)', (language) => {
  const whole = { [CHANNEL]: '0' }

  it.each(['x'.repeat(300), '`'.repeat(300), 'a\nb', 'a\r\nb', 'a\u202eb', 'a\u0007'])('in a summary: %j', (value) => {
    expect(valuesIn(summarised({ ...whole, [SID]: value }, language))).toEqual(whole)
  })

  it.each([' a ', '`a`', ' `a` ', '`', ' '])('but blanks and backticks stay: %j', (value) => {
    expect(valuesIn(summarised({ ...whole, [SID]: value }, language))).toEqual({ ...whole, [SID]: value })
  })

  it('in a report', () => {
    expect(valuesIn(exported(markdownReport, { ...whole, [SID]: 'x'.repeat(3_000) }, language))).toEqual(whole)
  })
})
