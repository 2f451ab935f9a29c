import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { anExchange } from '../../testing/exchange-builder'
import { createFakeBridge } from '../../testing/fake-bridge'
import { mountInPage } from '../../testing/mount-in-page'
import { withCommandKeys } from '../../testing/with-command-keys'
import HistoryPane from './HistoryPane.vue'

const exchanges = [
  anExchange({ id: 'c', callerId: 'sid-3', outcome: 'refused', code: '50', subCode: 'isv.invalid-parameter:sid', tags: ['退款 1234'] }),
  anExchange({ id: 'b', callerId: 'sid-2', outcome: 'refused', code: '25', subCode: null }),
  anExchange({ id: 'a', callerId: 'sid-1' }),
]

let pane: VueWrapper
let bridge: ReturnType<typeof createFakeBridge>

async function settle(): Promise<void> {
  await flushPromises()
  await vi.advanceTimersByTimeAsync(100)
  await flushPromises()
}

async function mountPane(locale: 'en' | 'zh-CN' = 'en'): Promise<void> {
  bridge = createFakeBridge({ exchanges })
  pane = mountInPage(withCommandKeys(HistoryPane), { locale, bridge })
  await settle()
}

const box = () => pane.get<HTMLInputElement>('input[role="combobox"]')
const chips = () => pane.findAll('[data-chip]').map((chip) => chip.attributes('data-chip'))
const listed = () => pane.findAll('[data-exchange-id]').map((row) => row.attributes('data-exchange-id'))
const options = () => pane.findAll('[role="option"]')
const press = (key: string) => box().trigger('keydown', { key })

/** Types as a person does: the caret is behind the text. */
async function type(text: string): Promise<void> {
  box().element.focus()
  await box().setValue(text)
  await settle()
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  pane.unmount()
  vi.useRealTimers()
})

describe('the search box', () => {
  it.each([
    ['en', '2 of 3', 'Nothing found', 'Clear the search'],
    ['zh-CN', '3 条中的 2 条', '没有找到', '清除查找条件'],
  ] as const)('lists what is found and says how much, in %s', async (locale, count, nothing, clear) => {
    await mountPane(locale)
    await type('outcome:refused')
    expect(listed()).toEqual(['c', 'b'])
    expect(pane.text()).toContain(count)
    await type('nowhere')
    expect(listed()).toEqual([])
    expect(pane.text()).toContain(nothing)
    expect(pane.text()).toContain('nowhere')
    await pane.findAll('button').find((button) => button.text() === clear)?.trigger('click')
    await settle()
    expect(listed()).toEqual(['c', 'b', 'a'])
  })

  it('does not search for what an input method is still composing', async () => {
    await mountPane()
    box().element.focus()
    box().element.value = 'tui'
    box().element.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true }))
    await settle()
    expect(listed()).toHaveLength(3)
    expect(box().element.value).toBe('tui')
    box().element.value = '退款'
    await box().trigger('compositionend')
    await settle()
    expect(listed()).toEqual(['c'])
  })

  it.each([
    ['en', 'There is no field codee. Did you mean code:'],
    ['zh-CN', '没有“codee”这个条件，是不是想写 code:'],
  ] as const)('says in %s what it cannot understand, marks it, and keeps what was found', async (locale, words) => {
    await mountPane(locale)
    await type('code:50 ')
    await type('sid codee:1')
    expect(listed()).toEqual(['c'])
    expect(box().attributes('aria-invalid')).toBe('true')
    const described = box().attributes('aria-describedby') ?? ''
    const problem = pane.get(`[id="${described}"]`)
    expect(problem.text()).toContain(words)
    await problem.get('button').trigger('click')
    expect([box().element.selectionStart, box().element.selectionEnd]).toEqual([4, 9])
  })

  it('tells quietly what is still to come', async () => {
    await mountPane()
    await type('code:')
    expect(box().attributes('aria-invalid')).toBeUndefined()
    expect(pane.text()).toContain('code: needs a value, such as code:25.')
    expect(listed()).toHaveLength(3)
  })

  it('offers how a word goes on, and nothing between two words', async () => {
    await mountPane()
    await type('退款 outc')
    expect(pane.find('[role="listbox"]').exists()).toBe(true)
    await type('退款 ')
    expect(pane.find('[role="listbox"]').exists()).toBe(false)
  })

  it('shows complete fields as chips that the keyboard reaches, turns round and takes back', async () => {
    await mountPane()
    await type('outcome:refused code:50 s')
    expect([chips(), box().element.value]).toEqual([['outcome:refused', 'code:50'], 's'])
    box().element.setSelectionRange(0, 0)
    await press('ArrowLeft')
    await settle()
    const code = document.activeElement as HTMLElement
    expect(code.getAttribute('aria-label')).toBe('Filter code:50')
    await pane.findAll('.chip .body')[1]?.trigger('keydown', { key: '-' })
    await settle()
    expect([chips(), listed()]).toEqual([['outcome:refused', '-code:50'], ['b']])
    expect(pane.findAll('.chip .body')[1]?.attributes('aria-label')).toBe('Filter not code:50')
    await pane.findAll('.chip .body')[0]?.trigger('keydown', { key: 'Delete' })
    await settle()
    expect(chips()).toEqual(['-code:50'])
    box().element.setSelectionRange(0, 0)
    await press('Backspace')
    await settle()
    expect([chips(), box().element.value, box().element.selectionStart]).toEqual([[], '-code:50 s', 8])
    await press('Enter')
    expect([chips(), box().element.value]).toEqual([['-code:50'], 's'])
  })

  it('copies the whole query when all that is typed is chosen', async () => {
    await mountPane()
    await type('code:50,25 -tag:"退款 1234" s')
    box().element.select()
    const copied = vi.fn()
    const event = Object.assign(new Event('copy', { cancelable: true, bubbles: true }), { clipboardData: { setData: copied } })
    box().element.dispatchEvent(event)
    expect(copied).toHaveBeenCalledWith('text/plain', 'code:50,25 -tag:"退款 1234" s')
    await pane.get('[aria-label="Edit everything as text"]').trigger('click')
    expect([chips(), box().element.value]).toEqual([[], 'code:50,25 -tag:"退款 1234" s'])
  })

  it('completes fields and counted values with the keyboard', async () => {
    await mountPane()
    await type('outc')
    expect(box().attributes('aria-expanded')).toBe('true')
    expect(options().map((option) => option.get('code').text())).toEqual(['outcome:'])
    await press('ArrowDown')
    expect(box().attributes('aria-activedescendant')).toBe(options()[0]?.attributes('id'))
    await press('Enter')
    await settle()
    expect(box().element.value).toBe('outcome:')
    const refused = options().find((option) => option.text().includes('refused'))
    expect(refused?.get('.count').text()).toBe('2')
    await refused?.trigger('click')
    await settle()
    expect([chips(), box().element.value, listed()]).toEqual([['outcome:refused'], '', ['c', 'b']])
  })

  it('closes, clears and leaves with Escape, in that order', async () => {
    await mountPane()
    await type('outc')
    await press('Escape')
    expect([box().attributes('aria-expanded'), box().element.value]).toEqual(['false', 'outc'])
    await press('Escape')
    await settle()
    expect([box().element.value, listed().length]).toEqual(['', 3])
    expect(document.activeElement).toBe(box().element)
    await press('Escape')
    expect(document.activeElement).not.toBe(box().element)
  })

  it('is reached with Ctrl+Shift+F from anywhere and with / where nobody types', async () => {
    await mountPane()
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F', ctrlKey: true, shiftKey: true }))
    expect(document.activeElement).toBe(box().element)
    box().element.blur()
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true }))
    expect(document.activeElement).toBe(box().element)
    const slash = new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true })
    box().element.dispatchEvent(slash)
    expect(slash.defaultPrevented).toBe(false)
  })
})

