import { onBeforeUnmount, onMounted, shallowRef, type ShallowRef } from 'vue'
import { KEEP_EVERYTHING, type RetentionRules } from '@shared/history/retention'
import type { StorageUse } from '@shared/history/storage-contract'
import { call, subscribe } from '../../ipc/client'

/** Something that is done step by step until it is done or stopped. */
export type Work =
  | { readonly kind: 'compacting'; readonly freeBytes: number }
  | { readonly kind: 'compacted'; readonly before: number; readonly after: number }
  | { readonly kind: 'purging'; readonly deleted: number }
  | { readonly kind: 'purged'; readonly deleted: number }

export interface Storage {
  /** Null until it is known. */
  readonly use: Readonly<ShallowRef<StorageUse | null>>
  /** The rules that are kept. */
  readonly rules: Readonly<ShallowRef<RetentionRules>>
  readonly work: Readonly<ShallowRef<Work | null>>
  readonly failure: Readonly<ShallowRef<unknown>>
  readonly save: (rules: RetentionRules) => Promise<void>
  readonly compact: () => Promise<void>
  /** Ends compacting after the step that is under way; nothing is lost. */
  readonly stop: () => void
  readonly purge: () => Promise<void>
}

/** The disk the history takes and what can be done about it, while a dialog shows it. */
export function useStorage(): Storage {
  const use = shallowRef<StorageUse | null>(null)
  const rules = shallowRef<RetentionRules>(KEEP_EVERYTHING)
  const work = shallowRef<Work | null>(null)
  const failure = shallowRef<unknown>(null)
  let isStopped = false

  async function load(): Promise<void> {
    const described = await call('storage.describe', {})
    use.value = described.use
    rules.value = described.rules
  }

  /** Shows what goes wrong, and afterwards how things are. */
  async function attempt(action: () => Promise<void>): Promise<void> {
    failure.value = null
    isStopped = false
    try {
      await action()
    } catch (error) {
      work.value = null
      failure.value = error
    }
    await load().catch((error: unknown) => (failure.value = error))
  }

  const compact = (): Promise<void> =>
    attempt(async () => {
      const before = use.value?.totalBytes ?? 0
      work.value = { kind: 'compacting', freeBytes: use.value?.freeBytes ?? 0 }
      for (;;) {
        const { totalBytes, freeBytes, more } = await call('storage.compact', {})
        if (!more || isStopped) {
          work.value = { kind: 'compacted', before, after: totalBytes }
          return
        }
        work.value = { kind: 'compacting', freeBytes }
      }
    })

  const purge = (): Promise<void> =>
    attempt(async () => {
      let deleted = 0
      for (let more = true; more && !isStopped; ) {
        work.value = { kind: 'purging', deleted }
        const step = await call('storage.purge', {})
        deleted += step.deleted
        more = step.more
      }
      work.value = { kind: 'purged', deleted }
    })

  async function save(wanted: RetentionRules): Promise<void> {
    await attempt(async () => {
      await call('storage.save', { rules: wanted })
    })
    if (failure.value !== null) throw failure.value
  }

  const stop = (): void => void (isStopped = true)
  onMounted(() => attempt(async () => undefined))
  // Upkeep tells so when it has applied the rules.
  const unsubscribe = subscribe('history.changed', () => void load().catch(() => undefined))
  onBeforeUnmount(() => {
    stop()
    unsubscribe()
  })
  return { use, rules, work, failure, save, compact, stop, purge }
}
