import { readFileSync } from 'node:fs'
import { toHarString, toJsonString } from 'curlconverter'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '../../catalog/lippi-session-create'
import { corpusCases } from '../corpus/corpus'
import { NoteBook } from '../note-book'
import { writtenOfCall } from '../http-call'
import { readCurl } from './read-curl'

/** Where curlconverter 4.12.0 reads something else or refuses, and why this console does not. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  'ansi quoting with bytes and octal': 'it takes the bytes of \\x one by one, bash writes them as UTF-8 together',
  'login and proxy': 'it makes an Authorization header of the login, which is a secret here',
  'option with an equals sign': 'it refuses what curl refuses; here it is read and told',
  'body from a file': 'it writes the name of the file where its content would be',
  'address without quotes': 'it reads shell, where the command ends at the ampersand; here the whole is read and told',
  'prompt and a pipe': 'it refuses a prompt',
  'root prompt with a host': 'it refuses a prompt',
  'markdown fence and prose': 'it refuses what is around a command',
  'log prefix': 'it refuses what is around a command',
  'two commands, the second calls a router': 'it takes the first, here the one that calls a router',
  'quote never closed': 'it refuses, here what is there is read and told',
  'blank behind a line end': 'it reads shell, where the command ends there',
  'put with lines after': 'it refuses what is around a command',
  'no address and no data': 'both refuse, it by an error',
}

interface Request {
  readonly method: string
  readonly address: string
  readonly headers: readonly string[]
  readonly parameters: readonly string[]
}

interface Har {
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: readonly { readonly name: string; readonly value: string }[]
    readonly queryString: readonly { readonly name: string; readonly value: string }[]
    readonly postData?: { readonly mimeType: string; readonly text?: string; readonly params?: readonly { readonly name: string; readonly value: string }[] }
  }
}

/** Headers curl or curlconverter write by themselves. */
const OWN_HEADER = /^(?:accept|content-type|user-agent|referer|cookie)$/i
const pair = ([name, value]: readonly [string, string]): string => `${name}=${value}`

/** What curlconverter makes of a command, in the terms of this console; a body that is no form as it is. */
function theirs(text: string): Request {
  const { request } = (JSON.parse(toHarString(text)) as { log: { entries: Har[] } }).log.entries[0]!
  const body = request.postData?.text ?? ''
  // Its HAR leaves a multipart form out; its JSON has it.
  const form = request.postData === undefined ? ((JSON.parse(toJsonString(text)) as { data?: Record<string, string> }).data ?? {}) : {}
  const isForm = request.postData?.mimeType === 'application/x-www-form-urlencoded'
  return {
    method: request.method,
    address: request.url,
    headers: request.headers.filter(({ name }) => !OWN_HEADER.test(name)).map(({ name, value }) => `${name}: ${value}`).sort(),
    parameters: [...request.queryString.map(({ name, value }) => `${name}=${value}`), ...Object.entries(form).map(pair), ...(request.postData?.params ?? []).map(({ name, value }) => `${name}=${value}`), ...(isForm || body === '' ? [...new URLSearchParams(body)].map(pair) : [body])].sort(),
  }
}

function ours(text: string): Request {
  const found = readCurl(text)
  if (found === null) throw new Error('no command')
  const { call } = found
  const type = call.headers.find(({ name }) => /^content-type$/i.test(name))?.value ?? 'application/x-www-form-urlencoded'
  const body = type.startsWith('application/x-www-form-urlencoded') ? [] : call.body.flatMap((part) => (part.kind === 'form' ? [part.text] : []))
  const { parameters, gatewayUrl } = writtenOfCall(body.length > 0 ? { ...call, body: [] } : call, operation, new NoteBook())
  return {
    method: call.method ?? '',
    address: gatewayUrl ?? '',
    headers: call.headers.filter(({ name }) => !OWN_HEADER.test(name)).map(({ name, value }) => `${name}: ${value}`).sort(),
    parameters: [...parameters.map(({ name, value }) => pair([name, value])), ...body].sort(),
  }
}

const CASES = corpusCases(readFileSync(`${import.meta.dirname}/../corpus/curl-posix.txt`, 'utf8'))

describe('curlconverter and this console', () => {
  it.each(CASES.filter(({ name }) => DIFFERENCES[name] === undefined))('read the same out of: $name', ({ text }) => {
    expect(ours(text)).toEqual(theirs(text))
  })

  it.each(Object.entries(DIFFERENCES))('differ about: %s (%s)', (name) => {
    const { text } = CASES.find((one) => one.name === name)!
    const outcome = (read: (of: string) => Request): unknown => {
      try {
        return read(text)
      } catch {
        return 'refused'
      }
    }
    expect(outcome(ours)).not.toEqual(outcome(theirs))
  })

  it('read the same out of any body in any quotes', () => {
    const character = fc.constantFrom(...'ab=&%+ \'"\\$`!#;|<>(){}[]*?~^@:,/-', '会', '😀', 'é')
    const value = fc.string({ unit: character, maxLength: 12 })
    const quotes = [
      (text: string) => `'${text.replaceAll("'", `'\\''`)}'`,
      (text: string) => `"${text.replace(/["\\$`]/g, '\\$&')}"`,
    ]
    fc.assert(
      fc.property(value, value, fc.constantFrom(...quotes), fc.constantFrom(...quotes), fc.constantFrom('--data-urlencode ', '--form-string '), (first, second, quote, otherQuote, option) => {
        const text = `curl https://gw.api.taobao.com/router/rest ${option}${quote(`a=${first}`)} ${option}${otherQuote(`b=${second}`)}`
        expect(ours(text)).toEqual(theirs(text))
      }),
      { numRuns: 150 },
    )
  })
})
