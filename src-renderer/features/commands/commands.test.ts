import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { describe, expect, it } from 'vitest'
import type { Locale } from '@shared/settings'
import { useCommand, useCommands } from '../../commands/use-command'
import { useCommandSource } from '../../commands/use-command-source'
import { useShortcutText } from '../../commands/use-shortcuts'
import { useNotices } from '../../composables/use-notices'
import { useSettingsStore } from '../../stores/use-settings-store'
import { createFakeBridge, type FakeBridge } from '../../testing/fake-bridge'
import { mountWithStores } from '../../testing/mount-with-stores'
import { withCommandKeys } from '../../testing/with-command-keys'
import CommandDialogs from './CommandDialogs.vue'
import { pinyinInitials } from './pinyin-initials'

interface Page {
  readonly page: VueWrapper
  readonly bridge: FakeBridge
  readonly done: string[]
}

/** A page with a text field, some commands, a list of its own and the dialogs; `done` is what was carried out. */
async function mountPage({ locale = 'en', shortcuts = {}, recentCommands = [] as string[] }: { locale?: Locale; shortcuts?: Record<string, string | null>; recentCommands?: string[] } = {}): Promise<Page> {
  const done: string[] = []
  const bridge = createFakeBridge({ settings: { shortcuts, recentCommands } })
  const Content = defineComponent(() => {
    const keys = useShortcutText('send')
    useCommands({ send: () => void done.push('send'), searchHistory: () => void done.push('searchHistory') })
    useCommand('clearForm', () => void done.push('clearForm'), () => false)
    useCommand('storage', () => Promise.reject(new Error('the disk is gone')))
    useCommandSource(() => [
      { id: 'profile:1', group: 'profiles', name: 'Use profile Staging', run: () => void done.push('profile:1') },
      { id: 'field:sid', group: 'request', name: 'Go to sid', otherWords: ['sid', '会话标识'], isOnlyFound: true, run: () => void done.push('field:sid') },
    ])
    return () => h('div', [h('input', { id: 'text' }), h('button', { id: 'send', 'aria-keyshortcuts': keys.aria.value, title: keys.after('Send') }), h(CommandDialogs)])
  })
  const page = await mountWithStores(withCommandKeys(Content), { bridge, locale })
  return { page, bridge, done }
}

function press(key: string, init: KeyboardEventInit = {}, target: EventTarget = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  target.dispatchEvent(event)
  return event
}
const control = (key: string, init: KeyboardEventInit = {}) => press(key, { ctrlKey: true, ...init })

async function openPalette(page: VueWrapper, typed = ''): Promise<string[]> {
  control('k')
  await flushPromises()
  await page.get('dialog.palette input').setValue(typed)
  return shown(page)
}
const shown = (page: VueWrapper) => page.findAll('[role="option"]').map((option) => option.attributes('data-command') ?? '')
const inPalette = (page: VueWrapper, key: string) => page.get('dialog.palette input').trigger('keydown', { key })

describe('a shortcut', () => {
  it('carries out its command from anywhere, also from a text field', async () => {
    const { page, done } = await mountPage()
    control('Enter')
    const inField = press('Enter', { ctrlKey: true }, page.get('#text').element)
    expect([done, inField.defaultPrevented]).toEqual([['send', 'send'], true])
  })

  it.each([
    ['held down', { repeat: true }],
    ['while an input method composes', { isComposing: true }],
    ['with a further modifier', { altKey: true }],
  ])('does nothing %s', async (_name, init) => {
    const { done } = await mountPage()
    control('Enter', init)
    expect(done).toEqual([])
  })

  it('does nothing when something else took the key, and in a dialog', async () => {
    const { done } = await mountPage()
    const taken = new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, cancelable: true, bubbles: true })
    taken.preventDefault()
    document.body.dispatchEvent(taken)
    const dialog = document.createElement('dialog')
    document.body.append(dialog)
    press('Enter', { ctrlKey: true }, dialog)
    dialog.setAttribute('open', '')
    control('Enter')
    dialog.remove()
    expect(done).toEqual([])
  })

  it('leaves the key to the page when nothing offers its command', async () => {
    await mountPage()
    expect(control('v', { shiftKey: true }).defaultPrevented).toBe(false)
  })

  it('that is one character works where nothing is typed', async () => {
    const { page, done } = await mountPage()
    press('/', {}, page.get('#text').element)
    expect(done).toEqual([])
    press('/')
    expect(done).toEqual(['searchHistory'])
  })

  it('is the one the user chose, at once and in every hint', async () => {
    const { page, done } = await mountPage({ shortcuts: { send: 'Mod+J' } })
    control('Enter')
    control('j')
    expect(done).toEqual(['send'])
    expect([page.get('#send').attributes('aria-keyshortcuts'), page.get('#send').attributes('title')]).toEqual(['Control+J', 'Send (Ctrl+J)'])
    await useSettingsStore().save({ shortcuts: { send: null } })
    await flushPromises()
    expect([page.get('#send').attributes('aria-keyshortcuts'), page.get('#send').attributes('title')]).toEqual([undefined, 'Send'])
  })
})

