import { describe, expect, it } from 'vitest'
import { openConnection } from './connection'
import { DocumentStore, type ProfileRow } from './document-store'

const aProfile = (changes: Partial<ProfileRow> = {}): ProfileRow => ({
  id: 'p1',
  name: 'One',
  settings: '{}',
  builtIn: false,
  createdAt: 1,
  ...changes,
})

describe('DocumentStore', () => {
  it('lists the built-in profile first, then by age', () => {
    const store = new DocumentStore(openConnection(':memory:'))
    store.saveProfile(aProfile({ id: 'young', name: 'Young', createdAt: 3 }))
    store.saveProfile(aProfile({ id: 'old', name: 'Old', createdAt: 2 }))
    store.saveProfile(aProfile({ id: 'local', name: 'Local', builtIn: true, createdAt: 9 }))
    expect(store.listProfiles().map(({ id }) => id)).toEqual(['local', 'old', 'young'])
  })

  it('does not give two profiles one name, but lets a profile keep its own', () => {
    const store = new DocumentStore(openConnection(':memory:'))
    store.saveProfile(aProfile())
    expect(() => store.saveProfile(aProfile({ id: 'p2' }))).toThrow(expect.objectContaining({ code: 'profile.name-taken' }))
    store.saveProfile(aProfile({ settings: '{"changed":true}' }))
    expect(store.listProfiles()).toEqual([aProfile({ settings: '{"changed":true}' })])
  })

  it('forgets the markers of a deleted profile', () => {
    const store = new DocumentStore(openConnection(':memory:'))
    store.saveProfile(aProfile())
    store.saveMarker({ profileId: 'p1', kind: 'secret', fingerprint: 'aabbccdd', savedAt: 5 })
    store.saveMarker({ profileId: 'p1', kind: 'secret', fingerprint: '11223344', savedAt: 6 })
    expect(store.listMarkers('p1')).toEqual([{ profileId: 'p1', kind: 'secret', fingerprint: '11223344', savedAt: 6 }])
    store.deleteProfile('p1')
    expect(store.listMarkers('p1')).toEqual([])
  })

  it('keeps settings and certificates', () => {
    const store = new DocumentStore(openConnection(':memory:'))
    expect(store.readSetting('a')).toBeNull()
    store.saveSetting('a', '1')
    store.saveSetting('a', '2')
    expect(store.readSetting('a')).toBe('2')
    store.saveCertificateAuthority('c', 'PEM', 1)
    expect(store.readCertificateAuthority('c')).toBe('PEM')
    expect(store.readCertificateAuthority('d')).toBeNull()
  })
})
