import { Turns } from '../turns'
import { KeychainError, type Keychain, type KeychainFailure } from './keychain'

type Keytar = typeof import('keytar')

// Windows matches services by their beginning, so the name ends with a delimiter.
const SERVICE = 'LY Session Console/'
const TIME_LIMIT_MS = 5_000

/**
 * The keychain of the operating system through keytar: loaded at first use, one call at a time, each with a time limit,
 * because a prompt that nobody answers would block its thread for ever.
 */
export class KeytarKeychain implements Keychain {
  private readonly turns = new Turns()
  private stuck = false

  constructor(
    private readonly load: () => Promise<Keytar> = loadKeytar,
    private readonly timeLimitMs = TIME_LIMIT_MS,
  ) {}

  /** Whether a call never came back. Its thread cannot be ended, and the process cannot end in the usual way while it waits. */
  get isStuck(): boolean {
    return this.stuck
  }

  read(account: string): Promise<string | null> {
    return this.run((keytar) => keytar.getPassword(SERVICE, account))
  }

  write(account: string, secret: string): Promise<void> {
    return this.run((keytar) => keytar.setPassword(SERVICE, account, secret))
  }

  remove(account: string): Promise<boolean> {
    return this.run((keytar) => keytar.deletePassword(SERVICE, account))
  }

  private run<T>(call: (keytar: Keytar) => Promise<T>): Promise<T> {
    return this.turns.take(() => this.runNow(call))
  }

  private async runNow<T>(call: (keytar: Keytar) => Promise<T>): Promise<T> {
    // A call that never came back still holds a thread; more of them would exhaust the pool that main's files use too.
    if (this.stuck) throw new KeychainError('time-out')
    const keytar = await this.load().catch((cause: unknown) => {
      throw new KeychainError('unavailable', { cause })
    })
    const work = call(keytar)
    let timer: NodeJS.Timeout | undefined
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.stuck = true
        work.catch(() => undefined).finally(() => (this.stuck = false))
        reject(new KeychainError('time-out'))
      }, this.timeLimitMs)
    })
    try {
      return await Promise.race([work, limit])
    } catch (error) {
      throw error instanceof KeychainError ? error : new KeychainError(classify(error), { cause: error })
    } finally {
      clearTimeout(timer)
    }
  }
}

/** Loaded late: where the system's library is missing, loading fails, and that must not end the program. */
async function loadKeytar(): Promise<Keytar> {
  const module: Keytar & { default?: Keytar } = await import('keytar')
  return module.default ?? module
}

// What libsecret and the Secret Service say when there is a keyring that does not open.
const LOCKED = /does not exist at path|\blocked\b|islocked|prompt|dismissed|cancel/i

/** Tells a keyring that is shut from none at all by what the system says (measured with gnome-keyring). */
export function classify(error: unknown): KeychainFailure {
  return LOCKED.test(error instanceof Error ? error.message : String(error)) ? 'locked' : 'unavailable'
}
