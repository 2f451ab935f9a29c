import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { parseFault } from '@shared/gateway/fault-text'
import { FAULTS } from '@shared/gateway/faults'
import { FORMATS } from '@shared/protocol/parameters'
import { FAULT_MATRIX } from '@shared/testing/fault-matrix'
import { openConnection } from '../../database/connection'
import type { History } from '../../history/history'
import { historyOn } from '../../testing/open-history'
import { temporaryFolder } from '../../testing/temporary-folder'
import { exchangeWith } from '../testing/exchange-with'
import { gatewayForTests } from '../testing/start'
import { openWireTap, type WireTap } from '../testing/wire-tap'

const { gateway, url } = gatewayForTests()
let tap: WireTap

beforeAll(async () => {
  tap = await openWireTap(url())
})
afterAll(() => tap.close())

function aHistory(): History {
  return historyOn(openConnection(join(temporaryFolder(), 'history.db'))).history
}

const CASES = FAULT_MATRIX.flatMap((one) => FORMATS.map((format) => ({ ...one, format })))

describe.each(CASES)('an exchange that meets $fault in $format', ({ fault, format, createsSession, isLarge, ...ends }) => {
  it('ends as it should and keeps every byte', { timeout: isLarge === true ? 120_000 : 10_000 }, async () => {
    const history = aHistory()
    const before = gateway.sessions.openedCount
    gateway.setFault(parseFault(fault), 1)
    const summary = await exchangeWith({ gatewayUrl: tap.url, history, format, callerId: 'a-sid' })

    const { outcome, failure, code } = summary
    expect({ outcome, failure, code }).toEqual(ends[format])
    expect(gateway.sessions.openedCount - before, 'sessions that were created').toBe(createsSession ? 1 : 0)
    const stored = await history.read(summary.id)
    const written = tap.answer()
    expect(stored.response?.head ?? '').toBe(written.head)
    // Compared as one value: a difference of fifty million numbers would never be printed.
    expect(Buffer.compare(stored.response?.body ?? Buffer.alloc(0), written.body), 'the bytes of the body').toBe(0)
    expect(gateway.status().fault, 'the fault after its one time').toBeNull()
  })
})

const MAY_HAVE_CREATED = CASES.filter((one) => one.createsSession && one.isLarge !== true)

describe.each(MAY_HAVE_CREATED)('a session that $fault in $format may have hidden', ({ fault, format }) => {
  it('is warned of before its sid is sent again', async () => {
    const history = aHistory()
    gateway.setFault(parseFault(fault), 1)
    await exchangeWith({ gatewayUrl: tap.url, history, format, callerId: 'a-sid' })
    expect(await history.earlierUses({ operation: operation.name, gatewayUrl: tap.url, callerId: 'a-sid' })).toMatchObject({ count: 1 })
  })
})

describe('limits of the profile', () => {
  it.each([
    ['delay:60000', { totalTimeoutMs: 200 }, 'time-out', 0],
    ['slow-body:60000', { totalTimeoutMs: 200 }, 'time-out', 0],
    ['large-body:2', { maxResponseBytes: 1_048_576 }, 'too-large', 1_048_576],
  ] as const)('end an exchange that meets %s', async (fault, limits, failure, bytes) => {
    gateway.setFault(parseFault(fault), 1)
    const summary = await exchangeWith({ gatewayUrl: url(), history: aHistory(), format: 'json', callerId: 'a-sid', limits })
    expect(summary).toMatchObject({ outcome: 'failed', failure, responseBytes: bytes })
  })
})

describe('the matrix', () => {
  it('holds every fault', () => {
    const covered = new Set(FAULT_MATRIX.map(({ fault }) => parseFault(fault)?.name))
    expect([...covered].sort()).toEqual(FAULTS.map(({ name }) => name).sort())
  })

  it('agrees with what is said of a fault', () => {
    for (const { name, createsSession } of FAULTS) {
      const cases = FAULT_MATRIX.filter(({ fault }) => parseFault(fault)?.name === name)
      expect(cases.some((one) => one.createsSession), name).toBe(createsSession)
    }
  })
})
