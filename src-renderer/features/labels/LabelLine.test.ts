import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { AppError } from '@shared/errors'
import { useExchangesStore } from '../../stores/use-exchanges-store'
import { anExchange } from '../../testing/exchange-builder'
import { createFakeBridge } from '../../testing/fake-bridge'
import { mountWithStores } from '../../testing/mount-with-stores'
import LabelLine from './LabelLine.vue'

const exchanges = [
  anExchange({ id: 'plain' }),
  anExchange({ id: 'labelled', name: 'Refund', note: 'one\ntwo', tags: ['T-1'] }),
  anExchange({ id: 'other', tags: ['T-20931'] }),
]

/** The line under the exchange that is looked at, as its pane shows it. */
const Shown = defineComponent(() => {
  const store = useExchangesStore()
  return () => (store.selected === null ? null : h(LabelLine, { exchange: store.selected }))
})

async function show(id: string, locale: 'en' | 'zh-CN' = 'en') {
  const bridge = createFakeBridge({ exchanges })
  const pane = await mountWithStores(Shown, { bridge, locale })
  const go = async (to: string) => {
    await useExchangesStore().select(to)
    await flushPromises()
  }
  await go(id)
  const press = async (selector: string, key: string, options: Record<string, unknown> = {}) => {
    await pane.get(selector).trigger('keydown', { key, ...options })
    await flushPromises()
  }
  return { bridge, pane, press, go }
}

const NAME = 'button[data-label="name"]'
const TAG = 'button[data-label="tag"]'
const NOTE = 'button[data-label="note"]'

describe('the labels of the shown exchange', () => {
  it.each([
    ['zh-CN', '添加名称', '添加标签', '添加备注'],
    ['en', 'Add a name', 'Add a tag', 'Add a note'],
  ] as const)('ask quietly to be written, in %s', async (locale, name, tag, note) => {
    const { pane } = await show('plain', locale)
    expect([pane.get(NAME).text(), pane.get(TAG).text(), pane.get(NOTE).text()]).toEqual([name, tag, note])
  })

  it('keep a name with Enter, and give it up with Escape', async () => {
    const { pane, press } = await show('labelled')
    await pane.get(NAME).trigger('click')
    await pane.get('.label-text input').setValue('退款')
    await press('.label-text input', 'Enter')
    expect(pane.get(NAME).text()).toBe('退款')
    expect(document.activeElement).toBe(pane.get(NAME).element)
    await pane.get(NAME).trigger('click')
    await pane.get('.label-text input').setValue('something else')
    await press('.label-text input', 'Escape')
    expect(pane.get(NAME).text()).toBe('退款')
  })

  it('take lines in a note with Shift, and do not send with Ctrl', async () => {
    const { pane, press, bridge } = await show('plain')
    await pane.get(NOTE).trigger('click')
    await pane.get('textarea').setValue('a\nb')
    await press('textarea', 'Enter', { shiftKey: true })
    expect(pane.find('textarea').exists()).toBe(true)
    await press('textarea', 'Enter', { ctrlKey: true })
    expect(pane.get(NOTE).text()).toContain('a\nb')
    expect(bridge.calls.some(({ method }) => method === 'exchange.send')).toBe(false)
  })

  it('leave Enter to the input method that is composing a word', async () => {
    const { pane, press } = await show('plain')
    await pane.get(NAME).trigger('click')
    await press('.label-text input', 'Enter', { isComposing: true })
    expect(pane.find('.label-text input').exists()).toBe(true)
  })

  it('offer the tags in use, add one after the other and remove them', async () => {
    const { pane, press } = await show('labelled')
    await pane.get(TAG).trigger('click')
    await flushPromises()
    expect(pane.findAll('[role="option"]').map((option) => option.text())).toEqual(['T-20931'])
    await press('[role="combobox"]', 'ArrowDown')
    await press('[role="combobox"]', 'Enter')
    await pane.get('[role="combobox"]').setValue('退款')
    await press('[role="combobox"]', 'Enter')
    expect(pane.findAll('.labels .chip').map((chip) => chip.text())).toEqual(['T-1', 'T-20931', '退款'])
    await pane.get('button[aria-label="Remove the tag T-1"]').trigger('click')
    await flushPromises()
    expect(pane.findAll('.labels .chip').map((chip) => chip.text())).toEqual(['T-20931', '退款'])
  })

  it.each([
    ['zh-CN', 'a，b', '逗号'],
    ['en', 'a,b', 'no comma'],
    ['zh-CN', 't-1', '已经有'],
    ['en', ' T-2', 'no blanks'],
  ] as const)('say in %s what is wrong with the tag %j and change nothing', async (locale, tag, words) => {
    const { pane, press, bridge } = await show('labelled', locale)
    await pane.get(TAG).trigger('click')
    await pane.get('[role="combobox"]').setValue(tag)
    await press('[role="combobox"]', 'Enter')
    expect(pane.get('.tag-field [role="alert"]').text()).toContain(words)
    expect((pane.get('[role="combobox"]').element as HTMLInputElement).value).toBe(tag)
    expect(bridge.calls.some(({ method }) => method === 'history.label')).toBe(false)
  })

  it('show again what could not be kept, also after a look at another exchange', async () => {
    const { pane, press, bridge, go } = await show('plain')
    bridge.answer('history.label', async () => {
      throw new AppError('history.unavailable')
    })
    await pane.get(NAME).trigger('click')
    await pane.get('.label-text input').setValue('lost?')
    await press('.label-text input', 'Enter')
    await go('other')
    expect(pane.find('.label-text').exists()).toBe(false)
    await go('plain')
    expect((pane.get('.label-text input').element as HTMLInputElement).value).toBe('lost?')
  })
})
