import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { MOST_VIEWS, type SavedView } from '@shared/history/history-contract'
import { call } from '../ipc/client'

/** Views of the console itself, worded by the interface. */
export const BUILT_IN_VIEWS = [
  { name: 'failedToday', query: 'outcome:failed on:today' },
  { name: 'refusedThisWeek', query: 'outcome:refused after:7d' },
  { name: 'pinned', query: 'is:pinned' },
  { name: 'slow', query: 'slower:2s' },
  { name: 'removed', query: 'is:removed' },
] as const

/** Queries the user gave a name, in the user's order. Every change is saved at once; one that cannot be saved is taken back. */
export const useSavedViewsStore = defineStore('saved-views', () => {
  const views = shallowRef<readonly SavedView[]>([])
  const isFull = computed(() => views.value.length >= MOST_VIEWS)

  async function load(): Promise<void> {
    views.value = (await call('view.list', {})).views
  }

  async function save(changed: readonly SavedView[]): Promise<void> {
    const before = views.value
    views.value = changed
    try {
      views.value = (await call('view.save', { views: [...changed] })).views
    } catch (error) {
      views.value = before
      throw error
    }
  }

  /** Keeps a query under a name; a view of that name is replaced. */
  function keep(name: string, query: string): Promise<void> {
    const same = views.value.find((view) => view.name === name)
    if (same !== undefined) return save(views.value.map((view) => (view === same ? { ...view, query } : view)))
    return save([...views.value, { id: crypto.randomUUID(), name, query }])
  }

  function rename(id: string, name: string): Promise<void> {
    return save(views.value.map((view) => (view.id === id ? { ...view, name } : view)))
  }

  function remove(id: string): Promise<void> {
    return save(views.value.filter((view) => view.id !== id))
  }

  /** Moves a view one place up. */
  function raise(id: string): Promise<void> {
    const at = views.value.findIndex((view) => view.id === id)
    const [view, above] = [views.value[at], views.value[at - 1]]
    if (view === undefined || above === undefined) return Promise.resolve()
    return save(views.value.with(at - 1, view).with(at, above))
  }

  return { views, isFull, load, keep, rename, remove, raise }
})
