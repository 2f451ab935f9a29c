import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import { createFakeBridge } from '../testing/fake-bridge'
import { installBridge } from '../testing/mount-in-page'
import { useHistorySelectionStore } from './use-history-selection-store'

beforeEach(() => setActivePinia(createPinia()))

it.each([12, 0])('everything is chosen, and not claimed to be counted, when counting was given up at %d', async (total) => {
  const bridge = installBridge(createFakeBridge({ exchanges: [] }))
  bridge.answer('history.facets', async () => ({ total, isComplete: false, facets: [] }))
  const selection = useHistorySelectionStore()
  await selection.chooseAll()
  expect([selection.isActive, selection.count, selection.isCounted]).toEqual([true, total, false])
  expect(selection.chosen(() => [])?.selection.kind).toBe('criteria')
  selection.end()
  expect([selection.isActive, selection.isCounted]).toEqual([false, true])
})

it('nothing is chosen when nothing is meant', async () => {
  installBridge(createFakeBridge({ exchanges: [] }))
  const selection = useHistorySelectionStore()
  await selection.chooseAll()
  expect(selection.isActive).toBe(false)
})
