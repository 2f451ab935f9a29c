import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '../catalog/lippi-session-create'
import { exampleValues } from '../descriptor/example'
import { leavesOf } from '../descriptor/paths'
import { businessParameters } from '../descriptor/serialise'
import { draftViews } from '../exchange/views'
import { encodeForm } from '../protocol/wire'
import { wellFormedText } from '../testing/arbitraries'
import { corpusCases } from './corpus/corpus'
import type { PastedRequest } from './pasted-request'
import { MOST_PASTED_CHARACTERS, readPasted } from './read-pasted'

const DTO = 'ly_create_session_dto'
const CORPUS = readdirSync(`${import.meta.dirname}/corpus`)
  .filter((name) => name.endsWith('.txt'))
  .flatMap((file) => corpusCases(readFileSync(`${import.meta.dirname}/corpus/${file}`, 'utf8')))
const paths = leavesOf(operation.request).map(({ path }) => path)
// Texts without what a masked value looks like; empty ones are no values.
const values = fc.dictionary(fc.constantFrom(...paths), wellFormedText.filter((text) => text.trim() !== '' && !text.includes('***')), { minKeys: 1, maxKeys: 6 }).map((draft) => ({ ...draft }))

function read(text: string): PastedRequest {
  const result = readPasted(text, operation)
  if (!result.ok) throw new Error(`${result.problem} ${result.detail}: ${text}`)
  return result
}

const quoted = {
  posix: (text: string) => `'${text.replaceAll("'", `'\\''`)}'`,
  ansi: (text: string) => `$'${[...text].map((character) => (/[\w {}:,]/.test(character) ? character : `\\U${character.codePointAt(0)!.toString(16).padStart(8, '0')}`)).join('')}'`,
  powershell: (text: string) => `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`,
}

describe('a draft that was written down is read again', () => {
  it.each([
    ['form', (parameters) => encodeForm(parameters)],
    ['url', (parameters) => `https://gw.api.taobao.com/router/rest?${encodeForm(parameters)}`],
    ['json', (parameters) => JSON.stringify(Object.fromEntries(parameters.map(({ name, value }) => [name, value])))],
    ['curl', (parameters) => `curl https://gw.api.taobao.com/router/rest ${parameters.map(({ name, value }) => `--data-urlencode ${quoted.posix(`${name}=${value}`)}`).join(' \\\n ')}`],
    ['curl', (parameters) => `curl https://gw.api.taobao.com/router/rest -d ${quoted.ansi(encodeForm(parameters))}`],
    ['powershell', (parameters) => `Invoke-RestMethod -Uri https://gw.api.taobao.com/router/rest -Method Post -Body ${quoted.powershell(encodeForm(parameters))}`],
    ['java', (parameters) => parameters.map(({ name, value }) => `req.set${name === DTO ? 'LyCreateSessionDto' : 'LyDingOpenParaDto'}(${JSON.stringify(value)});`).join('\n')],
    ['nodejs', (parameters) => `client.execute('${operation.name}', { ${parameters.map(({ name, value }) => `${name}: ${JSON.stringify(value)}`).join(', ')} })`],
  ] as const satisfies readonly (readonly [string, (parameters: readonly { name: string; value: string }[]) => string])[])('from %s', (_, write) => {
    fc.assert(
      fc.property(values, (draft) => {
        expect(read(write(businessParameters(operation, draft))).reading.values).toEqual(draft)
      }),
      { numRuns: 60 },
    )
  })

  it('from the XML this console shows of it', () => {
    const draft = exampleValues(operation)
    const { xml } = draftViews(operation, draft)
    if (xml.kind !== 'lines') throw new Error('no XML')
    const text = Array.from({ length: xml.lines.count }, (_unused, index) => xml.lines.lineAt(index).text).join('\n')
    const given = Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== ''))
    expect(read(text)).toMatchObject({ shape: 'xml', operation: operation.name, reading: { values: given } })
  })
})

describe('what it gives to the signature doctor', () => {
  it('is what was signed, to the letter, though the form gets it corrected', () => {
    const dto = "{'source':{'channelUid':'u',}}"
    const { parameters, sign, reading } = read(`app_key=1&session=token&${DTO}=${encodeURIComponent(dto)}&sign=AB`)
    expect(parameters).toEqual([{ name: 'app_key', value: '1' }, { name: 'session', value: 'token' }, { name: DTO, value: dto }])
    expect(sign).toBe('AB')
    expect(reading.values).toEqual({ [`${DTO}.source.channel_uid`]: 'u' })
  })
})

describe('any text', () => {
  it('is read or refused, and never fails', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'{}[]<>"\'`\\^$@%&=:;,.()/-#\n\r\t aA0', 'curl ', 'sid', DTO, 'new ', '->', '/*', '"""') })), (text) => {
      expect(typeof readPasted(text, operation).ok).toBe('boolean')
    }), { numRuns: 600 })
  })

  it('is read or refused when a paste was damaged', () => {
    fc.assert(fc.property(fc.constantFrom(...CORPUS), fc.nat(), fc.nat(40), fc.string({ maxLength: 4 }), ({ text }, at, length, put) => {
      const start = at % (text.length + 1)
      expect(typeof readPasted(text.slice(0, start) + put + text.slice(start + length), operation).ok).toBe('boolean')
    }), { numRuns: 1_000 })
  })

  it('is refused when it is too long', () => {
    expect(readPasted('a'.repeat(MOST_PASTED_CHARACTERS + 1), operation)).toEqual({ ok: false, problem: 'too-large', detail: String(MOST_PASTED_CHARACTERS + 1) })
  })

  it('is read from a large HAR file by the one entry that calls a router', () => {
    const entry = (url: string, text: string): string => JSON.stringify({ request: { method: 'POST', url, headers: [], postData: { mimeType: 'application/x-www-form-urlencoded', text } }, response: { content: { text: 'x'.repeat(20_000) } } })
    const others = Array.from({ length: 40 }, () => entry('https://example.com/', 'a=1'))
    const file = `{"log":{"version":"1.2","entries":[${[...others, entry('https://gw.api.taobao.com/router/rest', `app_key=1&${DTO}=${encodeURIComponent('{"source":{"sid":"1"}}')}`)].join(',')}]}}`
    expect(file.length).toBeGreaterThan(MOST_PASTED_CHARACTERS)
    const { reading, notes } = read(file)
    expect(reading.values).toEqual({ [`${DTO}.source.sid`]: '1' })
    expect(notes).toContainEqual({ code: 'others-not-read', detail: '40' })
    expect(readPasted(`{"log":{"entries":[${others.join(',')}]}}`, operation)).toEqual({ ok: false, problem: 'no-router-call', detail: '40' })
  })

  it.each(['await ', 'this.', 'return ', '! ', '(int) await ', '* & @ ', 'new A(', 'f(', 'a ? ', '[', '{a:', 'a.', 'a='])('is read or refused when code repeats %j without end', (piece) => {
    expect(typeof readPasted(`const request = ${piece.repeat(40_000)}x`, operation).ok).toBe('boolean')
  })

  it('is refused when JSON is nested without end', () => {
    expect(readPasted(`{"source":${'['.repeat(10_000)}`, operation)).toMatchObject({ ok: false, problem: 'nested-too-deep' })
  })
})
