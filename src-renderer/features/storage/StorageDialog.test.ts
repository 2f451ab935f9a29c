import { flushPromises, type DOMWrapper, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '@shared/errors'
import { DAY_MS } from '@shared/history/retention'
import { anExchange } from '../../testing/exchange-builder'
import { createFakeBridge, type FakeBridge } from '../../testing/fake-bridge'
import { mountWithStores } from '../../testing/mount-with-stores'
import StorageDialog from './StorageDialog.vue'

afterEach(() => vi.useRealTimers())

function aBridge(): FakeBridge {
  const exchanges = Array.from({ length: 70 }, (_, index) =>
    anExchange({ id: `e${index}`, callerId: `sid-${index}`, startedAt: Date.now() - (index + 1) * DAY_MS + 3_600_000, pinned: index === 60 }),
  )
  return createFakeBridge({ exchanges })
}

async function open(options: { locale?: 'en' | 'zh-CN'; bridge?: FakeBridge } = {}) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const bridge = options.bridge ?? aBridge()
  const dialog = await mountWithStores(StorageDialog, { ...options, bridge })
  return { dialog, bridge, button: (name: RegExp) => buttonOf(dialog, name) }
}

function buttonOf(dialog: VueWrapper, name: RegExp): DOMWrapper<Element> {
  const found = dialog.findAll('button').find((button) => name.test(button.text()))
  if (found === undefined) throw new Error(`no button ${String(name)}`)
  return found
}

async function type(dialog: VueWrapper, rule: string, text: string): Promise<void> {
  await dialog.get(`#storage-${rule}`).setValue(text)
  await vi.advanceTimersByTimeAsync(300)
  await flushPromises()
}

describe('the history storage dialog', () => {
  it.each([
    ['en', ['70 exchanges, 6.7 MB in all', 'Requests and responses: 2.9 MB', 'Free, compacting returns it: 1.9 MB', 'Backup before an update']],
    ['zh-CN', ['70 条记录，共占用 6.7 MB', '请求和响应的内容：2.9 MB', '空闲，整理后可释放：1.9 MB', '升级前的备份']],
  ] as const)('says in %s what takes how much', async (locale, texts) => {
    const { dialog } = await open({ locale })
    for (const text of texts) expect(dialog.text()).toContain(text)
  })

  it('tells what the rules would take while they are typed, and lists it', async () => {
    const { dialog, bridge, button } = await open()
    expect(dialog.find('[data-part="preview"]').exists()).toBe(false)
    await type(dialog, 'maxAgeDays', '10')
    expect(dialog.get('[data-part="preview"]').text()).toMatch(/^59 exchanges \(.+ to .+\) would be deleted/)
    expect(dialog.get('[data-part="preview"]').text()).toContain('59 of them can be brought back for 7 days.')
    await type(dialog, 'maxCount', '3')
    expect(dialog.get('[data-part="preview"]').text()).toMatch(/^66 exchanges/)

    await button(/^Show them/).trigger('click')
    await flushPromises()
    expect(dialog.findAll('[data-outgoing-id]').map((row) => row.attributes('data-outgoing-id')).slice(0, 2)).toEqual(['e69', 'e68'])
    expect(dialog.find('[data-outgoing-id="e60"]').exists()).toBe(false)
    await button(/^Show more/).trigger('click')
    await flushPromises()
    expect(dialog.findAll('[data-outgoing-id]')).toHaveLength(66)
    expect(bridge.calls.some(({ method }) => method === 'storage.save')).toBe(false)
  })

  it('keeps nothing that is no rule, and says what would be one', async () => {
    const { dialog, button } = await open()
    for (const wrong of ['0', '-3', '1.5', 'many', '9999999999']) {
      await type(dialog, 'maxDiskMegabytes', wrong)
      expect(dialog.text(), wrong).toContain('from 10 to 100,000,000')
      expect(button(/^Save/).attributes('disabled'), wrong).toBeDefined()
    }
    await type(dialog, 'maxDiskMegabytes', ' 500 ')
    expect(dialog.text()).toContain('Nothing would be deleted now.')
    expect(button(/^Save/).attributes('disabled')).toBeUndefined()
  })

  it('saves the rules and shows them the next time', async () => {
    const bridge = aBridge()
    const { dialog } = await open({ bridge })
    await type(dialog, 'maxCount', '50')
    await dialog.get('form').trigger('submit')
    await flushPromises()
    expect(bridge.calls.findLast(({ method }) => method === 'storage.save')?.request).toEqual({ rules: { maxAgeDays: null, maxCount: 50, maxDiskMegabytes: null } })
    dialog.unmount()
    const again = await open({ bridge })
    expect((again.dialog.get('#storage-maxCount').element as HTMLInputElement).value).toBe('50')
  })

  it('compacts step by step and says what it gave back', async () => {
    const { dialog, bridge, button } = await open()
    await button(/^Compact$/).trigger('click')
    await flushPromises()
    expect(bridge.calls.filter(({ method }) => method === 'storage.compact')).toHaveLength(2)
    expect(dialog.text()).toContain('Compacted: 6.7 MB → 4.8 MB')
    expect(button(/^Compact$/).attributes('disabled')).toBeDefined()
  })

  it('deletes for good only after asking', async () => {
    const { dialog, bridge, button } = await open()
    await button(/^Delete for good…/).trigger('click')
    expect(dialog.text()).toContain('Delete 3 exchanges for good?')
    await button(/^Cancel/).trigger('click')
    expect(bridge.calls.some(({ method }) => method === 'storage.purge')).toBe(false)
    await button(/^Delete for good…/).trigger('click')
    await button(/^Delete for good/).trigger('click')
    await flushPromises()
    expect(dialog.text()).toContain('3 exchanges deleted for good')
  })

  it.each([
    ['en', 'Another program is writing to the history'],
    ['zh-CN', '另一个程序正在写入历史记录'],
  ] as const)('stays calm in %s when another program writes', async (locale, text) => {
    const bridge = aBridge()
    bridge.answer('storage.compact', async () => {
      throw new AppError('storage.busy')
    })
    const { dialog, button } = await open({ locale, bridge })
    await button(/^(Compact|整理)$/).trigger('click')
    await flushPromises()
    expect(dialog.text()).toContain(text)
    expect(button(/^(Compact|整理)$/).attributes('disabled')).toBeUndefined()
  })
})
