import { enableAutoUnmount, flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { Diagnosis } from '@shared/knowledge/diagnosis'
import { AppError } from '@shared/errors'
import type { Locale } from '@shared/settings'
import { useDraftStore } from '../../stores/use-draft-store'
import { useExchangesStore } from '../../stores/use-exchanges-store'
import { useProfilesStore } from '../../stores/use-profiles-store'
import { anExchange, shownOf } from '../../testing/exchange-builder'
import { createFakeBridge, type FakeBridge } from '../../testing/fake-bridge'
import { mountInPage } from '../../testing/mount-in-page'
import SignatureButton from './SignatureButton.vue'

enableAutoUnmount(afterEach)

const REFUSED = { outcome: 'refused', code: '25', resultId: null } as const
const NO_HIT: Diagnosis = {
  verdict: 'no-hit',
  candidates: [],
  suspects: [{ id: 'secret-length', detail: '' }, { id: 'secret', detail: '' }],
  tried: 1_700,
  isComplete: true,
}

async function opened(options: { exchange?: Parameters<typeof anExchange>[0]; diagnosis?: Diagnosis; locale?: Locale; bridge?: FakeBridge } = {}) {
  const exchange = anExchange(options.exchange)
  const bridge = options.bridge ?? createFakeBridge({ exchanges: [exchange, anExchange({ id: 'exchange-2', callerId: 'another' })] })
  if (options.diagnosis !== undefined) {
    const { diagnosis } = options
    bridge.answer('signature.diagnose', async () => diagnosis)
  }
  const wrapper = mountInPage(SignatureButton, { bridge, locale: options.locale ?? 'en', props: { exchange: shownOf(exchange) } })
  await Promise.all([useProfilesStore().load(), useExchangesStore().loadFirst()])
  await wrapper.find('button[aria-haspopup="dialog"]').trigger('click')
  await flushPromises()
  return { wrapper, bridge, exchange }
}

async function open(wrapper: VueWrapper, tab: string): Promise<void> {
  await wrapper.findAll('[role=tab]').find((one) => one.text() === tab)?.trigger('click')
  await flushPromises()
}

const chosenTab = (wrapper: VueWrapper) => wrapper.find('[role=tab][aria-selected=true]').text()

describe('the signature dialog', () => {
  it('opens with the diagnosis when the signature was refused, and with the inspector otherwise', async () => {
    const refused = await opened({ exchange: REFUSED, diagnosis: NO_HIT })
    expect(refused.wrapper.find('button[aria-haspopup="dialog"]').attributes('data-kind')).toBe('primary')
    expect(chosenTab(refused.wrapper)).toBe('Diagnose')
    const { wrapper } = await opened()
    expect(wrapper.find('button[aria-haspopup="dialog"]').attributes('data-kind')).toBeUndefined()
    expect(chosenTab(wrapper)).toBe('Inspect')
  })

  it('shows the parameters in signing order, the masked string and its size', async () => {
    const { wrapper } = await opened()
    const names = wrapper.findAll('tbody th').map((cell) => cell.text())
    expect(names).toEqual([...names].sort())
    expect(names).not.toContain('sign')
    expect(wrapper.find('pre').text()).toMatch(/^app_keylocal-appformatjson/)
    await wrapper.find('input[value=md5]').setValue()
    expect(wrapper.find('pre').text()).toMatch(/^••••app_key.*sign_methodmd5.*••••$/s)
    expect(wrapper.text()).toContain('100 bytes')
  })

  it.each([
    ['en', 'gives exactly the same sign', 'Remove the =.'],
    ['zh-CN', '完全相同的 sign', '去掉 =。'],
  ] as const)('names a mistake, its fix and the first difference in %s', async (locale, sentence, fix) => {
    const candidates = [{ mistakes: ['kv-eq' as const], change: null, variant: 0 }]
    const { wrapper } = await opened({ exchange: REFUSED, locale, diagnosis: { ...NO_HIT, verdict: 'mistake', candidates, suspects: [] } })
    expect(wrapper.find('[data-verdict=mistake]').text()).toContain(sentence)
    expect(wrapper.find('[data-mistake=kv-eq]').text()).toContain(fix)
    expect(wrapper.findAll('mark').map((mark) => mark.text())).toEqual(['=', 'l'])
    expect(wrapper.find('[data-probe]').exists()).toBe(false)
  })

  it('orders the suspects and loads a probe into the form without sending it', async () => {
    const { wrapper, bridge } = await opened({ exchange: REFUSED, diagnosis: NO_HIT })
    expect(wrapper.findAll('[data-suspect]').map((one) => one.attributes('data-suspect'))).toEqual(['secret-length', 'secret'])
    expect(wrapper.text()).toContain('All three methods give the official result')
    await wrapper.find('[data-probe=method] button').trigger('click')
    await flushPromises()
    const draft = useDraftStore()
    expect(draft.signMethod).toBe('md5')
    expect(draft.values['ly_create_session_dto.source.sid']).toBe('testSessionId')
    expect(bridge.calls.map(({ method }) => method)).not.toContain('exchange.send')
    expect(wrapper.find('dialog').exists()).toBe(false)
  })

  it('blames the secret when a correct signature was refused, and nothing when it was accepted', async () => {
    const correct: Diagnosis = { ...NO_HIT, verdict: 'correct', suspects: [{ id: 'secret', detail: '' }] }
    const refused = await opened({ exchange: REFUSED, diagnosis: correct })
    expect(refused.wrapper.find('[data-verdict]').text()).toContain('does not belong to this app_key')
    expect(refused.wrapper.find('[data-suspect]').attributes('data-suspect')).toBe('secret')
    const accepted = await opened({ diagnosis: correct })
    await open(accepted.wrapper, 'Diagnose')
    expect(accepted.wrapper.find('[data-suspect]').exists()).toBe(false)
  })

  it('words what keeps main from computing', async () => {
    const bridge = createFakeBridge()
    bridge.answer('signature.diagnose', async () => {
      throw new AppError('signature.session-unknown')
    })
    const { wrapper } = await opened({ exchange: REFUSED, bridge })
    expect(wrapper.find('[role=alert]').text()).toContain('its session token is unknown')
  })

  it('diagnoses a pasted request with the chosen profile', async () => {
    const { wrapper, bridge } = await opened()
    await open(wrapper, 'Paste a request')
    await wrapper.find('textarea').setValue('b=2&a=%E4%BC%9A&a=3&sign=ABC')
    expect(wrapper.text()).toContain('a occurs more than once')
    await wrapper.find('[role=tabpanel] button[data-kind=primary]').trigger('click')
    await flushPromises()
    expect(chosenTab(wrapper)).toBe('Diagnose')
    const parameters = [{ name: 'b', value: '2' }, { name: 'a', value: '会' }, { name: 'a', value: '3' }]
    expect(bridge.calls.at(-1)).toEqual({ method: 'signature.diagnose', request: { source: { profileId: 'local', parameters, sign: 'ABC' } } })
    expect(wrapper.find('.subject').text()).toContain('Local gateway')
  })

  it('does not diagnose what has no sign or cannot be read', async () => {
    const { wrapper } = await opened()
    await open(wrapper, 'Paste a request')
    for (const [text, words] of [['a=1', 'no sign'], ['{"a":', 'not well-formed']] as const) {
      await wrapper.find('textarea').setValue(text)
      expect(wrapper.find('[role=tabpanel] [role=status]').text()).toContain(words)
      expect(wrapper.find('[role=tabpanel] button[data-kind=primary]').attributes('disabled')).toBeDefined()
    }
  })

  it('compares parameter by parameter and shows the first byte that differs', async () => {
    const { wrapper } = await opened()
    await open(wrapper, 'Compare')
    await wrapper.find('textarea').setValue('app_key=local-apq&extra=1')
    const row = (name: string) => wrapper.findAll('tbody tr').find((one) => one.find('th').text() === name)
    expect(row('app_key')?.text()).toContain('offset 8, 70 / 71')
    expect(row('extra')?.attributes('data-result')).toBe('only-right')
    expect(row('method')?.attributes('data-result')).toBe('only-left')
    await wrapper.find('select').setValue('exchange-2')
    await flushPromises()
    expect(wrapper.text()).toContain('All parameters are the same')
    await wrapper.find('input[type=checkbox]').setValue(true)
    expect(wrapper.findAll('tbody tr')).toHaveLength(0)
  })
})
