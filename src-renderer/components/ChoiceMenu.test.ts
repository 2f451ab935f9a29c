import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { h } from 'vue'
import ChoiceMenu from './ChoiceMenu.vue'

function mountMenu() {
  return mount(ChoiceMenu<'light' | 'dark'>, {
    props: {
      modelValue: 'light',
      label: 'Appearance',
      choices: [
        { key: 'light', label: 'Light' },
        { key: 'dark', label: 'Dark', detail: 'for the evening' },
      ],
    },
    slots: { default: ({ trigger }: { trigger: Record<string, unknown> }) => h('button', trigger, 'open') },
    attachTo: document.body,
  })
}

describe('a menu of choices', () => {
  it('names itself and marks what is chosen', () => {
    const menu = mountMenu()
    expect(menu.find('[role=menu]').attributes('aria-label')).toBe('Appearance')
    expect(menu.findAll('[role=menuitemradio]').map((item) => item.attributes('aria-checked'))).toEqual(['true', 'false'])
    expect(menu.text()).toContain('for the evening')
    menu.unmount()
  })

  it('is opened by the button it belongs to', () => {
    const menu = mountMenu()
    expect(menu.find('button').attributes('popovertarget')).toBe(menu.find('[role=menu]').attributes('id'))
    menu.unmount()
  })

  it('moves through the choices with the arrow keys and chooses', async () => {
    const menu = mountMenu()
    const [light, dark] = menu.findAll<HTMLElement>('[role=menuitemradio]')
    light?.element.focus()
    await light?.trigger('keydown', { key: 'ArrowDown' })
    expect(document.activeElement).toBe(dark?.element)
    await dark?.trigger('keydown', { key: 'ArrowDown' })
    expect(document.activeElement).toBe(light?.element)
    await dark?.trigger('click')
    expect(menu.emitted('update:modelValue')).toEqual([['dark']])
    menu.unmount()
  })
})
