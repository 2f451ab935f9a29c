import { describe, expect, it } from 'vitest'
import { catalog } from '@shared/catalog'
import { controlIdOf } from './form-model'
import { mountForm } from './form-fixture'

const operation = catalog[0]!
const PATH = 'ly_create_session_dto.source.channel'

function mountChannel(value = '', locale: 'en' | 'zh-CN' = 'en') {
  const form = mountForm(operation, { locale, values: { [PATH]: value } })
  const input = form.wrapper.get(`[id="${controlIdOf(PATH)}"]`)
  const row = form.wrapper.get('[data-field="channel"]')
  return { ...form, input, row, options: () => row.findAll('[role="option"]') }
}

describe('an enumerated field', () => {
  it.each([
    ['en', 'WeChat mini program'],
    ['zh-CN', '微信小程序'],
  ] as const)('shows the meaning beside the wire value in %s', (locale, meaning) => {
    const { input, row } = mountChannel('2', locale)
    expect((input.element as HTMLInputElement).value).toBe('2')
    expect(row.text()).toContain(meaning)
  })

  it('offers the documented values on a click and takes one', async () => {
    const { input, options, values } = mountChannel()
    await input.trigger('click')
    expect(input.attributes('aria-expanded')).toBe('true')
    expect(options().map((option) => option.text())).toContain('3 WeChat official account')
    await options()[3]?.trigger('click')
    expect(values[PATH]).toBe('3')
    expect(options()).toHaveLength(0)
  })

  it('is worked with the keyboard', async () => {
    const { input, options, values } = mountChannel('0')
    await input.trigger('keydown', { key: 'ArrowDown' })
    await input.trigger('keydown', { key: 'ArrowDown' })
    expect(input.attributes('aria-activedescendant')).toBe(options()[1]?.attributes('id'))
    await input.trigger('keydown', { key: 'Enter' })
    expect(values[PATH]).toBe('1')
    await input.trigger('keydown', { key: 'ArrowUp' })
    await input.trigger('keydown', { key: 'Escape' })
    expect(input.attributes('aria-expanded')).toBe('false')
    expect(values[PATH]).toBe('1')
  })

  it('keeps any other value, with a warning', async () => {
    const { input, row, values } = mountChannel()
    await input.setValue('42')
    expect(values[PATH]).toBe('42')
    expect(row.text()).toContain('Documented are only 0, 1, 2, 3')
    expect(input.attributes('aria-invalid')).toBeUndefined()
  })

  it('does not open while a value is typed', async () => {
    const { input, options } = mountChannel()
    await input.setValue('2')
    expect(options()).toHaveLength(0)
  })

  it.each([{ isComposing: true }, { keyCode: 229 }])('picks nothing with an Enter that belongs to an input method: %j', async (composing) => {
    const { input, values } = mountChannel('0')
    await input.trigger('keydown', { key: 'ArrowDown' })
    await input.trigger('keydown', { key: 'ArrowDown' })
    input.element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ...composing }))
    expect(values[PATH]).toBe('0')
  })
})
