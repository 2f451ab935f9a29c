import type { storageMethods } from '@shared/history/storage-contract'
import type { History } from '../history/history'
import type { RetentionSettings } from '../history/retention-settings'
import type { HistoryUpkeep } from '../history/upkeep'
import type { IpcHandlers } from './handlers'

/** The calls about the disk the history takes. */
export function storageHandlers(
  history: History,
  { retention, upkeep }: { readonly retention: RetentionSettings; readonly upkeep: HistoryUpkeep },
): Pick<IpcHandlers, keyof typeof storageMethods> {
  return {
    'storage.describe': async () => ({ use: await history.describeStorage(), rules: await retention.read() }),
    'storage.preview': ({ rules }) => history.previewRetention({ rules, now: Date.now() }),
    'storage.outgoing': (request) => history.listOutgoing({ ...request, now: Date.now() }),
    'storage.save': async ({ rules }) => {
      const saved = await retention.save(rules)
      upkeep.soon(0)
      return { rules: saved }
    },
    // Including what was removed at this very moment.
    'storage.purge': () => history.purge({ before: Date.now() + 1 }),
    'storage.compact': () => history.compact(),
  }
}
