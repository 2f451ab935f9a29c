import { DatabaseSync } from '@photostructure/sqlite'
import { expect, it } from 'vitest'
import { EVERYTHING } from '@shared/history/criteria'
import { SqliteHistory } from '../../history/sqlite-history'
import { migrate } from '../migration'
import { migrations } from '.'
import { migration0010 } from './0010-initial'
import { scanOf } from '../../history/testing/scan-search'

const SECOND = 1_800_000_000_000

/** A history as the version before wrote it: eighty exchanges, many of one second, every second one answered. */
function anOldHistory(): InstanceType<typeof DatabaseSync> {
  const database = new DatabaseSync(':memory:', { enableForeignKeyConstraints: true })
  migrate(database, [migration0010])
  const exchange = database.prepare(
    `INSERT INTO exchange (id, started_at, operation, operation_version, profile_id, profile_name, environment, gateway_url, app_key,
       format, sign_method, placement, caller_id, subject, request_bytes, owner_pid, outcome)
     VALUES (?, ?, 'op', 1, 'p', 'P', 'local', 'http://x/', 'k', 'json', 'md5', 'body', ?, '', 3, 1, ?)`,
  )
  const half = database.prepare("INSERT INTO exchange_half (exchange_id, half, head, body, masked) VALUES (?, ?, 'head', ?, ?)")
  for (let index = 0; index < 80; index += 1) {
    const id = `e${String(index).padStart(2, '0')}`
    exchange.run(id, index < 70 ? SECOND + Math.floor(index / 7) : SECOND - index * 1_000, `sid ${index}`, index % 2 === 0 ? 'succeeded' : null)
    half.run(id, 'request', Uint8Array.of(index, 0, 255), '["session"]')
    if (index % 2 === 0) half.run(id, 'response', Uint8Array.of(255, index), '2')
  }
  return database
}

it('keeps every exchange with the exact bytes of its halves, in the order of time', () => {
  const database = anOldHistory()
  const ids = (database.prepare('SELECT id FROM exchange ORDER BY started_at DESC, id DESC').all() as { id: string }[]).map(({ id }) => id)
  migrate(database, migrations)
  const history = new SqliteHistory(database, { pid: 1, isAlive: () => true })
  const { entries } = scanOf(database).search({ criteria: EVERYTHING, limit: 200, before: null })
  expect(entries.map(({ id }) => id)).toEqual(ids)
  for (const { id, callerId } of entries) {
    const index = Number(id.slice(1))
    expect(callerId).toBe(`sid ${index}`)
    const { request, response, outcome, tags, pinned, parentId } = history.read(id)
    expect(request).toEqual({ head: 'head', body: Uint8Array.of(index, 0, 255), masked: ['session'] })
    expect(response).toEqual(index % 2 === 0 ? { head: 'head', body: Uint8Array.of(255, index), maskedCopies: 2 } : null)
    expect({ outcome, tags, pinned, parentId }).toEqual({ outcome: index % 2 === 0 ? 'succeeded' : null, tags: [], pinned: false, parentId: null })
  }
})
