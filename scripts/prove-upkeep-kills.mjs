// Kills a program in the middle of packing, retention, deleting for good and compaction, and looks at what is left.
// ROUNDS says how often (default 100). Needs a build.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { DatabaseSync } from '@photostructure/sqlite'

const WORKER = join(import.meta.dirname, '../out/cli/database-worker.js')
const DAY_MS = 24 * 60 * 60 * 1000
const NOW = Date.UTC(2026, 10, 20)
const COUNT = 36
const KEEP_EVERYTHING = { maxAgeDays: null, maxCount: null, maxDiskMegabytes: null }
/** What is done in order; `rewrite` is compaction of a file that cannot give room back in steps. */
const PHASES = ['pack', 'rules', 'purge', 'compact', 'rewrite']

/** Calls the history's thread as the program does. */
class Thread {
  static async open(file) {
    const worker = new Worker(WORKER, { workerData: { file } })
    const [greeting] = await once(worker, 'message')
    if (!greeting.opened) throw new Error(`not opened: ${greeting.error.message}`)
    return new Thread(worker)
  }

  constructor(worker) {
    this.worker = worker
    this.id = 0
  }

  async call(method, ...parameters) {
    this.worker.postMessage({ id: ++this.id, store: 'history', method, parameters })
    const [reply] = await once(this.worker, 'message')
    if ('error' in reply) throw new Error(`${method}: ${reply.error.code} ${reply.error.message}`)
    return reply.value
  }

  async untilDone(method, ...parameters) {
    while ((await this.call(method, ...parameters)).more);
  }

  async close() {
    this.worker.postMessage('close')
    await once(this.worker, 'exit')
  }
}

const idOf = (index) => `exchange-${index}`
const isPinned = (index) => index % 7 === 0
const isRemoved = (index) => index % 5 === 1 && !isPinned(index)

/** The bytes of a body, the same each time: text that packs well, noise that does not, and short ones. */
function bodyOf(index, half) {
  const seed = `${half}-${index}`
  if (index % 4 === 3) return Buffer.from(`{"short":"${seed}"}`)
  if (index % 4 === 0) return Buffer.concat(Array.from({ length: 6_000 }, (_, nth) => createHash('sha256').update(`${seed}-${nth}`).digest()))
  return Buffer.from(`<item><sid>${seed}</sid><nick>你好世界</nick></item>`.repeat(2_000 * (1 + (index % 9))))
}

async function prepare(file) {
  const thread = await Thread.open(file)
  for (let index = 0; index < COUNT; index += 1) {
    const id = idOf(index)
    const start = {
      id, startedAt: NOW - (COUNT - index) * DAY_MS, operation: 'o', operationVersion: 1, profileId: 'p', profileName: 'P', environment: 'custom',
      gatewayUrl: 'http://127.0.0.1:1/', appKey: 'k', format: 'xml', signMethod: 'md5', placement: 'body', callerId: `sid-${index}`, subject: '',
      requestBytes: 1, parentId: null, batch: null,
    }
    const end = {
      outcome: 'succeeded', failure: null, failureDetail: null, bytesLeft: true, code: '0', subCode: null, message: null, subMessage: null,
      requestId: null, resultId: null, httpStatus: 200, responseFormat: 'xml', responseBytes: 1, durationMs: 1, phases: null,
    }
    await thread.call('begin', start, { head: 'POST', body: bodyOf(index, 'request'), masked: [] })
    await thread.call('finish', id, end, { head: 'HTTP/1.1 200 OK', body: bodyOf(index, 'response'), maskedCopies: 0 })
    const named = { ids: [id] }
    if (isPinned(index)) await thread.call('label', named, { pinned: true })
    if (isRemoved(index)) await thread.call('remove', named, `removal-${index}`, NOW - DAY_MS)
  }
  await thread.close()
}

