import { randomUUID } from 'node:crypto'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { NEW_PROFILE } from '@shared/profile/profile'
import { DatabaseClient } from '../../database/client'
import { migrations } from '../../database/migrations'
import { openDatabase } from '../../database/open-database'
import { InlineReader } from '../../documents/inline-reader'
import { performExchange } from '../../exchange/perform-exchange'
import { sendOverHttp } from '../../transport/http-transport'
import { SLOW_MIGRATION } from './slow-migration'

// A program to be killed: `send FILE WORKER URL` sends without end, `open FILE` opens the file with one migration more and says how long that took.
const [task = '', file = '', worker = '', url = ''] = process.argv.slice(2)

if (task === 'send') void sendForEver()
else {
  process.stdout.write('ready\n')
  const started = performance.now()
  openDatabase(file, { now: Date.now(), migrations: [...migrations, SLOW_MIGRATION] }).close()
  process.stdout.write(`done in ${performance.now() - started} ms\n`)
}

async function sendForEver(): Promise<void> {
  const database = DatabaseClient.open(worker, { file }, (message) => process.stderr.write(`${message}\n`))
  const problem = await database.problem()
  if (problem !== null) throw problem
  process.stdout.write('ready\n')
  // Two at a time, so that a kill meets one in each of its stages.
  await Promise.all([sendOneAfterAnother(database), sendOneAfterAnother(database)])
}

async function sendOneAfterAnother(database: DatabaseClient): Promise<never> {
  const report = (error: unknown): void => void process.stderr.write(`${String(error)}\n`)
  for (;;) {
    const callerId = randomUUID()
    await performExchange(
      {
        operation,
        businessParameters: [{ name: 'source', value: JSON.stringify({ sid: callerId }) }],
        publicParameters: null,
        callerId,
        subject: '',
        parentId: null,
        batch: null,
        profile: { ...NEW_PROFILE, id: 'killed', builtIn: false, name: 'killed', environment: 'custom', gatewayUrl: url, appKey: '1' },
        gatewayUrl: url,
        secret: 'a-secret-of-a-test',
        session: null,
        certificateAuthority: null,
        signal: new AbortController().signal,
      },
      {
        history: database.history,
        transport: sendOverHttp,
        documents: new InlineReader((exchangeId, half) => database.history.readHalf(exchangeId, half)),
        now: Date.now,
        userAgent: 'kill-proof',
        onStarted: () => undefined,
        onUnrecorded: report,
        onUnread: report,
      },
    )
  }
}
