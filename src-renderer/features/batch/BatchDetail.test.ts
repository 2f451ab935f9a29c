import { flushPromises, type DOMWrapper, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Batch, BatchRow } from '@shared/batch/batch-contract'
import { countsOf } from '../../testing/fake-batches'
import { createFakeBridge, type FakeBridge } from '../../testing/fake-bridge'
import { mountWithStores } from '../../testing/mount-with-stores'
import { useBatchesStore } from '../../stores/use-batches-store'
import { useExchangesStore } from '../../stores/use-exchanges-store'
import { useHistorySearchStore } from '../../stores/use-history-search-store'
import { useNotices } from '../../composables/use-notices'
import BatchDialog from './BatchDialog.vue'
import BatchHost from './BatchHost.vue'
import BatchStatus from './BatchStatus.vue'

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] }))
afterEach(() => {
  vi.useRealTimers()
  const { notices, dismiss } = useNotices()
  for (const { id } of notices.value) dismiss(id)
})

function aBatch(changes: Partial<Batch> = {}): Batch {
  return {
    id: 'batch-1',
    fileName: 'sessions.csv',
    plan: {
      profileId: 'local', operation: 'alibaba.lyservice.lippi.session.create', base: {}, variables: {}, columns: [], format: 'json', signMethod: 'md5', concurrency: 4, perSecond: 10,
    },
    profileName: 'Local gateway',
    state: 'running',
    rows: countsOf({ succeeded: 500, rejected: 20, failed: 5, unknown: 2, waiting: 1_473, 'left-out': 3 }),
    sends: 540,
    createdAt: Date.UTC(2026, 10, 22),
    ratePerSecond: 43.25,
    remainingMs: 34_000,
    ban: null,
    pausedBecause: null,
    ...changes,
  }
}

const aRow = (row: number, changes: Partial<BatchRow> = {}): BatchRow => ({
  row, line: row + 1, state: 'waiting', callerId: `s-${row}`, exchangeId: null, code: null, subCode: null, message: null, sends: 0, ...changes,
})

async function open(batch: Batch, options: { locale?: 'en' | 'zh-CN'; rows?: readonly BatchRow[] } = {}) {
  const bridge: FakeBridge = createFakeBridge()
  let current = batch
  bridge.answer('batch.list', async () => ({ batches: [current] }))
  bridge.answer('batch.rows', async ({ states, afterRow, limit }) => {
    const found = (options.rows ?? []).filter(({ row, state }) => row > afterRow && (states.length === 0 || states.includes(state)))
    return { rows: found.slice(0, limit), more: found.length > limit }
  })
  for (const method of ['batch.pause', 'batch.resume', 'batch.stop'] as const) bridge.answer(method, async () => current)
  bridge.answer('batch.again', async () => ({ count: 2, batch: current }))
  const dialog = await mountWithStores(BatchDialog, { bridge, ...(options.locale === undefined ? {} : { locale: options.locale }) })
  await useBatchesStore().load()
  useBatchesStore().show({ kind: 'one', batchId: batch.id })
  await flushPromises()
  const press = async (name: RegExp): Promise<void> => {
    await buttonOf(dialog, name).trigger('click')
    await flushPromises()
  }
  const change = async (changes: Partial<Batch>): Promise<void> => {
    current = { ...current, ...changes }
    bridge.emit('batch.progress', current)
    await flushPromises()
  }
  const lastCall = (method: string): unknown => bridge.calls.findLast((one) => one.method === method)?.request
  return { dialog, bridge, press, change, lastCall }
}

function buttonOf(dialog: VueWrapper, name: RegExp): DOMWrapper<Element> {
  const found = dialog.findAll('button').find((button) => name.test(button.text()))
  if (found === undefined) throw new Error(`no button ${String(name)}`)
  return found
}

