import { ref, shallowRef, watch, type Ref } from 'vue'
import type { TableField, ViewKey } from '@shared/exchange/document/document-contract'
import { call } from '../../ipc/client'

const PAGE_ROWS = 200
/** Pages kept; the ones used longest ago go first. */
const MAX_PAGES = 20

/** The fields of a half, fetched by pages as they come into sight. */
export function useFieldRows(key: Readonly<Ref<ViewKey>>, onError: (error: unknown) => void) {
  const total = ref<number | null>(null)
  const pages = shallowRef<ReadonlyMap<number, readonly TableField[]>>(new Map())
  const loading = new Set<number>()

  watch(
    () => [key.value.exchangeId, key.value.half, key.value.charset] as const,
    () => {
      total.value = null
      pages.value = new Map()
      loading.clear()
      void load(0)
    },
    { immediate: true },
  )

  function fieldAt(index: number): TableField | undefined {
    return pages.value.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS]
  }

  function ensure(first: number, last: number): void {
    for (let page = Math.floor(first / PAGE_ROWS); page <= Math.floor(last / PAGE_ROWS); page += 1) void load(page)
  }

  async function load(page: number): Promise<void> {
    if (loading.has(page) || pages.value.has(page)) return
    loading.add(page)
    const { exchangeId, half, charset } = key.value
    const isLate = (): boolean => exchangeId !== key.value.exchangeId || half !== key.value.half || charset !== key.value.charset
    try {
      const answer = await call('document.fields', { exchangeId, half, charset, from: page * PAGE_ROWS, count: PAGE_ROWS })
      if (isLate()) return
      total.value = answer.total
      pages.value = new Map([...pages.value, [page, answer.fields] as const].slice(-MAX_PAGES))
    } catch (error) {
      if (!isLate()) onError(error)
    } finally {
      if (!isLate()) loading.delete(page)
    }
  }

  return { total, fieldAt, ensure }
}
