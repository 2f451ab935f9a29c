import { randomBytes } from 'node:crypto'
import { AppError } from '@shared/errors'
import { parseFault, type Fault } from '@shared/gateway/fault-text'
import { LOCAL_PROFILE_ID } from '@shared/profile/profile'
import type { GatewayStatus } from '@shared/ipc/contract'
import type { Credentials } from '../credentials/credentials'

/** The part of the embedded gateway that the profile needs. */
interface Gateway {
  start(port?: number): Promise<{ url: string }>
  stop(): Promise<void>
  status(): GatewayStatus
  setFault(fault: Fault | null, times: number | null): void
}

/** The built-in profile's side of the embedded gateway: its secret, and starting it when it is first needed. */
export class LocalProfile {
  private stoppedByUser = false
  private lastUrl: string | null = null

  constructor(
    private readonly gateway: Gateway,
    private readonly credentials: Credentials,
    private readonly onChanged: (status: GatewayStatus) => void,
  ) {}

  /** Gives the profile a random secret if it has none that can be read: in the keychain, or for this run without one. */
  async ensureSecret(): Promise<void> {
    const { secret } = await this.credentials.statuses(LOCAL_PROFILE_ID)
    if (secret.state === 'stored' || secret.state === 'this-run') return
    const value = randomBytes(16).toString('hex')
    // A keychain that is shut gets no second try here: the secret guards nothing but this run's own gateway.
    const keep = secret.state === 'nothing-stored' ? 'keychain' : 'this-run'
    await this.credentials.save(LOCAL_PROFILE_ID, 'secret', value, keep).catch(async (error: unknown) => {
      if (!(error instanceof AppError)) throw error
      await this.credentials.save(LOCAL_PROFILE_ID, 'secret', value, 'this-run')
    })
  }

  /** Address to send to. Starts the gateway unless the user stopped it; then the last address answers for itself. */
  async url(): Promise<string> {
    if (this.stoppedByUser && this.lastUrl !== null) return this.lastUrl
    return (await this.start()).url ?? ''
  }

  async start(): Promise<GatewayStatus> {
    const { url } = await this.gateway.start()
    this.stoppedByUser = false
    this.lastUrl = url
    return this.tell()
  }

  async stop(): Promise<GatewayStatus> {
    this.stoppedByUser = true
    await this.gateway.stop()
    return this.tell()
  }

  status(): GatewayStatus {
    return this.gateway.status()
  }

  /** Makes the gateway misbehave, running or not; null, or a text that is no fault, makes it behave. */
  misbehave(fault: string | null, times: number | null): GatewayStatus {
    this.gateway.setFault(fault === null ? null : parseFault(fault), times)
    return this.tell()
  }

  /** Tells what the gateway's status is by now. */
  tell(): GatewayStatus {
    const status = this.status()
    this.onChanged(status)
    return status
  }
}
