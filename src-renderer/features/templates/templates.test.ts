import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Template } from '@shared/template/template-contract'
import { aTemplateContent } from '@shared/testing/a-template'
import { sourceEntries } from '../../commands/use-command-source'
import { useDraftStore } from '../../stores/use-draft-store'
import { useTemplatesStore } from '../../stores/use-templates-store'
import { createFakeBridge } from '../../testing/fake-bridge'
import { mountWithStores } from '../../testing/mount-with-stores'
import TemplateDialogs from './TemplateDialogs.vue'
import { foldersOf, foundTemplates, treeOf } from './template-tree'

const SID = 'ly_create_session_dto.source.sid'
const aTemplate = (id: string, changes: Partial<Template> = {}): Template => ({ ...aTemplateContent(), id, createdAt: 1, updatedAt: 1, ...changes })
const TEMPLATES = [
  aTemplate('a', { name: 'VIP 客户', folder: '售后/小程序', variables: { customer: '张三' }, values: { [SID]: '{{customer}}' } }),
  aTemplate('b', { name: 'Timeout 10', folder: '售后', note: '超时复现' }),
  aTemplate('c', { name: 'Timeout 9', folder: '售后' }),
  aTemplate('d', { name: 'Plain' }),
]

async function openList(bridge = createFakeBridge({ templates: TEMPLATES })) {
  const wrapper = await mountWithStores(TemplateDialogs, { bridge })
  useTemplatesStore().open({ kind: 'list' })
  await flushPromises()
  const lines = (): string[] => wrapper.findAll('[role=treeitem]').map((line) => line.find('.name').text())
  return { wrapper, bridge, lines, search: wrapper.get('input[type=search]') }
}

describe('the tree of templates', () => {
  it('has folders first and names in the order people count', () => {
    const lines = treeOf(TEMPLATES, new Set(), 'zh-CN').map((line) => (line.kind === 'folder' ? `${line.path} ${line.count}` : `${line.depth} ${line.template.name}`))
    expect(lines).toEqual(['售后 3', '售后/小程序 1', '2 VIP 客户', '1 Timeout 9', '1 Timeout 10', '0 Plain'])
    expect(treeOf(TEMPLATES, new Set(['售后']), 'zh-CN')).toHaveLength(2)
    expect(foldersOf(TEMPLATES)).toEqual(['售后', '售后/小程序'])
  })

  it.each([
    ['客户', ['a']],
    ['小程序 vip', ['a']],
    ['超时', ['b']],
    ['TIMEOUT', ['b', 'c']],
    ['{{customer', ['a']],
    ['', ['a', 'b', 'c', 'd']],
    ['nothing', []],
  ])('is searched for %s', (search, ids) => {
    expect(foundTemplates(TEMPLATES, search).map(({ id }) => id)).toEqual(ids)
  })
})

describe('the list of templates', () => {
  it('fills the form with the first one found at Enter, and what was there can be brought back', async () => {
    const { wrapper, search } = await openList()
    const draft = useDraftStore()
    draft.setValue(SID, 'typed before')
    await search.setValue('vip')
    await search.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect([draft.values[SID], draft.template?.name, draft.callerId]).toEqual(['{{customer}}', 'VIP 客户', '张三'])
    expect(wrapper.find('dialog').exists()).toBe(false)
    draft.undo()
    expect([draft.values[SID], draft.template]).toEqual(['typed before', null])
  })

  it('brings back what was deleted', async () => {
    const { wrapper, lines } = await openList()
    await wrapper.findAll('[data-action=delete]').at(-1)?.trigger('click')
    await flushPromises()
    expect(lines()).not.toContain('Plain')
    await wrapper.get('.report button').trigger('click')
    await flushPromises()
    expect(lines()).toContain('Plain')
  })

  it('fills at Enter what is found, though it came back after the search was typed', async () => {
    const { wrapper, search } = await openList(createFakeBridge({ templates: TEMPLATES.slice(0, 1) }))
    await wrapper.get('[data-action=delete]').trigger('click')
    await flushPromises()
    await search.setValue('vip')
    await wrapper.get('.report button').trigger('click')
    await flushPromises()
    await search.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(useDraftStore().template?.name).toBe('VIP 客户')
  })

  it('gives a copy a name of its own', async () => {
    const { wrapper, lines } = await openList()
    await wrapper.findAll('[data-action=duplicate]').at(-1)?.trigger('click')
    await flushPromises()
    expect(lines()).toEqual(expect.arrayContaining(['Plain', 'Plain 2']))
  })

  it('tells what was not imported and why', async () => {
    const { wrapper, bridge } = await openList()
    bridge.answer('template.import', async () => ({ added: 1, changed: 2, same: 3, unread: [{ file: 'a/b.json', problem: 'newer-version' }], cancelled: false }))
    await wrapper.findAll('footer button')[1]?.trigger('click')
    await flushPromises()
    expect(wrapper.get('.report').text()).toMatch(/1 added, 2 changed, 3 unchanged.*a\/b\.json was written by a newer console/s)
  })
})

