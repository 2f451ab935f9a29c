import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { SaxesParser } from 'saxes'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { exampleValues } from '@shared/descriptor/example'
import { businessParameters } from '@shared/descriptor/serialise'
import type { Format } from '@shared/protocol/parameters'
import { NEW_PROFILE, type Profile } from '@shared/profile/profile'
import { DatabaseClient } from '../../src-main/database/client'
import { ThreadedReader } from '../../src-main/documents/threaded-reader'
import { performExchange } from '../../src-main/exchange/perform-exchange'
import { sendOverHttp } from '../../src-main/transport/http-transport'

/** What one exchange with a large answer took, in milliseconds after its last byte, and what it cost. */
export interface LargeAnswer {
  readonly bodyBytes: number
  readonly receivedMs: number
  readonly scrubbedMs: number
  readonly judgedMs: number
  readonly completedMs: number
  readonly firstLinesMs: number
  readonly convertedMs: number
  readonly searchMs: number
  readonly searchTotal: number
  readonly mainDelayMs: number
  readonly peakGrowthBytes: number
  readonly growthBytes: number
  readonly referenceMs: number
}

/** Sends one request from a process of its own and looks at the answer as the window would. */
async function measure(gatewayUrl: string, format: Format, workers: string): Promise<LargeAnswer> {
  const folder = mkdtempSync(join(tmpdir(), 'lysession-bench-'))
  const database = DatabaseClient.open(join(workers, 'database-worker.js'), { file: join(folder, 'h.db') }, console.error)
  const documents = ThreadedReader.open(
    join(workers, 'document-worker.js'),
    (exchangeId, half) => database.history.readHalf(exchangeId, half),
    console.error,
  )
  await database.problem()
  await documents.textStart('warm-up').catch(() => undefined)
  const profile: Profile = {
    ...NEW_PROFILE, id: 'bench', builtIn: false, name: 'bench', environment: 'custom', gatewayUrl, appKey: 'key', format,
    limits: { ...NEW_PROFILE.limits, totalTimeoutMs: 60_000 },
  }
  const at = { start: 0, lastByte: 0, received: 0, judged: 0 }
  const before = process.memoryUsage.rss()
  let peak = before
  const sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  at.start = performance.now()
  const summary = await performExchange(
    {
      operation,
      businessParameters: businessParameters(operation, exampleValues(operation)),
      publicParameters: null,
      callerId: 'sid', subject: 'uid', parentId: null, batch: null, profile, gatewayUrl, secret: 'bench-secret',
      session: { value: 'a-session-token-of-this-bench', fingerprint: '00000000' },
      certificateAuthority: null,
      signal: new AbortController().signal,
    },
    {
      history: database.history,
      transport: async (request) => {
        const result = await sendOverHttp(request)
        at.lastByte = performance.now()
        return result
      },
      documents: {
        receive: async (answer) => {
          const response = await documents.receive(answer)
          at.received = performance.now()
          return response
        },
        judge: async (id) => {
          const judgement = await documents.judge(id)
          at.judged = performance.now()
          return judgement
        },
        receiveAndJudge: (answer) => documents.receiveAndJudge(answer),
      },
      now: Date.now, userAgent: 'bench', onStarted: () => undefined, onUnrecorded: console.error, onUnread: console.error,
    },
  )
  const completed = performance.now()
  if (summary.outcome !== 'succeeded') throw new Error(`${summary.outcome} ${summary.failure}`)
  const key = { exchangeId: summary.id, half: 'response', charset: null, filter: null } as const
  const [received, other] = format === 'xml' ? (['XML', 'JSON'] as const) : (['JSON', 'XML'] as const)
  await documents.view({ ...key, view: received })
  await documents.lines({ ...key, view: received, ranges: [{ from: 0, count: 60 }] })
  const firstLines = performance.now()
  const mainDelayMs = delay.max / 1e6
  delay.disable()
  const growth = process.memoryUsage.rss() - before
  const peakSoFar = peak
  const search = await documents.search({ ...key, view: received, text: '退款', matchCase: true, regexp: false, from: 0 })
  const searched = performance.now()
  await documents.view({ ...key, view: other })
  await documents.lines({ ...key, view: other, ranges: [{ from: 0, count: 60 }] })
  const converted = performance.now()
  clearInterval(sampler)
  const body = Buffer.from((await database.history.read(summary.id)).response?.body ?? []).toString('utf8')
  const referenceMs = timeOf(() => (format === 'json' ? JSON.parse(body) : new SaxesParser().write(body).close()))
  await documents.close()
  await database.close()
  rmSync(folder, { recursive: true, force: true })
  return {
    bodyBytes: summary.responseBytes,
    receivedMs: at.lastByte - at.start,
    scrubbedMs: at.received - at.lastByte,
    judgedMs: at.judged - at.lastByte,
    completedMs: completed - at.lastByte,
    firstLinesMs: firstLines - at.lastByte,
    convertedMs: converted - searched,
    searchMs: searched - firstLines,
    searchTotal: search.total,
    mainDelayMs,
    peakGrowthBytes: peakSoFar - before,
    growthBytes: growth,
    referenceMs,
  }
}

function timeOf(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

const [gatewayUrl = '', format = 'json', workers = ''] = process.argv.slice(2)
const found = await measure(gatewayUrl, format as Format, workers)
process.send?.(found)
