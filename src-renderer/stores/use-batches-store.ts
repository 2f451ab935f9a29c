import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Batch } from '@shared/batch/batch-contract'
import type { IpcRequest } from '@shared/ipc/contract'
import { call, subscribe } from '../ipc/client'

/** What the batch dialog shows. */
export type BatchView = { readonly kind: 'list' } | { readonly kind: 'new' } | { readonly kind: 'one'; readonly batchId: string }

/** The batches, newest first, kept up to date by main, and which of them is looked at. */
export const useBatchesStore = defineStore('batches', () => {
  const batches = shallowRef<readonly Batch[]>([])
  const isLoaded = ref(false)
  const isOpen = ref(false)
  /** It outlives closing the dialog, so that whoever looks something up comes back to the same place. */
  const view = shallowRef<BatchView>({ kind: 'list' })

  const active = computed(() => batches.value.filter(isActive))
  /** Those the program's end broke off; they wait for the user. */
  const interrupted = computed(() => batches.value.filter(({ state }) => state === 'interrupted'))

  subscribe('batch.progress', put)

  async function load(): Promise<void> {
    batches.value = newestFirst((await call('batch.list', {})).batches)
    isLoaded.value = true
  }

  function find(batchId: string): Batch | null {
    return batches.value.find(({ id }) => id === batchId) ?? null
  }

  function put(batch: Batch): void {
    const others = batches.value.filter(({ id }) => id !== batch.id)
    batches.value = newestFirst([...others, batch])
  }

  function show(wanted: BatchView): void {
    view.value = wanted
    isOpen.value = true
  }

  async function start(request: IpcRequest<'batch.start'>): Promise<Batch> {
    const batch = await call('batch.start', request)
    put(batch)
    return batch
  }

  async function pause(batchId: string): Promise<void> {
    put(await call('batch.pause', { batchId }))
  }

  async function resume(request: IpcRequest<'batch.resume'>): Promise<void> {
    put(await call('batch.resume', request))
  }

  async function stop(batchId: string): Promise<void> {
    put(await call('batch.stop', { batchId }))
  }

  /** Lets rows wait to be sent again; answers how many. */
  async function again(request: IpcRequest<'batch.again'>): Promise<number> {
    const { count, batch } = await call('batch.again', request)
    put(batch)
    return count
  }

  async function remove(batchId: string): Promise<void> {
    await call('batch.delete', { batchId })
    batches.value = batches.value.filter(({ id }) => id !== batchId)
  }

  return { batches, isLoaded, isOpen, view, active, interrupted, load, find, show, start, pause, resume, stop, again, remove }
})

/** Whether it sends, or will without being told to. */
export function isActive({ state }: Batch): boolean {
  return state === 'running' || state === 'waiting'
}

function newestFirst(batches: readonly Batch[]): Batch[] {
  return [...batches].sort((left, right) => right.createdAt - left.createdAt)
}
