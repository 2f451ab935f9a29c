import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeXmlText } from '@shared/exchange/xml/print'
import type { ExportFormat } from '@shared/history/transfer/transfer-contract'
import { encodeForm } from '@shared/protocol/wire'
import { aSummary } from '../testing/an-exchange'
import { anOpenHistory } from '../testing/open-history'
import { exported } from '../testing/transferred'

const OPERATION = 'alibaba.lyservice.lippi.session.create'
const FORMATS: readonly ExportFormat[] = ['har', 'jsonl', 'csv', 'md']

/** A value nobody else writes, of characters that every encoding writes differently. */
const secret = fc.tuple(fc.string({ unit: fc.constantFrom(...'aZ9会话é😀"\\/&<>\'% +=,|`*_-$^()[]{}?.~#'), minLength: 6, maxLength: 14 })).map(([middle]) => `Qx${middle}Zw`)

interface Case {
  readonly nick: string
  readonly phone: string
  readonly content: string
  readonly appKey: string
  readonly format: 'json' | 'xml'
  readonly isGzip: boolean
}
const cases: fc.Arbitrary<Case> = fc.record({
  nick: secret,
  phone: fc.stringMatching(/^1[3-9]\d{9}$/),
  content: secret.map((tail) => `twenty characters are shown, then ${tail}`),
  appKey: fc.stringMatching(/^[1-9]\d{7}$/),
  format: fc.constantFrom('json', 'xml'),
  isGzip: fc.boolean(),
})

/** A text between the marks of CDATA, which it may hold itself: then it stands in two sections. */
const inCdata = (text: string): string => text.replaceAll(']]>', ']]]]><![CDATA[>')

/** An exchange that names the values where they belong and repeats them where a server or a person may. */
async function historyOf({ nick, phone, content, appKey, format, isGzip }: Case) {
  const dto = JSON.stringify({ source: { channel_uid: 'uid-0012', nick, mobile: phone, extra: JSON.stringify({ nick, note: `for ${nick}` }) }, content }).replaceAll('/', '\\/')
  const form = encodeForm([
    { name: 'method', value: OPERATION },
    { name: 'app_key', value: appKey },
    { name: 'sign', value: 'ABCDEF0123456789ABCDEF0123456789' },
    { name: 'open_session_param', value: dto },
  ])
  const message = `invalid nick ${nick} (${encodeURIComponent(nick)}, ${JSON.stringify(nick)}) of app ${appKey}, call ${phone}`
  const json = JSON.stringify({ error_response: { code: 15, msg: message, sub_msg: content, nick, [`about ${nick}`]: 'x', request_id: 'r-0012' } })
  const unicode = json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const xml = `<error_response><code>15</code><msg title="${escapeXmlText(nick).replaceAll('"', '&quot;')}">${escapeXmlText(message)}</msg><nick><![CDATA[${inCdata(nick)}]]></nick><!-- ${nick.replaceAll('-', '')} --><request_id>r-0012</request_id></error_response>`
  const text = new TextEncoder().encode(format === 'json' ? unicode : xml)
  const history = anOpenHistory()
  await history.import([
    {
      summary: aSummary({ id: 'one', appKey, message, subMessage: content, note: `called ${nick} at ${phone}`, outcome: 'refused' }),
      request: { head: `POST /router/rest?nick=${encodeURIComponent(nick)} HTTP/1.1\r\nCookie: ${phone}\r\n\r\n`, body: new TextEncoder().encode(form), masked: [] },
      response: {
        head: `HTTP/1.1 200 OK\r\nX-Nick: ${encodeURIComponent(nick)}\r\n${isGzip ? 'Content-Encoding: gzip\r\n' : ''}\r\n`,
        body: isGzip ? new Uint8Array(gzipSync(text)) : text,
        maskedCopies: 0,
      },
    },
  ])
  return history
}

