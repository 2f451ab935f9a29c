import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '@shared/settings'
import { openConnection } from '../database/connection'
import { DocumentStore } from '../database/document-store'
import { remoteDocuments } from '../testing/remote-documents'
import { SettingsStore } from './settings'

describe('SettingsStore', () => {
  it('starts with the defaults, changes what is given and keeps the rest', async () => {
    const documents = remoteDocuments(new DocumentStore(openConnection(':memory:')))
    const settings = new SettingsStore(documents)
    expect(await settings.read()).toEqual(DEFAULT_SETTINGS)
    await settings.save({ locale: 'en' })
    await settings.save({ theme: 'dark' })
    expect(await new SettingsStore(documents).read()).toEqual({ ...DEFAULT_SETTINGS, locale: 'en', theme: 'dark' })
  })

  it('loses neither of two changes that are saved at once', async () => {
    const documents = remoteDocuments(new DocumentStore(openConnection(':memory:')))
    const settings = new SettingsStore(documents)
    await Promise.all([settings.save({ locale: 'en' }), settings.save({ theme: 'dark' })])
    expect(await settings.read()).toEqual({ ...DEFAULT_SETTINGS, locale: 'en', theme: 'dark' })
  })

  it('falls back to the default for what it cannot read, and only for that', async () => {
    const store = new DocumentStore(openConnection(':memory:'))
    store.saveSetting('window', JSON.stringify({ locale: 'en', theme: 'pink', later: 1 }))
    expect(await new SettingsStore(remoteDocuments(store)).read()).toEqual({ ...DEFAULT_SETTINGS, locale: 'en' })
  })
})
