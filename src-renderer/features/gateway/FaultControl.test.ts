import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { FAULTS } from '@shared/gateway/faults'
import { useAppStore } from '../../stores/use-app-store'
import { createFakeBridge, type FakeBridge } from '../../testing/fake-bridge'
import { mountInPage } from '../../testing/mount-in-page'
import FaultControl from './FaultControl.vue'

async function mountControl(bridge: FakeBridge = createFakeBridge(), locale: 'en' | 'zh-CN' = 'en'): Promise<VueWrapper> {
  const control = mountInPage(FaultControl, { bridge, locale })
  await useAppStore().load()
  await flushPromises()
  return control
}

async function choose(control: VueWrapper, name: string): Promise<void> {
  await control.get(`[data-fault="${name}"] input`).setValue(true)
}

const asked = (bridge: FakeBridge): unknown[] => bridge.calls.filter(({ method }) => method === 'gateway.misbehave').map(({ request }) => request)
const shownNames = (control: VueWrapper): (string | undefined)[] => control.findAll('[data-fault]').map((row) => row.attributes('data-fault'))

describe('the control of faults', () => {
  it('offers every fault with what it does in the page’s language', async () => {
    for (const locale of ['en', 'zh-CN'] as const) {
      const control = await mountControl(createFakeBridge(), locale)
      expect(shownNames(control)).toEqual(FAULTS.map(({ name }) => name))
      for (const { name, effect } of FAULTS) {
        expect(control.get(`[data-fault="${name}"]`).text()).toContain(locale === 'en' ? effect.en : effect.zh)
      }
      control.unmount()
    }
  })

  it('finds faults by name and by effect', async () => {
    const control = await mountControl()
    await control.get('input[type=search]').setValue('GZIP half')
    expect(shownNames(control)).toEqual(['gzip-truncated'])
    await control.get('input[type=search]').setValue('no such thing')
    expect(control.text()).toContain('No fault matches')
    control.unmount()
  })

  it('sets a fault without values until it is switched off by one click', async () => {
    const bridge = createFakeBridge()
    const control = await mountControl(bridge)
    expect(control.find('[data-fault-active]').exists()).toBe(false)
    await choose(control, 'empty-body')
    await control.get('form').trigger('submit')
    await flushPromises()
    expect(asked(bridge)).toEqual([{ fault: 'empty-body', times: null }])
    expect(control.get('[role=status]').text()).toContain('misbehaving: empty-body')
    await control.get('[data-fault-active]').trigger('click')
    await flushPromises()
    expect(asked(bridge).at(-1)).toEqual({ fault: null, times: null })
    expect(control.find('[data-fault-active]').exists()).toBe(false)
    control.unmount()
  })

  it('takes several values, and for the next request only', async () => {
    const bridge = createFakeBridge()
    const control = await mountControl(bridge)
    await choose(control, 'refuse')
    const [code, subCode, subMessage] = control.findAll('input[data-code]')
    await code?.setValue('15')
    await subCode?.setValue('isv.missing-parameter:sid')
    await subMessage?.setValue('see: page 100%')
    await control.findAll('fieldset input').at(-1)?.setValue(true)
    await control.get('form').trigger('submit')
    await flushPromises()
    expect(asked(bridge)).toEqual([{ fault: 'refuse:15:isv.missing-parameter%3Asid:see: page 100%', times: 1 }])
    expect(control.get('[data-fault-active]').text()).toContain('1 more')
    control.unmount()
  })

  it('chooses between words, the first one unless told otherwise', async () => {
    const bridge = createFakeBridge()
    const control = await mountControl(bridge)
    await choose(control, 'wrong-length')
    await control.get('select').setValue('too-large')
    await control.get('form').trigger('submit')
    await flushPromises()
    await choose(control, 'truncated')
    await control.get('form').trigger('submit')
    await flushPromises()
    expect(asked(bridge).map((request) => (request as { fault: string }).fault)).toEqual(['wrong-length:too-large', 'truncated:length'])
    control.unmount()
  })

  it('says at the field why a value is none, and sets nothing', async () => {
    const bridge = createFakeBridge()
    const control = await mountControl(bridge)
    await choose(control, 'delay')
    const submit = control.get('button[type=submit]')
    expect(submit.attributes('disabled')).toBeDefined()
    await control.get('input[data-code]').setValue('600001')
    expect(control.text()).toContain('Enter a whole number from 0 to 600,000')
    expect(control.get('input[data-code]').attributes('aria-invalid')).toBe('true')
    await control.get('form').trigger('submit')
    expect(asked(bridge)).toEqual([])
    await control.get('input[data-code]').setValue('600000')
    expect(submit.attributes('disabled')).toBeUndefined()
    control.unmount()
  })

  it('follows what main tells of the fault', async () => {
    const bridge = createFakeBridge()
    const control = await mountControl(bridge)
    bridge.emit('gateway.changed', { running: true, url: null, fault: { text: 'delay:5', timesLeft: 2 } })
    await flushPromises()
    expect(control.get('[data-fault-active]').text()).toContain('delay:5 (2 more)')
    bridge.emit('gateway.changed', { running: true, url: null, fault: null })
    await flushPromises()
    expect(control.get('[role=status]').text()).toBe('')
    control.unmount()
  })
})