describe('the palette', () => {
  it('shows what can be done now, by groups, and lists only when they are looked for', async () => {
    const { page } = await mountPage()
    const all = await openPalette(page)
    expect(all).toEqual(expect.arrayContaining(['send', 'storage', 'profile:1']))
    expect(all.filter((id) => ['clearForm', 'palette', 'field:sid', 'paste'].includes(id))).toEqual([])
    expect(page.findAll('dialog h3').map((heading) => heading.text())).toEqual(['Request', 'History', 'Profiles', 'Tools', 'Window'])
  })

  it.each([
    ['en', 'send', 'send'],
    ['en', '发送请求', 'send'],
    ['zh-CN', 'send req', 'send'],
    ['zh-CN', 'fsqq', 'send'],
    ['en', 'sid', 'field:sid'],
    ['en', '会话标识', 'field:sid'],
    ['en', 'staging', 'profile:1'],
  ] as const)('in %s finds by %s', async (locale, typed, id) => {
    const { page } = await mountPage({ locale })
    expect((await openPalette(page, typed))[0]).toBe(id)
  })

  it.each([
    ['en', 'clear the form', 'The form is empty'],
    ['zh-CN', '清空表单', '表单是空的'],
  ] as const)('says in %s why something cannot be done, and does not do it', async (locale, typed, reason) => {
    const { page, done } = await mountPage({ locale })
    expect(await openPalette(page, typed)).toEqual(['clearForm'])
    expect(page.get('[role="option"]').attributes('aria-disabled')).toBe('true')
    expect(page.get('[role="option"]').text()).toContain(reason)
    await inPalette(page, 'Enter')
    expect([done, page.find('dialog.palette').exists()]).toEqual([[], true])
  })

  it('is moved through with the arrows and told to a screen reader', async () => {
    const { page, done } = await mountPage()
    const all = await openPalette(page)
    const input = page.get('dialog.palette input')
    const activeId = () => page.get(`#${input.attributes('aria-activedescendant')}`).attributes('data-command')
    expect([input.attributes('role'), activeId()]).toEqual(['combobox', all[0]])
    await inPalette(page, 'ArrowUp')
    expect(activeId()).toBe(all.at(-1))
    await inPalette(page, 'ArrowDown')
    await inPalette(page, 'ArrowDown')
    expect(activeId()).toBe(all[1])
    expect(page.findAll('[aria-selected="true"]')).toHaveLength(1)
    await input.setValue('staging')
    await inPalette(page, 'Enter')
    await flushPromises()
    expect([done, page.find('dialog.palette').exists()]).toEqual([['profile:1'], false])
  })

  it('chooses nothing with the Enter of an input method', async () => {
    const { page, done } = await mountPage()
    await openPalette(page, 'send')
    await page.get('dialog.palette input').trigger('keydown', { key: 'Enter', isComposing: true })
    await page.get('dialog.palette input').trigger('keydown', { key: 'Enter', keyCode: 229 })
    expect(done).toEqual([])
  })

  it('offers what was used last first and remembers it', async () => {
    const { page, bridge } = await mountPage({ recentCommands: ['profile:1', 'gone:1', 'clearForm'] })
    expect((await openPalette(page))[0]).toBe('profile:1')
    expect(page.get('dialog h3').text()).toBe('Used last')
    await page.get('dialog.palette input').setValue('send')
    await inPalette(page, 'Enter')
    await flushPromises()
    expect(bridge.calls).toContainEqual({ method: 'settings.save', request: { recentCommands: ['send', 'profile:1', 'gone:1', 'clearForm'] } })
  })

  it('closes with the keys that open it, and shows what failed', async () => {
    const { page } = await mountPage()
    await openPalette(page)
    await page.get('dialog.palette input').trigger('keydown', { key: 'k', ctrlKey: true })
    expect(page.find('dialog.palette').exists()).toBe(false)
    await openPalette(page, 'storage')
    await inPalette(page, 'Enter')
    await flushPromises()
    const { notices, dismiss } = useNotices()
    expect(notices.value.map(({ kind }) => kind)).toEqual(['error'])
    for (const { id } of notices.value) dismiss(id)
  })

  it('says that nothing was found', async () => {
    const { page } = await mountPage()
    expect(await openPalette(page, 'qqqq')).toEqual([])
    expect(page.get('dialog.palette').text()).toContain('Nothing found for “qqqq”')
  })
})

