import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { exampleValues } from '@shared/descriptor/example'
import { businessParameters } from '@shared/descriptor/serialise'
import { NEW_PROFILE, type Profile } from '@shared/profile/profile'
import { DatabaseClient } from '../src-main/database/client'
import { InlineReader } from '../src-main/documents/inline-reader'
import { performExchange } from '../src-main/exchange/perform-exchange'
import { buildSignedRequest } from '../src-main/exchange/signed-request'
import { sendOverHttp } from '../src-main/transport/http-transport'

const ROUNDS = 300
const WARM_UP = 30
const ANSWER =
  '{"alibaba_lyservice_lippi_session_create_response":{"result":{"code":"0","data":"s","msg":"ok","success":true},"request_id":"r"}}'

it('a send against the same bytes from plain Node', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lysession-bench-'))
  const database = DatabaseClient.open(join(import.meta.dirname, '../out/cli/database-worker.js'), { file: join(folder, 'h.db') }, console.error)
  const server = http.createServer((request, response) => {
    request.resume().on('end', () => response.end(ANSWER))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const gatewayUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/router/rest`
  const profile: Profile = { ...NEW_PROFILE, id: 'bench', builtIn: false, name: 'bench', environment: 'custom', gatewayUrl, appKey: 'key' }
  const order = {
    operation,
    businessParameters: businessParameters(operation, exampleValues(operation)),
    publicParameters: null,
    callerId: 'sid',
    subject: 'uid',
    parentId: null,
    batch: null,
    profile,
    gatewayUrl,
    secret: 'bench-secret',
    session: null,
    certificateAuthority: null,
    signal: new AbortController().signal,
  }
  const documents = new InlineReader((exchangeId, half) => database.history.readHalf(exchangeId, half))
  const tools = { history: database.history, documents, transport: sendOverHttp, now: Date.now, userAgent: 'bench', onStarted: () => undefined, onUnrecorded: console.error, onUnread: console.error }
  const { wire } = buildSignedRequest({ ...order, operationName: operation.name, timestampMs: Date.now(), userAgent: 'bench' })
  const plain = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const request = http.request(gatewayUrl, { method: 'POST', headers: wire.headers.flat(), agent: false }, (response) => {
        buffer(response).then(resolve, reject)
      })
      request.on('error', reject)
      request.end(wire.body)
    })

  const times: { ours: number[]; plain: number[] } = { ours: [], plain: [] }
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const [name, send] of [['ours', () => performExchange(order, tools)], ['plain', plain]] as const) {
      const start = performance.now()
      await send()
      if (round >= WARM_UP) times[name].push(performance.now() - start)
    }
  }
  await database.close()
  server.close()
  rmSync(folder, { recursive: true, force: true })
  const ours = quantiles(times.ours)
  const reference = quantiles(times.plain)
  console.log(JSON.stringify({ bench: 'send-overhead', rounds: ROUNDS, oursMs: ours, plainNodeMs: reference, addedAtMedianMs: round2(ours.p50 - reference.p50) }))
  expect(times.ours).toHaveLength(ROUNDS)
})

function quantiles(values: number[]): { p50: number; p95: number } {
  const sorted = values.toSorted((left, right) => left - right)
  const at = (share: number): number => round2(sorted[Math.floor(sorted.length * share)] ?? Number.NaN)
  return { p50: at(0.5), p95: at(0.95) }
}

function round2(value: number): number {
  return Math.round(value * 100) / 100
}