describe('the filters', () => {
  it.each([
    ['en', 'the signature is not'],
    ['zh-CN', '签名'],
  ] as const)('count values with their meaning in %s, and put them in and out', async (locale, meaning) => {
    await mountPane(locale)
    const value = (facet: string, text: string) => pane.get(`[data-facet="${facet}"] [data-value="${text}"]`)
    expect(value('outcome', 'refused').get('.count').text()).toBe('2')
    expect(value('code', '25').text().toLowerCase()).toContain(meaning.toLowerCase())
    await value('code', '25').trigger('click')
    await settle()
    expect([chips(), listed(), value('code', '25').attributes('aria-pressed')]).toEqual([['code:25'], ['b'], 'true'])
    expect(pane.find('[data-facet="code"] [data-value="50"]').exists()).toBe(false)
    await value('code', '25').trigger('click')
    await settle()
    expect([chips(), listed().length]).toEqual([[], 3])
    await pane.get('[data-quick="slower:2s"]').trigger('click')
    await pane.get('[data-quick="slower:5s"]').trigger('click')
    expect(chips()).toEqual(['slower:5s'])
  })
})

describe('the views', () => {
  const own = () => pane.findAll('.own .view').map((view) => view.text())

  it.each([
    ['en', 'Deleted'],
    ['zh-CN', '已删除'],
  ] as const)('open what the console knows itself, in %s', async (locale, name) => {
    await mountPane(locale)
    expect(pane.get('[data-view="removed"]').text()).toBe(name)
    await pane.get('[data-view="removed"]').trigger('click')
    await settle()
    expect([chips(), listed()]).toEqual([['is:removed'], []])
  })

  it('keep a search under a name, rename, order and delete it', async () => {
    await mountPane()
    const name = () => pane.get('.keep input')
    expect(name().attributes('disabled')).toBeDefined()
    for (const [query, title] of [['outcome:refused sid', 'First'], ['tag:"退款 1234"', 'Second']] as const) {
      await type('')
      await press('Escape')
      await type(query)
      await name().setValue(title)
      await pane.get('.keep').trigger('submit')
      await settle()
    }
    expect(own()).toEqual(['First', 'Second'])
    await pane.get('[aria-label="Move Second up"]').trigger('click')
    await settle()
    expect(own()).toEqual(['Second', 'First'])
    await pane.get('[aria-label="Rename First"]').trigger('click')
    await settle()
    await pane.get('.own input').setValue('Refused ones')
    await pane.get('.own input').trigger('keydown', { key: 'Enter' })
    await settle()
    expect(own()).toEqual(['Second', 'Refused ones'])
    await pane.findAll('.own .view')[1]?.trigger('click')
    await settle()
    expect([chips(), box().element.value, listed()]).toEqual([['outcome:refused'], 'sid', ['c', 'b']])
    await pane.get('[aria-label="Delete view Second"]').trigger('click')
    await settle()
    expect(own()).toEqual(['Refused ones'])
    expect(bridge.calls.filter(({ method }) => method === 'view.save').at(-1)?.request).toMatchObject({
      views: [{ name: 'Refused ones', query: 'outcome:refused sid' }],
    })
  })
})
