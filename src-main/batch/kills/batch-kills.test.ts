import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Batch } from '@shared/batch/batch-contract'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { exampleValues } from '@shared/descriptor/example'
import { parseFault } from '@shared/gateway/fault-text'
import { NEW_PROFILE } from '@shared/profile/profile'
import { openConnection } from '../../database/connection'
import { DocumentStore } from '../../database/document-store'
import { LocalGateway } from '../../gateway/local-gateway'
import { Profiles } from '../../profiles/profiles'
import { remoteStore } from '../../testing/remote-documents'
import { closeAfterTest } from '../../testing/raw-server'
import { temporaryFolder } from '../../testing/temporary-folder'
import { BatchStore } from '../batch-store'

// `npm run prove:batch` sends two thousand rows, several times over.
const ROWS = Number(process.env['BATCH_ROWS'] ?? 200)
const ROUNDS = Number(process.env['BATCH_ROUNDS'] ?? 1)
const PROGRAM = join(import.meta.dirname, '../../../out/cli/lysession.js')
const SECRET = 'a-secret-of-a-killed-batch'
/** Each acts on so many calls: refused for two seconds, no answer in time although the session is made, and hung up after making it. */
const FAULTS = [
  ['refuse:7:accesscontrol.limited-by-app-access-count:This ban will last for 2 more seconds', 6],
  ['delay:1500', 2],
  ['drop-before-headers', 3],
] as const

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const seconds = (least: number, most: number): Promise<void> => new Promise((done) => setTimeout(done, (least + Math.random() * (most - least)) * 1_000))

it('leaves every row with one outcome or as unknown, and sends none twice, though the gateway fails and the program is killed', async () => {
  if (!existsSync(PROGRAM)) throw new Error('npm run build comes before these tests')
  for (let round = 1; round <= ROUNDS; round += 1) say(`round ${round}: ${JSON.stringify(await oneRound())}`)
}, ROUNDS * 180_000)

async function oneRound(): Promise<unknown> {
  const folder = temporaryFolder()
  const history = join(folder, 'history.db')
  const gateway = new LocalGateway({ secretOf: () => SECRET })
  const { url } = await gateway.start()
  closeAfterTest(() => void gateway.stop())
  await makeProfile(history, url)
  const input = join(folder, 'rows.csv')
  writeFileSync(input, `sid,客户ID\n${Array.from({ length: ROWS }, (_, index) => `sid-${index + 1},00${index + 1}`).join('\n')}\n`)
  const account = ['--profile', 'Proof', '--secret-env', 'SECRET', '--history', history, '--json']
  const given = Object.entries(exampleValues(operation)).flatMap(([path, value]) => ['--set', `${path}=${value}`])

  let isOver = false
  const faults = (async () => {
    for (const [text, times] of FAULTS) {
      await seconds(0.3, 0.8)
      gateway.setFault(parseFault(text), times)
      while (gateway.status().fault !== null && !isOver) await seconds(0.05, 0.05)
    }
  })()
  const killed = lysession(['batch', input, '--operation', operation.name, '--concurrency', '8', ...given, ...account])
  // Somewhere in the middle: when a part of the rows has been sent, and a moment more.
  const middle = gateway.sessions.openedCount + ROWS * (0.2 + Math.random() * 0.4)
  while (gateway.sessions.openedCount < middle && killed.child.exitCode === null) await seconds(0.01, 0.03)
  killed.child.kill('SIGKILL')
  await killed.ended
  const sentBeforeKill = gateway.sessions.openedCount

  const id = batchIn(history)
  let done: Batch
  let resumed = 0
  do {
    const again = lysession(['batch', '--resume', id, ...account])
    await again.ended
    resumed += 1
    done = JSON.parse(again.output()) as Batch
  } while (done.state !== 'finished' && resumed < 20)
  isOver = true
  await faults
  expect(done).toMatchObject({ state: 'finished', rows: { waiting: 0, 'under-way': 0 } })
  const told = compare(history, id, gateway)
  await gateway.stop()
  return { rows: ROWS, sentBeforeKill, resumed, sends: done.sends, ...told }
}

/** Holds every row of the history against what the gateway itself wrote down. */
function compare(history: string, id: string, gateway: LocalGateway): Record<string, number> {
  const connection = openConnection(history)
  const rows = new BatchStore(connection).rows(id, [], 0, ROWS + 1)
  connection.close()
  const made = new Map<string, string[]>()
  for (const { sid, id: session } of gateway.sessions.list()) made.set(sid, [...(made.get(sid) ?? []), session])
  const totals = { succeeded: 0, unknown: 0, unknownButMade: 0 }
  expect(rows).toHaveLength(ROWS)
  for (const { callerId, state, resultId } of rows) {
    const sessions = made.get(callerId) ?? []
    made.delete(callerId)
    expect(sessions.length, `${callerId} is ${state}`).toBeLessThan(2)
    if (state === 'succeeded') {
      expect(sessions).toEqual([resultId])
      totals.succeeded += 1
    } else {
      expect(state).toBe('unknown')
      totals.unknown += 1
      totals.unknownButMade += sessions.length
    }
  }
  expect(made.size, 'no session without its row').toBe(0)
  expect(totals.succeeded + totals.unknownButMade).toBe(gateway.sessions.openedCount)
  return totals
}

async function makeProfile(history: string, gatewayUrl: string): Promise<void> {
  const connection = openConnection(history)
  const profiles = new Profiles(remoteStore(new DocumentStore(connection)), Date.now)
  await profiles.create({ ...NEW_PROFILE, name: 'Proof', environment: 'custom', gatewayUrl, appKey: '12345678', limits: { ...NEW_PROFILE.limits, totalTimeoutMs: 1_000 } })
  connection.close()
}

function batchIn(history: string): string {
  const connection = openConnection(history)
  const [batch] = new BatchStore(connection).list()
  connection.close()
  return batch?.id ?? expect.fail('the batch is kept')
}

function lysession(parameters: readonly string[]) {
  const child = spawn(process.execPath, [PROGRAM, ...parameters], { env: { ...process.env, LANG: 'C', SECRET } })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const ended = once(child, 'close')
  return { child, ended, output: () => (output === '' ? expect.fail(errors) : output) }
}