/** What the killed program does, telling where it is. */
async function work(file, phase) {
  const thread = await Thread.open(file)
  const tell = (name) => process.stdout.write(`${name}\n`)
  const rules = { ...KEEP_EVERYTHING, maxCount: 14, maxDiskMegabytes: 5 }
  tell('pack')
  if (phase !== 'rewrite') await thread.untilDone('tidy', { rules: KEEP_EVERYTHING, now: NOW })
  tell('rules')
  if (phase === 'rules') await thread.untilDone('tidy', { rules, now: NOW })
  tell('purge')
  await thread.untilDone('purge', { before: NOW })
  tell(phase === 'rewrite' ? 'rewrite' : 'compact')
  await thread.untilDone('compact')
  tell('done')
  await thread.close()
}

/** Throws when anything is lost, half there or taken that must stay. Answers how many exchanges are left. */
async function examine(file) {
  const direct = new DatabaseSync(file)
  const check = direct.prepare('PRAGMA integrity_check').all()
  const left = new Set(direct.prepare('SELECT id FROM exchange').all().map(({ id }) => id))
  const strays = direct.prepare('SELECT count(*) AS n FROM exchange_half WHERE (id >> 1) NOT IN (SELECT seq FROM exchange)').get().n
  const strayParts = direct.prepare('SELECT count(*) AS n FROM exchange_part WHERE (id >> 12) NOT IN (SELECT id FROM exchange_half)').get().n
  direct.close()
  if (check[0].integrity_check !== 'ok') throw new Error(`not whole: ${JSON.stringify(check)}`)
  if (strays + strayParts > 0) throw new Error(`${strays} halves and ${strayParts} parts belong to nothing`)
  const thread = await Thread.open(file)
  let oldestLeft = -1
  for (let index = 0; index < COUNT; index += 1) {
    if (!left.has(idOf(index))) {
      if (isPinned(index)) throw new Error(`${idOf(index)} is pinned and gone`)
      if (!isRemoved(index) && oldestLeft !== -1) throw new Error(`${idOf(index)} went before the older ${idOf(oldestLeft)}`)
      continue
    }
    if (!isPinned(index) && !isRemoved(index)) oldestLeft = index
    for (const half of ['request', 'response']) {
      const { body } = await thread.call('readHalf', idOf(index), half)
      if (Buffer.compare(body, bodyOf(index, half)) !== 0) throw new Error(`the ${half} of ${idOf(index)} is not what was stored`)
    }
  }
  await thread.close()
  return left.size
}

async function killIn(phase, file) {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), 'work', file, phase], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let reached = 'start'
  for await (const line of createInterface({ input: child.stdout })) {
    reached = line
    if (line === phase) setTimeout(() => child.kill('SIGKILL'), Math.random() * 25)
  }
  await ended
  return reached
}

async function prove(rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'lysession-kills-'))
  const inSteps = join(folder, 'in-steps.db')
  const whole = join(folder, 'whole.db')
  const inTheMiddle = {}
  try {
    await prepare(inSteps)
    copyFileSync(inSteps, whole)
    const old = new DatabaseSync(whole)
    old.exec('PRAGMA auto_vacuum = NONE; VACUUM')
    old.close()
    for (let round = 0; round < rounds; round += 1) {
      const phase = PHASES[round % PHASES.length]
      const file = join(folder, `round-${round}.db`)
      copyFileSync(phase === 'rewrite' ? whole : inSteps, file)
      const reached = await killIn(phase, file)
      if (reached === phase) inTheMiddle[phase] = (inTheMiddle[phase] ?? 0) + 1
      await examine(file)
      // Whoever comes next finishes the work.
      const thread = await Thread.open(file)
      await thread.untilDone('tidy', { rules: KEEP_EVERYTHING, now: NOW })
      await thread.untilDone('compact')
      await thread.close()
      await examine(file)
      for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  console.log(JSON.stringify({ rounds, killedInTheMiddleOf: inTheMiddle }))
}

if (process.argv[2] === 'work') await work(process.argv[3], process.argv[4])
else await prove(Number(process.env.ROUNDS ?? 100))
