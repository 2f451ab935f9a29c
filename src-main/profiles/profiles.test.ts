import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LOCAL_PROFILE_ID, NEW_PROFILE, type ProfileSettings } from '@shared/profile/profile'
import { openConnection } from '../database/connection'
import { DocumentStore } from '../database/document-store'
import { remoteDocuments } from '../testing/remote-documents'
import { describeCertificateAuthority, importCertificateAuthority } from './certificate-authority'
import { LOCAL_APP_KEY, Profiles } from './profiles'

const settings = (changes: Partial<ProfileSettings> = {}): ProfileSettings => ({
  ...NEW_PROFILE,
  name: 'Mine',
  environment: 'custom',
  gatewayUrl: 'https://gw.example/router/rest',
  appKey: '12345678',
  ...changes,
})

function someProfiles() {
  const store = new DocumentStore(openConnection(':memory:'))
  const documents = remoteDocuments(store)
  return { store, documents, profiles: new Profiles(documents, () => 1) }
}

describe('Profiles', () => {
  it('creates, renames, duplicates and deletes', async () => {
    const { profiles } = someProfiles()
    const one = await profiles.create(settings())
    await profiles.update(one.id, settings({ name: 'Renamed' }))
    const two = await profiles.duplicate(one.id, 'Copy')
    expect(two).toMatchObject({ name: 'Copy', appKey: '12345678', builtIn: false })
    await profiles.delete(one.id)
    expect((await profiles.list()).map(({ name }) => name)).toEqual(['Copy'])
  })

  it.each([
    ['ftp://gw.example/', 'not-http'],
    ['javascript:alert(1)', 'not-http'],
    ['gw.example', 'not-a-url'],
    ['', 'not-a-url'],
    ['https://user:word@gw.example/', 'has-credentials'],
    ['https://gw.example/?a=1', 'has-query'],
    ['https://gw.example/#a', 'has-fragment'],
  ])('refuses the gateway address %s', async (gatewayUrl, problem) => {
    const { profiles } = someProfiles()
    await expect(profiles.create(settings({ gatewayUrl }))).rejects.toMatchObject({ code: 'profile.gateway-url', detail: { problem } })
    expect(await profiles.list()).toEqual([])
  })

  it('names an unknown profile', async () => {
    await expect(someProfiles().profiles.get('nobody')).rejects.toMatchObject({ code: 'profile.unknown' })
  })

  it('makes the built-in profile once, and keeps what makes it that', async () => {
    const { profiles } = someProfiles()
    await profiles.ensureLocal()
    await profiles.ensureLocal()
    const changed = await profiles.update(LOCAL_PROFILE_ID, settings({ name: 'X', format: 'xml', appKey: 'other' }))
    expect(changed).toMatchObject({ builtIn: true, environment: 'local', appKey: LOCAL_APP_KEY, format: 'xml', name: 'Local gateway' })
    expect(await profiles.list()).toHaveLength(1)
    await expect(profiles.duplicate(LOCAL_PROFILE_ID, 'Copy')).rejects.toMatchObject({ code: 'profile.protected' })
    await expect(profiles.delete(LOCAL_PROFILE_ID)).rejects.toMatchObject({ code: 'profile.protected' })
  })

  it('reads a profile that an older console has written, with defaults for what is new', async () => {
    const { store, profiles } = someProfiles()
    const { limits: _limits, placement: _placement, ...older } = settings()
    store.saveProfile({ id: 'old', name: 'Mine', settings: JSON.stringify(older), builtIn: false, createdAt: 1 })
    expect(await profiles.get('old')).toMatchObject({ limits: NEW_PROFILE.limits, placement: 'body' })
  })

  it('shows a profile although one of its values is not known', async () => {
    const { store, profiles } = someProfiles()
    store.saveProfile({ id: 'odd', name: 'Odd', settings: JSON.stringify({ ...settings(), signMethod: 'sha3' }), builtIn: false, createdAt: 1 })
    expect(await profiles.get('odd')).toMatchObject({ name: 'Odd', signMethod: NEW_PROFILE.signMethod, appKey: '12345678' })
  })
})

describe('importCertificateAuthority', () => {
  const pem = readFileSync(join(import.meta.dirname, '../testing/certificates/authority.pem'), 'utf8')
  const key = readFileSync(join(import.meta.dirname, '../testing/certificates/server.key'), 'utf8')

  it('keeps the certificates of a file and nothing else of it', async () => {
    const { documents, profiles } = someProfiles()
    const imported = await importCertificateAuthority(`a comment\n${key}\n${pem}`, documents, 1)
    expect(imported).toMatchObject({ subject: 'CN=LY Session Console test authority', count: 1 })
    const profile = await profiles.create(settings({ certificateAuthorityId: imported.id }))
    const stored = await profiles.certificateAuthorityOf(profile)
    expect(stored).toBe(pem.trim())
    expect(await describeCertificateAuthority(imported.id, documents)).toEqual(imported)
  })

  it.each(['', 'hello', '-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----'])('refuses %j', async (text) => {
    const { documents } = someProfiles()
    await expect(importCertificateAuthority(text, documents, 1)).rejects.toMatchObject({ code: 'certificate.unreadable' })
  })

  it('does not let a profile name a certificate that is not there', async () => {
    const { profiles } = someProfiles()
    await expect(profiles.create(settings({ certificateAuthorityId: 'gone' }))).rejects.toMatchObject({ code: 'certificate.unknown' })
  })
})
