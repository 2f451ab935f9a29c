import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openConnection } from '../database/connection'
import { DocumentStore } from '../database/document-store'
import { temporaryFolder } from '../testing/temporary-folder'
import { TemplateStore } from './template-store'

const DAY_MS = 86_400_000

function aStore(file = ':memory:') {
  const connection = openConnection(file)
  new DocumentStore(connection).saveProfile({ id: 'p', name: 'P', settings: '{}', builtIn: false, createdAt: 1 })
  return { connection, store: new TemplateStore(connection) }
}

const aRow = (id: string) => ({ id, content: `{"name":"${id}"}`, createdAt: 1, updatedAt: 1 })
const idsOf = (store: TemplateStore): string[] => store.listTemplates().map(({ id }) => id)

describe('TemplateStore', () => {
  it('brings back what was deleted, for a week', () => {
    const { store } = aStore()
    store.saveTemplates([aRow('a'), aRow('b')])
    expect(store.deleteTemplates(['a', 'nobody'], 10)).toBe(1)
    expect(store.deleteTemplates(['a'], 11)).toBe(0)
    expect(idsOf(store)).toEqual(['b'])
    expect(store.restoreTemplates(['a'])).toBe(1)
    expect(idsOf(store)).toEqual(['a', 'b'])
    store.deleteTemplates(['a'], 0)
    store.deleteTemplates(['b'], 8 * DAY_MS)
    expect(store.restoreTemplates(['a', 'b'])).toBe(1)
  })

  it('keeps when a template was made and takes the place of what another id stands for', () => {
    const { store } = aStore()
    store.saveTemplates([aRow('a')])
    store.saveTemplates([{ ...aRow('a'), content: '{}', createdAt: 9, updatedAt: 9 }])
    expect(store.listTemplates()).toEqual([{ id: 'a', content: '{}', createdAt: 1, updatedAt: 9 }])
    store.saveTemplates([aRow('z')], ['a'])
    expect(idsOf(store)).toEqual(['z'])
  })

  it('counts for each profile, also over a restart', () => {
    const file = join(temporaryFolder(), 'h.db')
    const { connection, store } = aStore(file)
    expect(store.readVariables('p')).toEqual({ variables: '{}', nextSequence: '1' })
    expect([store.takeSequence('p'), store.takeSequence('p')]).toEqual(['1', '2'])
    store.saveVariables('p', '{"a":"1"}')
    connection.close()
    const again = new TemplateStore(openConnection(file))
    expect(again.takeSequence('p')).toBe('3')
    expect(again.readVariables('p')).toEqual({ variables: '{"a":"1"}', nextSequence: '4' })
  })

  it('lets a deleted profile take its variables along', () => {
    const { connection, store } = aStore()
    store.saveVariables('p', '{"a":"1"}')
    new DocumentStore(connection).deleteProfile('p')
    expect(store.readVariables('p')).toEqual({ variables: '{}', nextSequence: '1' })
  })

  it('counts beyond what a double holds', () => {
    const { connection, store } = aStore()
    store.takeSequence('p')
    connection.exec('UPDATE profile_variables SET next_sequence = 9007199254740993')
    expect([store.takeSequence('p'), store.readVariables('p').nextSequence]).toEqual(['9007199254740993', '9007199254740994'])
  })
})
