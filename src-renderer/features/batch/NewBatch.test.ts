import { flushPromises, type DOMWrapper, type VueWrapper } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { catalog } from '@shared/catalog'
import { exampleValues } from '@shared/descriptor/example'
import { AppError } from '@shared/errors'
import type { Profile } from '@shared/profile/profile'
import { aBatchFile } from '../../testing/fake-batches'
import { aProfile, createFakeBridge, type FakeBridge } from '../../testing/fake-bridge'
import { mountWithStores } from '../../testing/mount-with-stores'
import { useBatchesStore } from '../../stores/use-batches-store'
import { useDraftStore } from '../../stores/use-draft-store'
import BatchDialog from './BatchDialog.vue'

const SID = 'ly_create_session_dto.source.sid'

async function open(options: { locale?: 'en' | 'zh-CN'; bridge?: FakeBridge; profiles?: readonly Profile[] } = {}) {
  const bridge = options.bridge ?? createFakeBridge({ profiles: options.profiles ?? [aProfile()] })
  const dialog = await mountWithStores(BatchDialog, { ...options, bridge })
  useDraftStore().replaceValues(exampleValues(catalog[0]!))
  useBatchesStore().show({ kind: 'new' })
  await flushPromises()
  const press = async (name: RegExp): Promise<void> => {
    await buttonOf(dialog, name).trigger('click')
    await flushPromises()
  }
  const lastCall = (method: string): unknown => bridge.calls.findLast((one) => one.method === method)?.request
  return { dialog, bridge, press, lastCall }
}

function buttonOf(dialog: VueWrapper, name: RegExp): DOMWrapper<Element> {
  const found = dialog.findAll('button').find((button) => name.test(button.text()))
  if (found === undefined) throw new Error(`no button ${String(name)}`)
  return found
}

const CHOOSE = /^(Choose a file|选择文件…)/
const NEXT = /^(Next|下一步)$/

