import type { Exchange } from '@shared/exchange/exchange'
import { KEEP_EVERYTHING, demandOf, planOf, type RetentionRules } from '@shared/history/retention'
import type { storageMethods } from '@shared/history/storage-contract'
import type { IpcRequest, IpcResponse } from '@shared/ipc/contract'
import { summaryOf } from './exchange-builder'

type FakeStorage = { [M in keyof typeof storageMethods]: (request: IpcRequest<M>) => Promise<IpcResponse<M>> }

/** The storage of the fake bridge: rules are held against the exchanges it is given, newest first. */
export function createFakeStorage(exchanges: () => readonly Exchange[]): FakeStorage {
  let rules: RetentionRules = KEEP_EVERYTHING
  let removed = 3
  let freeBytes = 2_000_000

  const goingBy = (wanted: RetentionRules) => {
    const stays = ({ pinned, tags, name, note, outcome }: Exchange): boolean => pinned || tags.length > 0 || name !== '' || note !== '' || outcome === null
    const candidates = exchanges().filter((exchange) => !stays(exchange)).toReversed()
    const demand = demandOf(wanted, { now: Date.now(), candidates: candidates.length, usedBytes: 0, removedBytes: 0 })
    const plan = planOf(candidates.map(({ startedAt, responseBytes }) => ({ startedAt, bytes: responseBytes })), demand)
    return { plan, gone: candidates.slice(0, Math.max(plan.byAge, plan.byCount, plan.byDisk)) }
  }

  return {
    'storage.describe': async () => ({
      use: {
        totalBytes: 5_000_000 + freeBytes,
        bodiesBytes: 3_000_000,
        removedBytes: removed * 1_000,
        freeBytes,
        otherBytes: 2_000_000 - removed * 1_000,
        count: exchanges().length,
        staying: 0,
        removed,
        copies: [{ kind: 'backup', name: 'history.backup-v10.db', bytes: 400_000, madeAt: Date.UTC(2026, 9, 1) }],
      },
      rules,
    }),
    'storage.preview': async (request) => {
      const { plan, gone } = goingBy(request.rules)
      return {
        count: gone.length,
        bytes: gone.reduce((sum, { responseBytes }) => sum + responseBytes, 0),
        oldestAt: gone[0]?.startedAt ?? null,
        newestAt: gone.at(-1)?.startedAt ?? null,
        ...plan,
        removed: 0,
        staying: 0,
        excessBytes: 0,
      }
    },
    'storage.outgoing': async (request) => {
      const from = Number(request.after ?? 0)
      const { gone } = goingBy(request.rules)
      const end = from + request.limit
      return { entries: gone.slice(from, end).map(summaryOf), next: end < gone.length ? String(end) : null }
    },
    'storage.save': async (request) => ({ rules: (rules = request.rules) }),
    'storage.purge': async () => {
      const deleted = Math.min(2, removed)
      removed -= deleted
      return { deleted, more: deleted > 0 }
    },
    'storage.compact': async () => {
      freeBytes = Math.max(0, freeBytes - 1_000_000)
      return { totalBytes: 5_000_000 + freeBytes, freeBytes, more: freeBytes > 0 }
    },
  }
}
