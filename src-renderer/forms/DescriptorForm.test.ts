import { describe, expect, it } from 'vitest'
import { catalog } from '@shared/catalog'
import { groupsOf, leavesOf } from '@shared/descriptor/paths'
import { LOCALES } from '@shared/settings'
import { controlIdOf } from './form-model'
import { mountForm, openFolds } from './form-fixture'

const CONDITION_MET = { 'ly_ding_open_para_dto.token_grant_type': '1' }

describe.each(LOCALES)('the form of every operation in %s', (locale) => {
  it.each(catalog.map((operation) => [operation.name, operation] as const))('%s has every field under its wire name', async (_name, operation) => {
    const { wrapper } = mountForm(operation, { locale, values: CONDITION_MET })
    await openFolds(wrapper)
    for (const { path, field } of leavesOf(operation.request)) {
      const control = wrapper.get(`[id="${controlIdOf(path)}"]`)
      expect(control.attributes('aria-label')).toMatch(new RegExp(`^${field.name} · .+`))
      expect(control.attributes('aria-required')).toBe(field.required ? 'true' : undefined)
    }
    expect(wrapper.findAll('input, textarea')).toHaveLength(leavesOf(operation.request).length)
  })

  it.each(catalog.map((operation) => [operation.name, operation] as const))('%s groups them under their wire names', (_name, operation) => {
    const { wrapper } = mountForm(operation, { locale })
    const names = wrapper.findAll('section[role="group"]').map((group) => group.attributes('aria-label'))
    expect(names).toEqual(groupsOf(operation).map(({ field }) => field.name))
  })
})

describe('session.create', () => {
  const operation = catalog[0]!

  it('has its 24 fields', async () => {
    const { wrapper } = mountForm(operation, { values: CONDITION_MET })
    await openFolds(wrapper)
    expect(wrapper.findAll('.field')).toHaveLength(24)
  })

  it('folds what is rarely used and says what it is', () => {
    const { wrapper } = mountForm(operation)
    expect(wrapper.text()).toContain('4 more: summary, cms_id, channel_avatar_url, channel_user_source')
    expect(wrapper.find('[data-field="cms_id"]').exists()).toBe(false)
    expect(wrapper.find('[data-field="token_grant_type"]').exists()).toBe(false)
  })

  it('opens a fold that holds a value', () => {
    const { wrapper } = mountForm(operation, {
      values: { 'ly_create_session_dto.source.cms_id': '7', 'ly_ding_open_para_dto.org_id': '1' },
    })
    expect(wrapper.find('[data-field="cms_id"]').exists()).toBe(true)
    expect(wrapper.find('[data-field="org_id"]').exists()).toBe(true)
  })

  it('shows a conditional field only when its condition holds or it holds a value, then with a warning', async () => {
    const { wrapper, values } = mountForm(operation, { values: { 'ly_ding_open_para_dto.token_grant_type': '0' } })
    expect(wrapper.find('[data-field="suite_key"]').exists()).toBe(false)
    values['ly_ding_open_para_dto.suite_key'] = 'left over'
    await wrapper.vm.$nextTick()
    expect(wrapper.get('[data-field="suite_key"]').text()).toContain('Applies only when token_grant_type is 1')
  })

  it('brings a folded field into view and focuses it', async () => {
    const { wrapper } = mountForm(operation)
    await wrapper.vm.focusField('ly_create_session_dto.source.channel_avatar_url')
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^channel_avatar_url/)
  })
})