describe('a batch that runs', () => {
  it.each([
    ['en', ['527 of 2,000 rows have an outcome', '43.3 rows per second', 'about 0:34 to go', '540 requests sent']],
    ['zh-CN', ['527 / 2,000 行已有结果', '每秒 43.3 行', '大约还需 0:34', '共发送 540 次']],
  ] as const)('says in %s how far it is', async (locale, texts) => {
    const { dialog } = await open(aBatch(), { locale })
    for (const text of texts) expect(dialog.text()).toContain(text)
    const bar = dialog.get('[role="progressbar"]')
    expect(bar.attributes()).toMatchObject({ 'aria-valuenow': '527', 'aria-valuemax': '2000' })
  })

  it('counts a ban down, and announces quarters and states, not every row', async () => {
    const { dialog, change } = await open(aBatch())
    const announced = (): string => dialog.get('.only-heard[role="status"]').text()
    const first = announced()
    await change({ rows: countsOf({ succeeded: 700, waiting: 1_300 }) })
    expect(announced()).toBe(first)
    await change({ rows: countsOf({ succeeded: 1_000, waiting: 1_000 }) })
    expect(announced()).toContain('1,000 of 2,000')
    await change({ state: 'waiting', ban: { untilMs: Date.now() + 41_000, subCode: 'accesscontrol.limited-by-api-access-count' } })
    expect(dialog.get('[role="timer"]').text()).toContain('goes on in 0:41')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(dialog.get('[role="timer"]').text()).toContain('goes on in 0:40')
  })

  it('filters its rows by outcome, opens their exchanges and shows it all in the history', async () => {
    const rows = [aRow(1, { state: 'succeeded', exchangeId: 'e1', sends: 1 }), aRow(2, { state: 'refused', exchangeId: 'e2', code: '7', subCode: 'limited', message: 'App Call Limited', sends: 2 }), aRow(3)]
    const { dialog, press } = await open(aBatch({ rows: countsOf({ succeeded: 1, refused: 1, waiting: 1 }) }), { rows })
    expect(dialog.findAll('[data-row]')).toHaveLength(3)
    await dialog.get('[data-filter="refused"]').trigger('click')
    await flushPromises()
    expect(dialog.findAll('[data-row]').map((row) => row.attributes('data-row'))).toEqual(['2'])
    expect(dialog.get('[data-row="2"]').text()).toContain('7 · limited')
    await dialog.get('button[aria-label="Open the exchange of row 2"]').trigger('click')
    expect(useExchangesStore().selectedId).toBe('e2')
    await press(/^Show in history$/)
    expect(useHistorySearchStore().text).toBe('batch:batch-1')
    expect(dialog.emitted('close')).toHaveLength(2)
  })

  it('reads the rows in sight again while it goes on', async () => {
    const rows = [aRow(1), aRow(2)]
    const { dialog, change } = await open(aBatch({ rows: countsOf({ waiting: 2 }) }), { rows })
    rows[0] = aRow(1, { state: 'succeeded', sends: 1 })
    await change({ rows: countsOf({ waiting: 1, succeeded: 1 }) })
    await vi.advanceTimersByTimeAsync(1_000)
    await flushPromises()
    expect(dialog.get('[data-row="1"]').attributes('data-row-state')).toBe('succeeded')
    expect(dialog.findAll('[data-row]')).toHaveLength(2)
  })

  it('pauses at once and stops only after asking', async () => {
    const { dialog, press, lastCall } = await open(aBatch())
    await press(/^Stop…/)
    expect(document.activeElement?.textContent).toBe('Do not stop')
    await press(/^Do not stop$/)
    expect(lastCall('batch.stop')).toBeUndefined()
    await press(/^Pause$/)
    expect(lastCall('batch.pause')).toEqual({ batchId: 'batch-1' })
    await press(/^Stop…/)
    await press(/^Stop$/)
    expect(lastCall('batch.stop')).toEqual({ batchId: 'batch-1' })
    expect(dialog.find('[role="alertdialog"]').exists()).toBe(false)
  })
})

