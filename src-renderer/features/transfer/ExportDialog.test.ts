import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { AppError } from '@shared/errors'
import { createFakeBridge } from '../../testing/fake-bridge'
import { mountWithStores } from '../../testing/mount-with-stores'
import ExportDialog from './ExportDialog.vue'

const subject = { selection: { kind: 'exchanges', exchangeIds: ['a', 'b'] }, count: 2 }

it('asks main for what was chosen, masked unless the user says otherwise, and warns when he does', async () => {
  const bridge = createFakeBridge()
  const dialog = await mountWithStores(ExportDialog, { bridge, props: { subject } })
  expect(dialog.find<HTMLInputElement>('input[type="checkbox"]').element.checked).toBe(true)
  await dialog.find('input[value="csv"]').setValue()
  await dialog.find('input[type="checkbox"]').setValue(false)
  expect(dialog.find('[role="alert"]').text()).toContain('personal data')
  await dialog.find('form').trigger('submit')
  await flushPromises()
  expect(bridge.calls.at(-1)).toEqual({ method: 'transfer.export', request: { selection: subject.selection, format: 'csv', isMasked: false, language: 'en' } })
  expect(dialog.find('[role="status"]').text()).toContain('history.har')
})

it('shows how far it is, and stays open with the reason when the file cannot be written', async () => {
  const bridge = createFakeBridge()
  let fail: (error: Error) => void = () => undefined
  bridge.answer('transfer.export', () => new Promise((_, reject) => (fail = reject)))
  const dialog = await mountWithStores(ExportDialog, { bridge, props: { subject } })
  await dialog.find('form').trigger('submit')
  bridge.emit('transfer.progress', { done: 1, total: 2 })
  await flushPromises()
  expect(dialog.find<HTMLProgressElement>('progress').attributes()).toMatchObject({ max: '2', value: '1' })
  await dialog.find('footer button').trigger('click')
  expect(bridge.calls.at(-1)?.method).toBe('transfer.cancel')
  fail(new AppError('document.disk-full'))
  await flushPromises()
  expect(dialog.find('progress').exists()).toBe(false)
  expect(dialog.text()).toContain('disk')
})
