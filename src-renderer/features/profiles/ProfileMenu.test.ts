import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { useProfilesStore } from '../../stores/use-profiles-store'
import { aProfile, createFakeBridge } from '../../testing/fake-bridge'
import { mountWithStores } from '../../testing/mount-with-stores'
import ProfileMenu from './ProfileMenu.vue'
import { freeName } from './free-name'

const production = aProfile({
  id: 'mine',
  builtIn: false,
  name: 'Mini program',
  environment: 'production',
  gatewayUrl: 'https://gw.api.taobao.com/router/rest',
  appKey: '12345678',
})

function bridgeOf(profileId: string) {
  return createFakeBridge({ profiles: [aProfile(), production], settings: { profileId } })
}

async function choose(wrapper: VueWrapper, text: string): Promise<void> {
  await wrapper.get('button[aria-haspopup="menu"]').trigger('click')
  await wrapper
    .findAll('[role^="menuitem"]')
    .find((item) => item.text().includes(text))
    ?.trigger('click')
  await flushPromises()
}

describe.each([
  ['en', 'Profile: Mini program, Production', 'Production'],
  ['zh-CN', '配置：Mini program，生产环境', '生产环境'],
] as const)('the profile menu in %s', (locale, name, environment) => {
  it('names profile and environment', async () => {
    const wrapper = await mountWithStores(ProfileMenu, { locale, bridge: bridgeOf('mine') })
    const opener = wrapper.get('button[aria-haspopup="menu"]')
    expect(opener.attributes('aria-label')).toBe(name)
    expect(opener.text()).toContain(environment)
    expect(opener.text()).toContain('12345678')
  })
})

describe('choosing', () => {
  it('remembers the profile', async () => {
    const bridge = bridgeOf('local')
    const wrapper = await mountWithStores(ProfileMenu, { bridge })
    await choose(wrapper, 'Mini program')
    expect(bridge.calls).toContainEqual({ method: 'settings.save', request: { profileId: 'mine' } })
    expect(useProfilesStore().selected?.id).toBe('mine')
  })

  it('opens the dialog for a new one and for the chosen one', async () => {
    const wrapper = await mountWithStores(ProfileMenu, { bridge: bridgeOf('mine') })
    await choose(wrapper, 'New profile')
    expect(wrapper.get('dialog').text()).toContain('New profile')
    useProfilesStore().dialog = null
    await flushPromises()
    await choose(wrapper, 'Edit “Mini program”')
    expect(wrapper.get<HTMLInputElement>('#profile-name').element.value).toBe('Mini program')
  })

  it('duplicates under a free name and goes on to the copy', async () => {
    const wrapper = await mountWithStores(ProfileMenu, { bridge: bridgeOf('mine') })
    await choose(wrapper, 'Duplicate')
    expect(useProfilesStore().selected?.name).toBe('Mini program copy')
    expect(wrapper.find('dialog').exists()).toBe(true)
  })

  it('deletes after one question that names the profile', async () => {
    const bridge = bridgeOf('mine')
    const wrapper = await mountWithStores(ProfileMenu, { bridge })
    await choose(wrapper, 'Delete')
    const dialog = wrapper.get('[role="alertdialog"]')
    expect(dialog.text()).toContain('Delete profile “Mini program”?')
    expect(bridge.calls.some(({ method }) => method === 'profile.delete')).toBe(false)
    await dialog.get('[data-kind="danger"]').trigger('click')
    await flushPromises()
    expect(useProfilesStore().profiles.map(({ id }) => id)).toEqual(['local'])
  })

  it('keeps the built-in profile and says so', async () => {
    const wrapper = await mountWithStores(ProfileMenu, { bridge: bridgeOf('local') })
    await wrapper.get('button[aria-haspopup="menu"]').trigger('click')
    expect(wrapper.text()).toContain('The built-in profile cannot be deleted')
    expect(wrapper.findAll('[role="menuitem"]').map((item) => item.text())).not.toContain('Delete…')
  })

  it('moves with the arrow keys and closes with Escape', async () => {
    const wrapper = await mountWithStores(ProfileMenu, { bridge: bridgeOf('local') })
    const opener = wrapper.get('button[aria-haspopup="menu"]')
    await opener.trigger('click')
    await flushPromises()
    expect(document.activeElement?.textContent).toContain('Local gateway')
    await wrapper.get('[role="menuitemradio"][aria-checked="true"]').trigger('keydown', { key: 'ArrowDown' })
    expect(document.activeElement?.textContent).toContain('Mini program')
    await wrapper.get('[role="menu"]').trigger('keydown', { key: 'Escape' })
    expect(wrapper.find('[role="menu"]').exists()).toBe(false)
    expect(document.activeElement).toBe(opener.element)
  })
})

it('finds a free name', () => {
  expect(freeName('a', [])).toBe('a')
  expect(freeName('a', ['a', 'a 2'])).toBe('a 3')
})
