import { describe, expect, it } from 'vitest'
import { openConnection } from '../database/connection'
import { DocumentStore } from '../database/document-store'
import { remoteDocuments } from '../testing/remote-documents'
import { Credentials } from './credentials'
import { InMemoryKeychain } from './in-memory-keychain'

const SECRET = 'a-secret-nobody-may-see'

function aVault(keychain = new InMemoryKeychain()) {
  const store = new DocumentStore(openConnection(':memory:'))
  store.saveProfile({ id: 'p1', name: 'One', settings: '{}', builtIn: false, createdAt: 1 })
  const documents = remoteDocuments(store)
  const installation = { id: 'installation', fingerprintKey: 'key' }
  const make = () => new Credentials(keychain, documents, installation, () => 1_800_000_000_000)
  return { keychain, credentials: make(), afterRestart: make }
}

describe('Credentials', () => {
  it('stores in the keychain, shows a fingerprint and a date, and signs with it after a restart', async () => {
    const { credentials, afterRestart } = aVault()
    await credentials.save('p1', 'secret', SECRET, 'keychain')
    const { secret, session } = await afterRestart().statuses('p1')
    expect(secret).toMatchObject({ state: 'stored', savedAt: 1_800_000_000_000 })
    expect(secret.fingerprint).toMatch(/^[0-9a-f]{8}$/)
    expect(session).toEqual({ state: 'nothing-stored', fingerprint: null, savedAt: null })
    expect(await afterRestart().read('p1', 'secret')).toBe(SECRET)
  })

  it('tells locked from empty although a locked keyring answers null to both', async () => {
    const { keychain, credentials } = aVault()
    await credentials.save('p1', 'secret', SECRET, 'keychain')
    keychain.state = 'locked'
    expect((await credentials.statuses('p1')).secret.state).toBe('locked')
    expect((await credentials.statuses('p1')).session.state).toBe('nothing-stored')
    await expect(credentials.read('p1', 'secret')).rejects.toMatchObject({ code: 'keychain.locked' })
  })

  it('tells a keychain that is not there', async () => {
    const { keychain, credentials } = aVault()
    await credentials.save('p1', 'secret', SECRET, 'keychain')
    keychain.state = 'unavailable'
    expect((await credentials.statuses('p1')).secret.state).toBe('unavailable')
    expect(await credentials.checkKeychain()).toBe('unavailable')
    await expect(credentials.read('p1', 'secret')).rejects.toMatchObject({ code: 'keychain.unavailable' })
  })

  it('sees that somebody else removed the entry', async () => {
    const { keychain, credentials } = aVault()
    await credentials.save('p1', 'secret', SECRET, 'keychain')
    keychain.entries.clear()
    expect((await credentials.statuses('p1')).secret.state).toBe('nothing-stored')
    expect(await credentials.read('p1', 'secret')).toBeNull()
  })

  it('asks the keychain once for those who sign at the same time, and anew for whoever comes later', async () => {
    const { keychain, credentials } = aVault()
    await credentials.save('p1', 'secret', SECRET, 'keychain')
    const reads: string[] = []
    const read = keychain.read.bind(keychain)
    keychain.read = (account) => {
      reads.push(account)
      return read(account)
    }
    const stored = await credentials.storedKinds('p1')
    expect(stored).toEqual(['secret'])
    const both = await Promise.all([credentials.readBoth('p1', stored), credentials.readBoth('p1', stored)])
    expect(both).toEqual([{ secret: SECRET, session: null }, { secret: SECRET, session: null }])
    expect(reads).toHaveLength(1)
    await credentials.save('p1', 'secret', 'another-one', 'keychain')
    expect(await credentials.readBoth('p1', stored)).toMatchObject({ secret: 'another-one' })
    expect(reads).toHaveLength(2)
  })

  it('keeps a value for this run in memory only', async () => {
    const { keychain, credentials, afterRestart } = aVault()
    keychain.state = 'unavailable'
    await expect(credentials.save('p1', 'secret', SECRET, 'keychain')).rejects.toMatchObject({ code: 'keychain.unavailable' })
    await credentials.save('p1', 'secret', SECRET, 'this-run')
    expect((await credentials.statuses('p1')).secret.state).toBe('this-run')
    expect(await credentials.read('p1', 'secret')).toBe(SECRET)
    expect(keychain.entries.size).toBe(0)
    expect((await afterRestart().statuses('p1')).secret.state).toBe('nothing-stored')
  })

  it('leaves nothing of its check behind', async () => {
    const { keychain, credentials } = aVault()
    expect(await credentials.checkKeychain()).toBe('ready')
    expect(keychain.entries.size).toBe(0)
  })

  it('checks once for all who ask at the same time', async () => {
    const { credentials } = aVault()
    const states = await Promise.all([credentials.checkKeychain(), credentials.checkKeychain(), credentials.checkKeychain()])
    expect(states).toEqual(['ready', 'ready', 'ready'])
  })

  it('says that the keychain went away when it answers null and then takes nothing', async () => {
    const { keychain, credentials } = aVault()
    await credentials.save('p1', 'secret', SECRET, 'keychain')
    keychain.read = async () => {
      keychain.state = 'unavailable'
      return null
    }
    await expect(credentials.read('p1', 'secret')).rejects.toMatchObject({ code: 'keychain.unavailable' })
  })

  it('replaces and removes', async () => {
    const { keychain, credentials } = aVault()
    await credentials.save('p1', 'secret', SECRET, 'keychain')
    const before = (await credentials.statuses('p1')).secret.fingerprint
    await credentials.save('p1', 'secret', `${SECRET}2`, 'keychain')
    expect((await credentials.statuses('p1')).secret.fingerprint).not.toBe(before)
    await credentials.remove('p1', 'secret')
    expect(keychain.entries.size).toBe(0)
    expect((await credentials.statuses('p1')).secret.state).toBe('nothing-stored')
  })

  it.each([
    ['trailing blank', 'secret ', 'blank-at-end'],
    ['line break', 'sec\nret', 'line-break'],
    ['NUL', 'sec\0ret', 'nul'],
    ['over 2,000 bytes', '密'.repeat(667), 'too-long'],
    ['nothing', '', 'empty'],
  ])('refuses a secret with %s, names the problem and never the value', async (_, value, problem) => {
    const { keychain, credentials } = aVault()
    const error: unknown = await credentials.save('p1', 'secret', value, 'keychain').catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'credential.invalid', detail: { problem } })
    if (value !== '') expect(String(error)).not.toContain(value.trim())
    expect(keychain.entries.size).toBe(0)
  })

  it('keeps what is stored when the keychain does not let go of it', async () => {
    const { keychain, credentials } = aVault()
    await credentials.save('p1', 'secret', SECRET, 'keychain')
    keychain.state = 'time-out'
    await expect(credentials.remove('p1', 'secret')).rejects.toMatchObject({ code: 'keychain.time-out' })
    keychain.state = 'open'
    expect((await credentials.statuses('p1')).secret.state).toBe('stored')
  })
})
