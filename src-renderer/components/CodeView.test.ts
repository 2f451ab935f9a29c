import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { createTranslator } from '../i18n'
import CodeView from './CodeView.vue'

function mountCode(text: string, locale: 'en' | 'zh-CN' = 'en') {
  return mount(CodeView, {
    props: { text, language: 'json', label: 'Response, JSON' },
    attachTo: document.body,
    global: { plugins: [createTranslator(locale)] },
  })
}

describe('a code view', () => {
  it('shows its text read-only under its name', async () => {
    const view = mountCode('{\n  "number": 12345678901234567890\n}')
    const content = view.find('.cm-content')
    expect(content.text()).toContain('12345678901234567890')
    expect(content.attributes()).toMatchObject({ 'aria-label': 'Response, JSON', 'aria-readonly': 'true' })
    await view.setProps({ text: '[]' })
    expect(view.find('.cm-content').text()).toBe('[]')
    view.unmount()
  })

  it.each([
    ['en', 'Find'],
    ['zh-CN', '查找'],
  ] as const)('has a search panel in %s', async (locale, word) => {
    const view = mountCode('{}', locale)
    // What a component exposes is not part of the wrapper's type.
    ;(view.vm as unknown as { openSearch: () => void }).openSearch()
    await nextTick()
    expect(view.find('.cm-search input[name=search]').attributes('placeholder')).toBe(word)
    view.unmount()
  })

  it('sets masked stretches apart', () => {
    const view = mount(CodeView, {
      props: { text: 'a=1&session=marker', language: 'text', label: 'Raw', masked: [{ from: 12, to: 18 }] },
      attachTo: document.body,
      global: { plugins: [createTranslator('en')] },
    })
    expect(view.find('.cm-masked').text()).toBe('marker')
    view.unmount()
  })
})
