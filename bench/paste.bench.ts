import { performance } from 'node:perf_hooks'
import { expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { MOST_PASTED_CHARACTERS, readPasted } from '@shared/import/read-pasted'

const ROUNDS = 5
const FULL = MOST_PASTED_CHARACTERS - 1_000

/** One piece over and over up to a length. */
function filled(piece: (index: number) => string, characters: number): string {
  const pieces: string[] = []
  for (let length = 0, index = 0; length < characters; index += 1) {
    pieces.push(piece(index))
    length += pieces[index]!.length
  }
  return pieces.join('')
}

/** Texts somebody might paste by mistake or to do harm, of about a length. */
const SHAPES: Record<string, (characters: number) => string> = {
  'broken escapes of a form': (characters) => `source=${'%'.repeat(characters)}&app_key=1`,
  'broken escapes in many pairs': (characters) => `app_key=1&${filled((index) => `p${index}=%zz&`, characters)}`,
  'broken escapes of JSON': (characters) => `{"source":"${'\\x'.repeat(characters / 2)}"}`,
  'XML elements of one name': (characters) => `<source>${filled(() => '<sid>1</sid>', characters)}</source>`,
  'XML elements of many names': (characters) => `<source>${filled((index) => `<a${index}>1</a${index}>`, characters)}</source>`,
  'nested XML elements': (characters) => `<source>${'<a>'.repeat(characters / 7)}${'</a>'.repeat(characters / 7)}</source>`,
  'members of one name': (characters) => `{"source":{${filled(() => '"sid":"1",', characters)}"sid":"2"}}`,
  'members nobody knows': (characters) => `{"source":{${filled((index) => `"a${index}":1,`, characters)}"sid":"2"}}`,
  'parameters nobody knows': (characters) => `app_key=1&${filled((index) => `a${index}=1&`, characters)}sid=2`,
  'parameters of one name': (characters) => `app_key=1&${'source=1&'.repeat(characters / 9)}`,
  'nested lists': (characters) => `{"source":${'['.repeat(characters / 2)}${']'.repeat(characters / 2)}}`,
  'nested objects': (characters) => '{"a":'.repeat(characters / 5),
  'JSON text in JSON text': (characters) => `{"source":${JSON.stringify(JSON.stringify(JSON.stringify({ sid: '"'.repeat(characters / 8) })))}}`,
  'lines without a request': (characters) => filled((index) => `line ${index} of some log\n`, characters),
  'lines of names': (characters) => `sid: 1\n${filled((index) => `name${index}: value\n`, characters)}`,
  'lines of one name': (characters) => filled(() => 'sid: 1\n', characters),
  'opening braces': (characters) => `a log {${'{'.repeat(characters)}`,
  quotes: (characters) => `{"source":${'"'.repeat(characters)}`,
  'single quotes': (characters) => `{'source':${"'".repeat(characters)}`,
  comments: (characters) => `{${'/*'.repeat(characters / 2)}`,
  'addresses in prose': (characters) => filled((index) => `see https://a.b/router/rest?x${index} and `, characters),
  'a command of many options': (characters) => `curl 'https://a.b/router/rest' ${filled((index) => `-d 'a${index}=1' `, characters)}`,
  'a command of one long quote': (characters) => `curl 'https://a.b/router/rest' -d $'${'\\x'.repeat(characters / 2)}`,
  'backslashes in a command': (characters) => `curl https://a.b/router/rest -d ${'\\'.repeat(characters)}`,
  'headers of a message': (characters) => `POST /router/rest HTTP/1.1\n${filled((index) => `H${index}: 1\n`, characters)}\nsource=1`,
  'a multipart body': (characters) => `POST /router/rest HTTP/1.1\nHost: a.b\nContent-Type: multipart/form-data; boundary=x\n\n--x\n${filled((index) => `Content-Disposition: form-data; name="a${index}"\n\n1\n--x\n`, characters)}`,
  'Java code': (characters) => `AlibabaLyserviceLippiSessionCreateRequest req = new AlibabaLyserviceLippiSessionCreateRequest();\n${filled((index) => `req.setA${index}("1");\n`, characters)}`,
  'Java code of one line': (characters) => `AlibabaLyserviceLippiSessionCreateRequest req = new AlibabaLyserviceLippiSessionCreateRequest(); req.setSource("${'+'.repeat(characters)}`,
  'PHP code': (characters) => `<?php $req = new AlibabaLyserviceLippiSessionCreateRequest;\n${filled((index) => `$a${index}->b="1";\n`, characters)}`,
  backticks: (characters) => `${'`'.repeat(characters)}`,
  'fences': (characters) => '```\n'.repeat(characters / 4),
  'quoted mail': (characters) => '> a\n'.repeat(characters / 4),
  blanks: (characters) => `{"source":${' '.repeat(characters)}x`,
  'blank lines': (characters) => `POST /a HTTP/1.1${'\n '.repeat(characters / 2)}`,
}

function timeOf(work: () => unknown): number {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

const median = (numbers: readonly number[]): number => numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? Number.NaN
const rounded = (number: number): number => Math.round(number * 10) / 10

it.each(Object.entries(SHAPES))('a pasted text of the longest length: %s', (shape, textOf) => {
  const whole = textOf(FULL)
  const half = textOf(FULL / 2)
  const reference = JSON.stringify({ text: whole })
  const took = Array.from({ length: ROUNDS }, () => ({ whole: timeOf(() => readPasted(whole, operation)), half: timeOf(() => readPasted(half, operation)), parse: timeOf(() => JSON.parse(reference)) }))
  const wholeMs = median(took.map((times) => times.whole))
  const result = readPasted(whole, operation)
  console.log(
    JSON.stringify({
      bench: 'paste', shape, characters: whole.length, wholeMs: rounded(wholeMs), growthOfDouble: rounded(median(took.map((times) => times.whole / times.half))),
      ofJsonParse: rounded(median(took.map((times) => times.whole / times.parse))), items: result.ok ? result.items.length : 0, problem: result.ok ? null : result.problem,
    }),
  )
  expect(whole.length).toBeLessThanOrEqual(MOST_PASTED_CHARACTERS)
})
