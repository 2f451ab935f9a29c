import { describe, expect, it } from 'vitest'
import { KeytarKeychain, classify } from './keytar-keychain'

type Load = NonNullable<ConstructorParameters<typeof KeytarKeychain>[0]>
type Keytar = Awaited<ReturnType<Load>>

const answering = (getPassword: Keytar['getPassword']): Load => () => Promise.resolve({ getPassword } as Keytar)

describe('KeytarKeychain', () => {
  it('says unavailable when the module cannot be loaded, as without libsecret', async () => {
    const keychain = new KeytarKeychain(() => Promise.reject(new Error('libsecret-1.so.0: cannot open shared object file')))
    await expect(keychain.read('a')).rejects.toMatchObject({ failure: 'unavailable' })
  })

  it('gives up on a prompt that nobody answers, and does not send more calls after it', async () => {
    let calls = 0
    const keychain = new KeytarKeychain(
      answering(() => {
        calls += 1
        return new Promise(() => undefined)
      }),
      20,
    )
    await expect(keychain.read('a')).rejects.toMatchObject({ failure: 'time-out' })
    await expect(keychain.read('a')).rejects.toMatchObject({ failure: 'time-out' })
    expect(calls).toBe(1)
    expect(keychain.isStuck).toBe(true)
  })

  it('works again once the late answer has come', async () => {
    let answer: (value: string) => void = () => undefined
    const late = new Promise<string>((resolve) => {
      answer = resolve
    })
    let isFirst = true
    const keychain = new KeytarKeychain(
      answering(() => {
        if (!isFirst) return Promise.resolve('second')
        isFirst = false
        return late
      }),
      20,
    )
    await expect(keychain.read('a')).rejects.toMatchObject({ failure: 'time-out' })
    answer('too late')
    await late
    await expect.poll(() => keychain.read('a').catch(() => null)).toBe('second')
    expect(keychain.isStuck).toBe(false)
  })

  it('makes one call at a time', async () => {
    let running = 0
    let most = 0
    const keychain = new KeytarKeychain(
      answering(async () => {
        running += 1
        most = Math.max(most, running)
        await Promise.resolve()
        running -= 1
        return null
      }),
    )
    await Promise.all(Array.from({ length: 5 }, () => keychain.read('a')))
    expect(most).toBe(1)
  })

  it.each([
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'locked'],
    ['Cannot create an item in a locked collection', 'locked'],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'unavailable'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'unavailable'],
    ['Could not connect: No such file or directory', 'unavailable'],
  ])('reads "%s" as %s', (message, failure) => {
    expect(classify(new Error(message))).toBe(failure)
  })

  it('carries no text of the system in its own message', async () => {
    const keychain = new KeytarKeychain(answering(() => Promise.reject(new Error('the secret hunter2 is locked'))))
    const error: unknown = await keychain.read('a').catch((caught: unknown) => caught)
    expect(String(error)).not.toContain('hunter2')
  })
})
