import { useI18n } from 'vue-i18n'
import { REMOVED_FOR_DAYS } from '@shared/history/labels'
import { useNotices } from '../../composables/use-notices'
import type { Chosen } from '../../stores/chosen'
import { useRemovalStore, type Removal } from '../../stores/use-removal-store'

/** Removing and bringing back, told to the user: what was removed is offered back for a while. */
export function useRemoving(): {
  /** @throws IpcError */
  readonly remove: (chosen: Chosen) => Promise<void>
  /** @throws IpcError */
  readonly restore: (chosen: Chosen) => Promise<void>
  /** Brings back what was removed last; nothing happens when there is nothing. @throws IpcError */
  readonly undoLast: () => Promise<void>
} {
  const { t, n } = useI18n()
  const removal = useRemovalStore()
  const { showOffer, showDone, orShowError } = useNotices()

  async function remove(chosen: Chosen): Promise<void> {
    const done = await removal.remove(chosen)
    if (done.count === 0) {
      showDone(t('order.removal.nothing'))
      return
    }
    const isPart = chosen.selection.kind === 'exchanges' && done.count < chosen.count
    const text = t(isPart ? 'order.removal.doneButUnderWay' : 'order.removal.done', { count: n(done.count), days: REMOVED_FOR_DAYS })
    showOffer(text, { label: t('order.removal.undo'), run: () => void orShowError(undo(done)) })
  }

  async function undo(done: Removal): Promise<void> {
    showDone(t('order.removal.undone', { count: n(await removal.undo(done)) }))
  }

  return {
    remove,
    restore: async (chosen) => showDone(t('order.removal.undone', { count: n(await removal.restore(chosen)) })),
    undoLast: async () => {
      if (removal.last !== null) await undo(removal.last)
    },
  }
}
