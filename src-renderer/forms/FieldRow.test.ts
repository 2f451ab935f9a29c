import { describe, expect, it } from 'vitest'
import { catalog } from '@shared/catalog'
import { controlIdOf } from './form-model'
import { mountForm } from './form-fixture'

const operation = catalog[0]!
const SOURCE = 'ly_create_session_dto.source'

function idOf(name: string): string {
  return `[id="${controlIdOf(`${SOURCE}.${name}`)}"]`
}

describe('a field', () => {
  it.each(['9007199254740993', '00012', '-9223372036854775808', '1e3', ' 7'])('keeps the digits of %j as they were typed', async (text) => {
    const { wrapper, values } = mountForm(operation)
    await wrapper.get(idOf('session_start_time')).setValue(text)
    expect(values[`${SOURCE}.session_start_time`]).toBe(text)
    expect((wrapper.get(idOf('session_start_time')).element as HTMLInputElement).value).toBe(text)
  })

  it.each([
    ['en', 'Not an integer'],
    ['zh-CN', '不是整数'],
  ] as const)('ties its problem to the control in %s', (locale, words) => {
    const { wrapper } = mountForm(operation, { locale, values: { [`${SOURCE}.session_status`]: '00012' } })
    const control = wrapper.get(idOf('session_status'))
    expect(control.attributes('aria-invalid')).toBe('true')
    expect(wrapper.get(`[id="${control.attributes('aria-describedby')}"]`).text()).toContain(words)
  })

  it('warns of an end before the start without calling it invalid', () => {
    const { wrapper } = mountForm(operation, {
      values: { [`${SOURCE}.session_start_time`]: '2000', [`${SOURCE}.session_end_time`]: '1000' },
    })
    expect(wrapper.get('[data-field="session_end_time"]').text()).toContain('Earlier than session_start_time')
    expect(wrapper.get(idOf('session_end_time')).attributes('aria-invalid')).toBeUndefined()
  })

  it('decodes a time below its number', () => {
    const { wrapper } = mountForm(operation, { values: { [`${SOURCE}.session_end_time`]: '1577106264919' } })
    expect(wrapper.get('[data-field="session_end_time"]').text()).toContain('2019-12-23 21:04:24.919')
  })

  it('turns seconds into milliseconds on request only', async () => {
    const { wrapper, values } = mountForm(operation, { values: { [`${SOURCE}.session_start_time`]: '1577106264' } })
    const button = wrapper.findAll('[data-field="session_start_time"] button').find((one) => one.text() === 'Make it milliseconds')
    await button?.trigger('click')
    expect(values[`${SOURCE}.session_start_time`]).toBe('1577106264000')
  })

  it('shows a text with line breaks on several lines instead of dropping them', () => {
    const { wrapper } = mountForm(operation, { values: { [`${SOURCE}.channel_uid`]: 'one\ntwo' } })
    expect(wrapper.get(idOf('channel_uid')).element.tagName).toBe('TEXTAREA')
  })

  it('tells when it was left', async () => {
    const { wrapper, model } = mountForm(operation)
    await wrapper.get(idOf('sid')).trigger('blur')
    expect(model.touch).toHaveBeenCalledWith(`${SOURCE}.sid`)
  })

  it('takes a composed text once it is composed', async () => {
    const { wrapper, values } = mountForm(operation)
    const input = wrapper.get(idOf('channel_nick'))
    ;(input.element as HTMLInputElement).value = 'zhang'
    input.element.dispatchEvent(new InputEvent('input', { isComposing: true }))
    expect(values[`${SOURCE}.channel_nick`]).toBeUndefined()
    ;(input.element as HTMLInputElement).value = '张三'
    await input.trigger('compositionend')
    expect(values[`${SOURCE}.channel_nick`]).toBe('张三')
  })
})
