import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import type { Batch, BatchRow, RowState } from '@shared/batch/batch-contract'
import { call } from '../../ipc/client'

const PAGE_SIZE = 200
/** How often rows are read again at most while the batch goes on. */
const REFRESH_AFTER_MS = 800

export interface BatchRows {
  /** Those in the wanted states as far as they were loaded, in the order of the file. */
  readonly rows: Readonly<Ref<readonly BatchRow[]>>
  readonly hasMore: Readonly<Ref<boolean>>
  readonly failure: Readonly<Ref<unknown>>
  readonly loadMore: () => Promise<void>
  /** Tells which of the rows are in sight, so that those are kept up to date. */
  readonly look: (firstIndex: number) => void
}

/** The rows of a batch in some states (none named: all of them); what is in sight follows the batch. */
export function useBatchRows(batch: () => Batch, states: Readonly<Ref<readonly RowState[]>>): BatchRows {
  const rows = shallowRef<readonly BatchRow[]>([])
  const hasMore = ref(false)
  const failure = shallowRef<unknown>(null)
  let list = 0
  let firstInSight = 0
  let isLoading = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const ask = (afterRow: number): Promise<{ rows: readonly BatchRow[]; more: boolean }> =>
    call('batch.rows', { batchId: batch().id, states: [...states.value], afterRow, limit: PAGE_SIZE })

  async function loadFirst(): Promise<void> {
    const asked = (list += 1)
    await attempt(async () => {
      const page = await ask(0)
      if (asked !== list) return
      rows.value = page.rows
      hasMore.value = page.more
    })
  }

  async function loadMore(): Promise<void> {
    if (isLoading || !hasMore.value) return
    const asked = list
    isLoading = true
    await attempt(async () => {
      const page = await ask(rows.value.at(-1)?.row ?? 0)
      if (asked !== list) return
      rows.value = [...rows.value, ...page.rows]
      hasMore.value = page.more
    })
    isLoading = false
  }

  /** Reads the stretch in sight again: rows in it may have changed, come or gone. */
  async function refresh(): Promise<void> {
    const asked = list
    const before = rows.value[firstInSight - 1]?.row ?? 0
    await attempt(async () => {
      const page = await ask(before)
      if (asked !== list) return
      const until = page.more ? (page.rows.at(-1)?.row ?? before) : Infinity
      rows.value = [...rows.value.filter(({ row }) => row <= before), ...page.rows, ...rows.value.filter(({ row }) => row > until)]
      if (!page.more) hasMore.value = false
      else if (rows.value.at(-1)?.row === until) hasMore.value = true
    })
  }

  async function attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action()
      failure.value = null
    } catch (error) {
      failure.value = error
    }
  }

  watch(states, loadFirst, { immediate: true })
  // Every row that ends is told; reading the list once for many of them is enough.
  watch(batch, () => {
    timer ??= setTimeout(() => {
      timer = undefined
      void refresh()
    }, REFRESH_AFTER_MS)
  })
  onBeforeUnmount(() => clearTimeout(timer))

  return { rows, hasMore, failure, loadMore, look: (index) => void (firstInSight = Math.max(0, index)) }
}
