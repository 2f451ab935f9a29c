import { fork } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { FORMATS } from '@shared/protocol/parameters'
import { builtScript } from './built-script'
import { largeBody } from './large-answers/bodies'
import type { LargeAnswer } from './large-answers/one-answer'

const ROUNDS = Number(process.env['ROUNDS'] ?? 3)
const MEGABYTES = [6, 20, 50]
const WORKERS = join(import.meta.dirname, '../out/cli')

let body: Buffer = Buffer.alloc(0)
let oneAnswer = ''
const server = http.createServer((request, response) => {
  request.resume().on('end', () => response.end(body))
})

beforeAll(async () => {
  // Each answer is measured in a fresh process, as the memory of one would hide that of the next.
  oneAnswer = await builtScript('large-answers/one-answer.ts')
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterAll(() => {
  server.close()
})

it.each(MEGABYTES.flatMap((megabytes) => FORMATS.map((format) => ({ megabytes, format }))))(
  'an answer of $megabytes MB in $format against the bare parser',
  async ({ megabytes, format }) => {
    body = largeBody(format, megabytes * 1_000_000, operation.name)
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/router/rest`
    const rounds: LargeAnswer[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const child = fork(oneAnswer, [url, format, WORKERS])
      const [found] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [null])])) as [LargeAnswer | null]
      if (found !== null) rounds.push(found)
    }
    console.log(JSON.stringify({ bench: 'large-answers', megabytes, format, rounds: rounds.length, ...mediansOf(rounds) }))
    expect(rounds).toHaveLength(ROUNDS)
  },
)

function mediansOf(rounds: readonly LargeAnswer[]): Record<string, number> {
  const median = (name: keyof LargeAnswer): number => rounds.map((round) => round[name]).toSorted((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? Number.NaN
  const ms = (name: keyof LargeAnswer): number => Math.round(median(name) * 10) / 10
  const times = (name: 'growthBytes' | 'peakGrowthBytes'): number => Math.round((median(name) / median('bodyBytes')) * 100) / 100
  return {
    receivedMs: ms('receivedMs'),
    scrubbedMs: ms('scrubbedMs'),
    judgedMs: ms('judgedMs'),
    completedMs: ms('completedMs'),
    firstLinesMs: ms('firstLinesMs'),
    bareParserMs: ms('referenceMs'),
    firstLinesPerBareParser: Math.round((median('firstLinesMs') / median('referenceMs')) * 100) / 100,
    mainDelayMs: ms('mainDelayMs'),
    memoryPerBody: times('growthBytes'),
    peakMemoryPerBody: times('peakGrowthBytes'),
    convertedMs: ms('convertedMs'),
    searchMs: ms('searchMs'),
    searchTotal: median('searchTotal'),
  }
}
