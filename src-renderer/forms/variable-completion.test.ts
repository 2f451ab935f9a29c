import { describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { mountForm } from './form-fixture'

const SID = 'ly_create_session_dto.source.sid'
const CHANNEL = 'ly_create_session_dto.source.channel'

async function typed(path: string, text: string) {
  const { wrapper, values } = mountForm(operation)
  // The list listens once the field is there.
  await nextTick()
  const control = wrapper.get<HTMLInputElement>(`#field-${path.replaceAll('.', '-')}`)
  const type = async (value: string): Promise<void> => {
    control.element.value = value
    control.element.setSelectionRange(value.length, value.length)
    await control.trigger('input')
  }
  await type(text)
  const choices = (): string[] => wrapper.findAll('.variables code').map((code) => code.text())
  return { wrapper, values, control, choices, type }
}

describe('a variable that is being typed', () => {
  it.each([SID, CHANNEL])('is offered at %s and taken with Enter', async (path) => {
    const { control, values, choices, type } = await typed(path, 'x{{')
    expect(choices()).toEqual(['sid', 'now', 'now+5m'])
    await type('x{{no')
    expect(choices()).toEqual(['now', 'now+5m'])
    await control.trigger('keydown', { key: 'ArrowDown' })
    await control.trigger('keydown', { key: 'Enter' })
    expect(values[path]).toBe('x{{now+5m}}')
    expect(choices()).toEqual([])
  })

  it('is left alone after Escape, when it is closed and when it is none', async () => {
    const { control, choices, values, type } = await typed(SID, '{{')
    await control.trigger('keydown', { key: 'Escape' })
    expect(choices()).toEqual([])
    await type('{{now}}')
    expect(choices()).toEqual([])
    await type('\\{{')
    expect(choices()).toEqual([])
    await type('{{own')
    expect(choices()).toEqual([])
    expect(values[SID]).toBe('{{own')
  })
})