/** Everything a reader can make of a file: its texts undone of JSON, forms, XML and base64, again and again. */
function readings(text: string): string[] {
  const found = new Set<string>()
  const read = (one: string, depth: number): void => {
    if (found.has(one) || depth > 4) return
    found.add(one)
    read(one.replace(/(?:%[0-9a-f]{2})+/gi, (run) => attempt(() => decodeURIComponent(run)) ?? run), depth + 1)
    read(one.replaceAll('+', ' '), depth + 1)
    read(one.replace(/\\(u[0-9a-f]{4}|["\\/bfnrt])/gi, (escape) => attempt(() => JSON.parse(`"${escape}"`) as string) ?? escape), depth + 1)
    read(one.replace(/&(#x?[0-9a-f]+|amp|lt|gt|quot|apos);/gi, (entity) => XML[entity] ?? entity), depth + 1)
    read(one.replaceAll('""', '"').replaceAll('\\|', '|'), depth + 1)
  }
  read(text, 0)
  for (const [run] of text.matchAll(/[A-Za-z\d+/]{16,}={0,2}/g)) {
    const bytes = Buffer.from(run, 'base64')
    read(bytes.toString('utf8'), 1)
    const unpacked = attempt(() => gunzipSync(bytes).toString('utf8'))
    if (unpacked !== null) read(unpacked, 1)
  }
  return [...found]
}
const XML: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" }

function attempt<T>(make: () => T): T | null {
  try {
    return make()
  } catch {
    return null
  }
}

describe.each(FORMATS)('a masked export as %s', (format) => {
  it('holds no masked value in any spelling, and keeps what a ticket is about', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const text = await exported(await historyOf(one), format, true)
        const read = readings(text)
        for (const hidden of [one.nick, one.phone, one.content.slice(-10), one.appKey, 'ABCDEF0123456789ABCDEF0123456789']) {
          expect(read.find((reading) => reading.includes(hidden)), hidden).toBeUndefined()
        }
        for (const kept of ['uid-0012', 'r-0012']) expect(read.some((reading) => reading.includes(kept)), kept).toBe(true)
        for (const field of ['nick', 'app_key', 'sign']) expect(text, field).toMatch(new RegExp(`\\b${field}\\b`))
      }),
      // The end of a CDATA section inside a value is too rare to be met by chance.
      { numRuns: 25, examples: [[{ nick: 'Qx]]>aZw', phone: '13000000000', content: `twenty characters are shown, then Qx]]>Zw`, appKey: '10000000', format: 'xml', isGzip: false }]] },
    )
  }, 60_000)

  it('says what was masked, and an exact one holds everything', async () => {
    const one: Case = { nick: 'Zhang San', phone: '13800138000', content: 'twenty characters are shown, not more', appKey: '12345678', format: 'json', isGzip: false }
    const history = await historyOf(one)
    expect(await exported(history, format, true)).toMatch(/nick["']?[: ]+\d/)
    expect(readings(await exported(history, format, false)).some((reading) => reading.includes('Zhang San'))).toBe(true)
  })
})

it('masks a form whatever its type says, and counts fields whatever they are called', async () => {
  const history = anOpenHistory()
  const body = encodeForm([{ name: 'open_session_param', value: JSON.stringify({ source: { nick: 'Zhang San' } }) }, { name: 'constructor', value: '{"cut off' }])
  await history.import([
    { summary: aSummary({ id: 'one' }), request: { head: 'POST / HTTP/1.1\r\nContent-Type: text/plain\r\n\r\n', body: new TextEncoder().encode(body), masked: [] }, response: null },
  ])
  const text = await exported(history, 'jsonl', true)
  expect(readings(text).find((reading) => reading.includes('Zhang'))).toBeUndefined()
  const end = JSON.parse(text.trim().split('\n').at(-1) ?? '') as { masked: unknown }
  expect(end.masked).toMatchObject({ nick: 1, constructor: 1 })
})
