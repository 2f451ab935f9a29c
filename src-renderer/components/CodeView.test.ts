import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
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
    await view.find('.cm-content').trigger('keydown', { key: 'f', code: 'KeyF', keyCode: 70, ctrlKey: true })
    expect(view.find('.cm-search input[name=search]').attributes('placeholder')).toBe(word)
    view.unmount()
  })

  it('colours names and values, and offers to fold what is indented', () => {
    const view = mountCode('{\n  "number": 1\n}')
    expect(view.find('.cm-name').text()).toBe('"number"')
    expect(view.find('.cm-number').text()).toBe('1')
    expect(view.find('.cm-foldGutter').text()).toContain('⌄')
    view.unmount()
  })
})
