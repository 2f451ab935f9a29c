import { computed, shallowRef, type Ref } from 'vue'
import { rowDraft } from '@shared/batch/row-values'
import type { IpcRequest } from '@shared/ipc/contract'
import { useNewBatchStore } from '../../stores/use-new-batch-store'

/** What the first row of the new batch would send, for the dialog that builds and signs it without sending. */
export function useFirstRow(): {
  readonly request: Readonly<Ref<IpcRequest<'exchange.rehearse'> | null>>
  readonly isPossible: Readonly<Ref<boolean>>
  readonly show: () => void
  readonly hide: () => void
} {
  const making = useNewBatchStore()
  const request = shallowRef<IpcRequest<'exchange.rehearse'> | null>(null)
  const cells = computed(() => making.file?.sample[0] ?? null)
  const isPossible = computed(() => making.plan !== null && cells.value !== null)

  function show(): void {
    if (making.plan === null || cells.value === null) return
    const { base: _base, columns: _columns, concurrency: _concurrency, perSecond: _perSecond, ...draft } = making.plan
    request.value = { ...draft, values: rowDraft(making.plan, cells.value) }
  }

  return { request, isPossible, show, hide: () => (request.value = null) }
}