describe('the list of shortcuts', () => {
  async function openList(given: Parameters<typeof mountPage>[0] = {}) {
    const mounted = await mountPage(given)
    control('/')
    await flushPromises()
    const { page } = mounted
    const row = (id: string) => page.get(`li[data-command="${id}"]`)
    const record = async (id: string, key: string, init: KeyboardEventInit = {}) => {
      if (!row(id).find('.recorder').exists()) await row(id).get('.keys').trigger('click')
      await row(id).get('.recorder').trigger('keydown', { key, ...init })
      await flushPromises()
    }
    const saved = () => useSettingsStore().settings.shortcuts
    return { ...mounted, row, record, saved }
  }

  it('takes what is pressed, without doing it', async () => {
    const { row, record, saved, done } = await openList()
    await record('fillExample', 'j', { ctrlKey: true, shiftKey: true })
    expect([saved(), row('fillExample').get('kbd').text(), done]).toEqual([{ fillExample: 'Mod+Shift+J' }, 'Ctrl+Shift+J', []])
  })

  it.each([
    ['en', 'a', {}, 'A types text'],
    ['en', 'c', { ctrlKey: true }, 'Ctrl+C is needed for editing'],
    ['zh-CN', 'f', { ctrlKey: true }, 'Ctrl+F 在窗口的某些部分已有用途'],
    ['zh-CN', 'q', { ctrlKey: true }, 'Ctrl+Q 由操作系统或输入法使用'],
  ] as const)('refuses in %s %s with %j', async (locale, key, init, words) => {
    const { row, record, saved } = await openList({ locale })
    await record('fillExample', key, init)
    expect(row('fillExample').text().toLowerCase()).toContain(words.toLowerCase())
    expect(saved()).toEqual({})
  })

  it.each([
    ['en', 'Ctrl+Enter belongs to “Send request”', 'Use it here'],
    ['zh-CN', 'Ctrl+Enter 已用于“发送请求”', '改给这里'],
  ] as const)('says in %s whose keys they are, and gives them over when told to', async (locale, words, take) => {
    const { row, record, saved } = await openList({ locale })
    await record('fillExample', 'Enter', { ctrlKey: true })
    expect(row('fillExample').text()).toContain(words)
    expect(saved()).toEqual({})
    const button = row('fillExample').findAll('button').find((one) => one.text() === take)
    expect(document.activeElement).toBe(button?.element)
    await button?.trigger('click')
    await flushPromises()
    expect(saved()).toEqual({ fillExample: 'Mod+Enter' })
    expect(row('send').find('kbd').exists()).toBe(false)
  })

  it('takes a shortcut away and gives the first one back, one or all', async () => {
    const { page, row, record, saved } = await openList({ shortcuts: { palette: 'Mod+I' } })
    await record('send', 'Backspace')
    expect([saved(), row('send').text()]).toEqual([{ palette: 'Mod+I', send: null }, expect.stringContaining('none')])
    await row('send').get('.icon-button').trigger('click')
    await flushPromises()
    expect(saved()).toEqual({ palette: 'Mod+I' })
    await page.get('dialog footer button').trigger('click')
    await flushPromises()
    expect([saved(), row('palette').get('kbd').text()]).toEqual([{}, 'Ctrl+K'])
  })

  it('leaves everything as it was with Escape', async () => {
    const { row, record, saved } = await openList()
    await record('send', 'Escape')
    expect([saved(), row('send').get('kbd').text(), row('send').find('.recorder').exists()]).toEqual([{}, 'Ctrl+Enter', false])
  })

  it('is searched by words, by keys and by pressing them', async () => {
    const { page } = await openList()
    const listed = () => page.findAll('li[data-command]').map((one) => one.attributes('data-command'))
    await page.get('input[type="search"]').setValue('发送请求')
    expect(listed()).toEqual(['send'])
    await page.get('input[type="search"]').setValue('ctrl+k')
    expect(listed()).toEqual(['palette'])
    await page.get('.find button').trigger('click')
    await page.get('.find .recorder').trigger('keydown', { key: 'Enter', ctrlKey: true })
    expect(listed()).toEqual(['send'])
  })
})

describe('the initials of Chinese words', () => {
  it.each([
    ['发送请求', 'fsqq'],
    ['原样重发', 'yycf'],
    ['复制会话 ID', 'fzhhid'],
    ['把表单存为模板', 'bbdcwmb'],
    ['响应：看 JSON', 'xykjson'],
    ['啊做', 'az'],
  ])('%s: %s', (text, initials) => {
    expect(pinyinInitials(text)).toBe(initials)
  })
})