describe('a batch that waits for the user', () => {
  it('says why it paused and resumes with another pace', async () => {
    const { dialog, press, lastCall } = await open(aBatch({ state: 'paused', pausedBecause: 'refused', ratePerSecond: null, remainingMs: null }))
    expect(dialog.get('[data-part="paused-because"]').text()).toContain('three times in a row')
    const pace = dialog.get('[data-part="resume"]')
    await pace.findAll('input')[0]?.setValue('2')
    await pace.findAll('input')[1]?.setValue('')
    await press(/^Resume$/)
    expect(lastCall('batch.resume')).toEqual({ batchId: 'batch-1', typedEnvironment: null, concurrency: 2, perSecond: null })
  })

  it('leaves rows with an unknown outcome alone until each, or all, are decided about', async () => {
    const rows = [aRow(7, { state: 'unknown', exchangeId: 'e7', sends: 1 })]
    const { dialog, press, lastCall } = await open(aBatch({ state: 'interrupted' }), { rows })
    expect(dialog.get('[data-part="unknown"]').text()).toContain('The outcome of 2 rows is unknown')
    await press(/^Show these rows$/)
    expect(lastCall('batch.rows')).toMatchObject({ states: ['unknown'] })
    await dialog.get('button[aria-label^="Send row 7 again"]').trigger('click')
    await flushPromises()
    expect(lastCall('batch.again')).toEqual({ batchId: 'batch-1', rows: [7], states: ['unknown'] })
    await press(/^Send all again…/)
    await press(/^Send all again$/)
    expect(lastCall('batch.again')).toEqual({ batchId: 'batch-1', rows: null, states: ['unknown'] })
    expect(dialog.text()).toContain('2 rows wait')
    await press(/^Leave unknown$/)
    expect(dialog.find('[data-part="unknown"]').exists()).toBe(false)
    expect(lastCall('batch.resume')).toBeUndefined()
  })

  it('sends again only failed rows of the chosen outcomes', async () => {
    const { dialog, press, lastCall } = await open(aBatch({ state: 'finished', rows: countsOf({ succeeded: 1_973, rejected: 20, failed: 5, unknown: 2 }) }))
    await press(/^Send failed rows again/)
    expect(dialog.get('[data-part="retry"]').text()).toContain('Set 25 rows to waiting')
    await dialog.get('[data-part="retry"] input[value="rejected"]').setValue(false)
    await press(/^Set 5 rows to waiting$/)
    expect(lastCall('batch.again')).toEqual({ batchId: 'batch-1', rows: null, states: ['failed'] })
  })

  it('writes its results again, and is deleted only after asking', async () => {
    const { dialog, bridge, press } = await open(aBatch({ state: 'finished' }))
    bridge.answer('batch.results', async () => ({ file: 'sessions.results (2).csv' }))
    await press(/^Write the results file$/)
    expect(dialog.text()).toContain('sessions.results (2).csv')
    await press(/^Delete batch…/)
    expect(bridge.calls.some(({ method }) => method === 'batch.delete')).toBe(false)
    await press(/^Delete$/)
    expect(dialog.text()).toContain('No batches yet')
  })
})

describe('the window around the dialog', () => {
  it('offers an interrupted batch and sends nothing by itself', async () => {
    const bridge = createFakeBridge()
    bridge.answer('batch.list', async () => ({ batches: [aBatch({ state: 'interrupted' })] }))
    await mountWithStores(BatchHost, { bridge })
    const { notices } = useNotices()
    expect(notices.value.map(({ content }) => content)).toEqual(['Batch “sessions.csv” was interrupted; 1,473 rows are not sent yet'])
    expect(bridge.calls.map(({ method }) => method)).not.toContain('batch.resume')
    notices.value[0]?.action?.run()
    expect(useBatchesStore().view).toEqual({ kind: 'one', batchId: 'batch-1' })
    expect(useBatchesStore().isOpen).toBe(true)
  })

  it('shows how far a running batch is while the dialog is closed', async () => {
    const bridge = createFakeBridge()
    const status = await mountWithStores(BatchStatus, { bridge })
    expect(status.find('button').exists()).toBe(false)
    bridge.emit('batch.progress', aBatch())
    await flushPromises()
    expect(status.text()).toBe('Batch sessions.csv: sending, 26%')
    await status.get('button').trigger('click')
    expect(useBatchesStore().isOpen).toBe(true)
  })
})
