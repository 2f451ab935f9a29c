import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { buffer } from 'node:stream/consumers'
import { Worker } from 'node:worker_threads'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { exampleValues } from '@shared/descriptor/example'
import { businessParameters } from '@shared/descriptor/serialise'
import { NEW_PROFILE } from '@shared/profile/profile'
import { InMemoryKeychain } from '../../src-main/credentials/in-memory-keychain'
import { DatabaseClient } from '../../src-main/database/client'
import { ThreadedReader } from '../../src-main/documents/threaded-reader'
import { buildSignedRequest } from '../../src-main/exchange/signed-request'
import { createServices } from '../../src-main/services'

const ROUNDS = 5
const [out = '', answerAfter = '0', lanes = '8', rowCount = '1000'] = process.argv.slice(2)
const answerAfterMs = Number(answerAfter)
const concurrency = Number(lanes)
const rowsOfRound = Number(rowCount)

/** A gateway in a thread of its own, so that neither side pays for it. */
const GATEWAY = `
const http = require('node:http'); const { parentPort, workerData } = require('node:worker_threads')
const answer = '{"alibaba_lyservice_lippi_session_create_response":{"result":{"code":"0","data":"s","msg":"ok","success":true},"request_id":"r"}}'
const server = http.createServer((request, response) => request.resume().on('end', () => setTimeout(() => response.end(answer), workerData)))
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))`

/** Sends the same rows as a batch and in a plain loop, by turns; prints how many a second each sent. */
async function compare(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lysession-bench-'))
  const gateway = new Worker(GATEWAY, { eval: true, workerData: answerAfterMs })
  const port = await new Promise<number>((resolve) => gateway.once('message', resolve))
  const gatewayUrl = `http://127.0.0.1:${port}/router/rest`
  const database = DatabaseClient.open(join(out, 'database-worker.js'), { file: join(folder, 'h.db') }, console.error)
  const services = await createServices({
    database, historyFile: join(folder, 'h.db'), keychain: new InMemoryKeychain(), version: '0', now: Date.now,
    openDocuments: (load) => ThreadedReader.open(join(out, 'document-worker.js'), load, console.error),
    onStarted: () => undefined, onFinished: () => undefined, onUnrecorded: console.error, onGatewayChanged: () => undefined, onLocalProblem: console.error, onBatchProblem: console.error,
  })
  await services.localReady
  const profile = await services.profiles.create({ ...NEW_PROFILE, name: 'bench', environment: 'custom', gatewayUrl, appKey: 'key' })
  await services.credentials.save(profile.id, 'secret', 'a-secret-of-this-bench', 'keychain')
  const values = exampleValues(operation)
  const { wire } = buildSignedRequest({
    businessParameters: businessParameters(operation, values), publicParameters: null, profile, gatewayUrl, secret: 'a-secret-of-this-bench', session: null,
    operationName: operation.name, timestampMs: Date.now(), userAgent: 'bench',
  })
  const keptAlive = wire.headers.filter(([name]) => name !== 'Connection').flat()
  const sendPlainly = (agent: http.Agent | false): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const request = http.request(gatewayUrl, { method: 'POST', headers: agent === false ? wire.headers.flat() : keptAlive, agent }, (response) => {
        buffer(response).then(resolve, reject)
      })
      request.on('error', reject)
      request.end(wire.body)
    })
  const plainLoop = async (agent: http.Agent | false): Promise<number> => {
    let left = rowsOfRound
    const lane = async (): Promise<void> => {
      while (left-- > 0) await sendPlainly(agent)
    }
    const begun = performance.now()
    await Promise.all(Array.from({ length: concurrency }, lane))
    return performance.now() - begun
  }
  const connections = new http.Agent({ keepAlive: true, maxSockets: concurrency })
  const batch = async (round: number): Promise<number> => {
    const file = join(folder, `rows-${round}.csv`)
    writeFileSync(file, `sid\n${Array.from({ length: rowsOfRound }, (_, index) => `sid-${round}-${index}`).join('\n')}\n`)
    const { fileId, columns } = await services.batches.open(file, operation.name)
    const plan = { profileId: profile.id, operation: operation.name, base: values, variables: {}, columns: columns.map(({ path }) => path), format: 'json', signMethod: 'hmac-sha256', concurrency, perSecond: null } as const
    const begun = performance.now()
    const { id } = await services.batches.start({ fileId, plan, sendErrors: false, typedEnvironment: null })
    const done = await services.batches.settled(id)
    const tookMs = performance.now() - begun
    if (done.rows.succeeded !== rowsOfRound) throw new Error(JSON.stringify(done))
    return tookMs
  }
  const median = (numbers: readonly number[]): number => numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? Number.NaN
  const rounded = (number: number): number => Math.round(number * 100) / 100
  const took: { batch: number; plain: number; plainKeptAlive: number }[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const times = { plain: await plainLoop(false), plainKeptAlive: await plainLoop(connections), batch: await batch(round) }
    // The first round warms all of them up.
    if (round > 0) took.push(times)
  }
  connections.destroy()
  await services.documents.close()
  await database.close()
  await gateway.terminate()
  rmSync(folder, { recursive: true, force: true })
  const perSecond = (of: keyof (typeof took)[number]): number => rounded(median(took.map((times) => (rowsOfRound * 1_000) / times[of])))
  console.log(
    JSON.stringify({
      bench: 'batch', rows: rowsOfRound, rounds: ROUNDS, concurrency, answerAfterMs,
      batchPerSecond: perSecond('batch'), plainPerSecond: perSecond('plain'), plainKeptAlivePerSecond: perSecond('plainKeptAlive'),
      ofPlain: rounded(median(took.map(({ plain, batch: own }) => plain / own))),
      ofPlainKeptAlive: rounded(median(took.map(({ plainKeptAlive, batch: own }) => plainKeptAlive / own))),
    }),
  )
}

void compare()