describe('the palette', () => {
  it('offers every template before the list was opened, and fills the form from one', async () => {
    await mountWithStores(TemplateDialogs, { bridge: createFakeBridge({ templates: TEMPLATES }) })
    await flushPromises()
    const offered = sourceEntries()
    expect(offered.map(({ id, name, detail }) => [id, name, detail])).toContainEqual(['template:a', 'Fill in template VIP 客户', '售后/小程序'])
    expect(offered).toHaveLength(TEMPLATES.length)
    void offered.find(({ id }) => id === 'template:a')?.run()
    expect(useDraftStore().template?.name).toBe('VIP 客户')
  })
})

describe('saving', () => {
  it('updates the template the form came from, or makes another one', async () => {
    const { wrapper, bridge } = await openList()
    const draft = useDraftStore()
    const store = useTemplatesStore()
    store.fill(TEMPLATES[0]!)
    draft.setValue(SID, '{{sid}}')
    store.open({ kind: 'save' })
    await flushPromises()
    await wrapper.get('footer button[data-kind=primary]').trigger('click')
    await flushPromises()
    const saves = (): unknown[] => bridge.calls.filter(({ method }) => method === 'template.save').map(({ request }) => request)
    expect(saves()).toMatchObject([{ templateId: 'a', content: { name: 'VIP 客户', folder: '售后/小程序', values: { [SID]: '{{sid}}' }, variables: { customer: '张三' }, format: null } }])
    expect(draft.isChangedSinceFilled).toBe(false)

    store.open({ kind: 'save' })
    await flushPromises()
    await wrapper.findAll('input[type=radio]')[1]?.setValue()
    await wrapper.get('input[type=text]').setValue('Another')
    await wrapper.get('input[type=checkbox]').setValue(true)
    await wrapper.get('form').trigger('submit')
    await flushPromises()
    expect(saves()[1]).toMatchObject({ templateId: null, content: { name: 'Another', format: 'json', signMethod: 'hmac-sha256' } })
    expect(draft.template?.name).toBe('Another')
  })

  it('keeps what is typed before the list of templates has come', async () => {
    const { wrapper, bridge } = await openList()
    useDraftStore().fillExample()
    let arrive = (): void => undefined
    bridge.answer('template.list', async () => {
      await new Promise<void>((resolve) => (arrive = resolve))
      return { templates: TEMPLATES }
    })
    useTemplatesStore().open({ kind: 'save' })
    await flushPromises()
    await wrapper.get('input[type=text]').setValue('Typed at once')
    arrive()
    await flushPromises()
    expect(wrapper.get<HTMLInputElement>('input[type=text]').element.value).toBe('Typed at once')
  })

  it('needs a name, and a folder that can be one', async () => {
    const { wrapper, bridge } = await openList()
    useDraftStore().fillExample()
    useTemplatesStore().open({ kind: 'save' })
    await flushPromises()
    const [, folder] = wrapper.findAll('input[type=text]')
    await folder?.setValue('a/../b')
    await wrapper.get('footer button[data-kind=primary]').trigger('click')
    expect(wrapper.findAll('.problem')).toHaveLength(2)
    expect(bridge.calls.some(({ method }) => method === 'template.save')).toBe(false)
  })
})

describe('the variables', () => {
  it('are saved for the profile and the template, each shown as what it gives now', async () => {
    const { wrapper, bridge } = await openList(createFakeBridge({ templates: TEMPLATES, variables: { local: { order: 'no {{seq}}' } } }))
    const store = useTemplatesStore()
    store.fill(TEMPLATES[0]!)
    store.open({ kind: 'variables' })
    await flushPromises()
    const [ofProfile, ofTemplate] = wrapper.findAll('section[role=group]')
    expect(ofProfile?.text()).toContain('e.g. no 7')
    await ofTemplate?.findAll('input')[1]?.setValue('{{order}}!')
    expect(ofTemplate?.text()).toContain('e.g. no 7!')
    await wrapper.get('footer button[data-kind=primary]').trigger('click')
    await flushPromises()
    const sent = bridge.calls.filter(({ method }) => method === 'variables.save' || method === 'template.save').map(({ request }) => request)
    expect(sent).toMatchObject([{ profileId: 'local', variables: { order: 'no {{seq}}' } }, { templateId: 'a', content: { variables: { customer: '{{order}}!' } } }])
    expect(useDraftStore().callerId).toBe('')
  })

  it.each([
    ['app_secret', 'secrets, passwords and tokens'],
    ['now', 'built-in'],
    ['order', 'same name'],
  ])('may not be called %s', async (name, words) => {
    const { wrapper } = await openList(createFakeBridge({ variables: { local: { order: '1' } } }))
    useTemplatesStore().open({ kind: 'variables' })
    await flushPromises()
    await wrapper.findAll('section[role=group] input')[2]?.setValue(name)
    expect(wrapper.get('.below[data-bad]').text()).toContain(words)
    expect(wrapper.get('footer button[data-kind=primary]').attributes('disabled')).toBeDefined()
  })
})