describe('a new batch', () => {
  it.each([
    ['en', '4 rows', 'recognised by its name', 'with errors', 'Required by the platform'],
    ['zh-CN', '4 行', '按列名识别', '有错误', '平台要求必填'],
  ] as const)('goes in %s from the file over its columns to the check', async (locale, rows, guessed, errors, required) => {
    const { dialog, press } = await open({ locale })
    expect(buttonOf(dialog, NEXT).attributes('disabled')).toBeDefined()
    await press(CHOOSE)
    expect(dialog.text()).toContain(rows)
    expect(dialog.get('[data-row="1"]').text()).toContain('0012')
    expect(dialog.get('[data-row="2"]').text()).toContain('9007199254740993')

    await press(NEXT)
    expect(dialog.get('[data-column="1"]').text()).toContain('客户ID')
    expect(dialog.get('[data-column="1"] [data-column-state]').text()).toBe(guessed)

    await press(NEXT)
    expect(dialog.get('[data-count="errors"]').text()).toBe(`1 ${errors}`)
    expect(dialog.get('[data-count="fit"] strong').text()).toBe('3')
    const problem = dialog.get('[data-code="required"]')
    expect(problem.text()).toContain('客户ID')
    expect(problem.text()).toContain(required)
  })

  it('reads the file once more when it was read wrongly, and keeps what was mapped by hand', async () => {
    const { dialog, press, lastCall } = await open()
    await press(CHOOSE)
    await press(NEXT)
    await dialog.get('[data-column="2"] select').setValue('ly_create_session_dto.source.channel_nick')
    await press(/^Back$/)
    await dialog.findAll('select')[0]?.setValue('gb18030')
    await flushPromises()
    expect(lastCall('batch.reread')).toMatchObject({ fileId: 'file-1', charset: 'gb18030', delimiter: ',', hasHeader: true })
    await press(NEXT)
    expect((dialog.get('[data-column="2"] select').element as HTMLSelectElement).value).toBe('ly_create_session_dto.source.channel_nick')
    expect(dialog.get('[data-column="2"] [data-column-state]').attributes('data-column-state')).toBe('chosen')
  })

  it('goes no further while two columns fill one field', async () => {
    const { dialog, press } = await open()
    await press(CHOOSE)
    await press(NEXT)
    await dialog.get('[data-column="2"] select').setValue(SID)
    expect(dialog.findAll('[data-column-state="twice"]')).toHaveLength(2)
    expect(buttonOf(dialog, NEXT).attributes('disabled')).toBeDefined()
  })

  it('names required fields that neither a column nor the form fills', async () => {
    const { dialog, press } = await open()
    useDraftStore().clear()
    await press(CHOOSE)
    await press(NEXT)
    const paths = (): (string | undefined)[] => dialog.findAll('[data-part="required"] [data-path]').map((one) => one.attributes('data-path'))
    expect(paths()).not.toContain(SID)
    await dialog.get('[data-column="0"] select').setValue('')
    expect(paths()).toContain(SID)
  })

  it('leads from a problem to its row in the sample, and filters by severity', async () => {
    const { dialog, press } = await open()
    await press(CHOOSE)
    await press(NEXT)
    await press(NEXT)
    await dialog.get('[data-count="warnings"]').trigger('click')
    expect(dialog.find('[data-code]').exists()).toBe(false)
    await dialog.get('[data-count="errors"]').trigger('click')
    await dialog.get('button[aria-label="Show row 3 in the sample"]').trigger('click')
    await flushPromises()
    expect(dialog.get('[data-row="3"]').attributes('aria-current')).toBe('true')
    expect(document.activeElement).toBe(dialog.get('[data-row="3"]').element)
  })

  it('sends what was checked: mapped columns, shared values, the pace, rows with errors only when told to', async () => {
    const { dialog, bridge, press, lastCall } = await open()
    await press(CHOOSE)
    await press(NEXT)
    await press(NEXT)
    expect(buttonOf(dialog, /^Send [0-9]/).text()).toBe('Send 3 rows')
    await dialog.get('input[type="radio"][value="true"]').setValue(true)
    expect(buttonOf(dialog, /^Send [0-9]/).text()).toBe('Send 4 rows')
    const [concurrency] = dialog.findAll('input[inputmode="numeric"]')
    await concurrency?.setValue('0')
    expect(dialog.text()).toContain('A whole number from 1 to 32')
    expect(buttonOf(dialog, /^(Send|No row)/).attributes('disabled')).toBeDefined()
    await concurrency?.setValue('8')
    await flushPromises()
    const checks = bridge.calls.filter(({ method }) => method === 'batch.check').length
    await press(/^Send [0-9]/)
    expect(lastCall('batch.start')).toMatchObject({
      fileId: 'file-1',
      sendErrors: true,
      typedEnvironment: null,
      plan: { profileId: 'local', columns: [SID, 'ly_create_session_dto.source.channel_uid', null], concurrency: 8, perSecond: 10 },
    })
    // How fast it goes changes no row, so nothing is checked again for it.
    expect(checks).toBe(1)
    expect(dialog.text()).toContain('sending')
  })

  it('asks for the name of a live environment, and starts nothing without it', async () => {
    const live = aProfile({ id: 'live', builtIn: false, name: 'Shop', environment: 'production', gatewayUrl: 'https://gw.api.taobao.com/router/rest' })
    const { dialog, press, lastCall } = await open({ profiles: [live] })
    await press(CHOOSE)
    await press(NEXT)
    await press(NEXT)
    await press(/^Send [0-9]/)
    expect(lastCall('batch.start')).toBeUndefined()
    const panel = dialog.get('[data-part="live-question"]')
    await panel.get('input').setValue('sandbox')
    expect(panel.get('[data-kind="danger"]').attributes('disabled')).toBeDefined()
    await panel.get('input').setValue('production')
    await panel.get('[data-kind="danger"]').trigger('click')
    await flushPromises()
    expect(lastCall('batch.start')).toMatchObject({ typedEnvironment: 'production' })
  })

  it('keeps what was decided while the dialog is closed', async () => {
    const { dialog, bridge, press } = await open()
    await press(CHOOSE)
    await press(NEXT)
    await dialog.get('[data-column="2"] select').setValue('ly_create_session_dto.source.channel_nick')
    await press(/^Close$/)
    expect(dialog.emitted('close')).toHaveLength(1)
    await press(/^All batches$/)
    await press(/^Go on with/)
    expect((dialog.get('[data-column="2"] select').element as HTMLSelectElement).value).toBe('ly_create_session_dto.source.channel_nick')
    expect(bridge.calls.filter(({ method }) => method === 'batch.choose')).toHaveLength(1)
  })

  it('says why a file could not be read, and checks again for another profile', async () => {
    const bridge = createFakeBridge({ profiles: [aProfile(), aProfile({ id: 'other', builtIn: false, name: 'Other', environment: 'sandbox' })] })
    const { dialog, press } = await open({ bridge })
    bridge.answer('batch.choose', async () => {
      throw new AppError('batch.cannot-read')
    })
    await press(CHOOSE)
    expect(dialog.get('[role="alert"]').text()).toContain('The file cannot be read')
    bridge.answer('batch.choose', async () => ({ file: aBatchFile() }))
    await press(CHOOSE)
    expect(dialog.find('[role="alert"]').exists()).toBe(false)
    await press(NEXT)
    await press(NEXT)
    await dialog.get('aside select').setValue('other')
    await flushPromises()
    const checks = bridge.calls.filter(({ method }) => method === 'batch.check')
    expect(checks.map(({ request }) => (request as { plan: { profileId: string } }).plan.profileId)).toEqual(['local', 'other'])
  })
})
