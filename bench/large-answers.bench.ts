import { fork } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import { builtinModules } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { FORMATS } from '@shared/protocol/parameters'
import packageJson from '../package.json' with { type: 'json' }
import { largeBody } from './large-answers/bodies'
import type { LargeAnswer } from './large-answers/one-answer'

const ROUNDS = Number(process.env['ROUNDS'] ?? 3)
const MEGABYTES = [6, 20, 50]
const OUTPUT = join(import.meta.dirname, '../out/bench')
const WORKERS = join(import.meta.dirname, '../out/cli')

let body: Buffer = Buffer.alloc(0)
const server = http.createServer((request, response) => {
  request.resume().on('end', () => response.end(body))
})

beforeAll(async () => {
  // Each answer is measured in a fresh process, as the memory of one would hide that of the next.
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@shared': join(import.meta.dirname, '../src-shared') }, conditions: ['node'] },
    build: {
      ssr: join(import.meta.dirname, 'large-answers/one-answer.ts'),
      target: 'node20.18',
      outDir: OUTPUT,
      rollupOptions: {
        external: [...builtinModules, /^node:/, ...Object.keys(packageJson.dependencies), 'saxes'],
        output: { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
  })
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
      const child = fork(join(OUTPUT, 'one-answer.mjs'), [url, format, WORKERS])
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
