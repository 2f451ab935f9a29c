import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import PaneSeparator from './PaneSeparator.vue'

function mountSeparator(changes: Record<string, unknown> = {}) {
  return mount(PaneSeparator, {
    props: { modelValue: 0.3, label: 'Resize', orientation: 'vertical', minimum: 0.2, maximum: 0.5, extent: 1_000, initial: 0.25, ...changes },
  })
}

describe('a separator', () => {
  it('tells its value', () => {
    expect(mountSeparator().attributes()).toMatchObject({ role: 'separator', 'aria-valuenow': '30', 'aria-valuemin': '20', 'aria-valuemax': '50' })
  })

  it('moves with the arrow keys, within its limits', async () => {
    const separator = mountSeparator()
    await separator.trigger('keydown', { key: 'ArrowRight' })
    await separator.trigger('keydown', { key: 'End' })
    const moved = separator.emitted('update:modelValue') ?? []
    expect(moved[0]?.[0]).toBeCloseTo(0.32)
    expect(moved[1]?.[0]).toBe(0.5)
  })

  it('moves the other way when it sizes what follows', async () => {
    const separator = mountSeparator({ sizesWhatFollows: true })
    await separator.trigger('keydown', { key: 'ArrowRight' })
    expect(separator.emitted('update:modelValue')?.[0]?.[0]).toBeCloseTo(0.28)
  })

  it('goes back to where it was at first on a double click', async () => {
    const separator = mountSeparator()
    await separator.trigger('dblclick')
    expect(separator.emitted('update:modelValue')).toEqual([[0.25]])
  })
})
