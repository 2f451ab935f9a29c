import { AppError } from '@shared/errors'
import { isTypedName, liveEnvironment, type ProductionConfirmation } from '@shared/guard/production-guard'
import type { ProfileSettings } from '@shared/profile/profile'
import type { Environment } from '@shared/protocol/gateway-url'

/** Lets a send to a live environment through only when its name was typed: for this send, or once in this run, as the user set it. */
export class ProductionGuard {
  private readonly typedInThisRun = new Set<Environment>()

  constructor(private readonly confirmation: () => Promise<ProductionConfirmation>) {}

  /**
   * Answers when what the profile sends may go on; nothing must have been written or sent before.
   * @throws AppError `guard.name-needed` when nothing was typed, `guard.name-wrong` for another text
   */
  async admit(profile: Pick<ProfileSettings, 'environment' | 'gatewayUrl'>, typed: string | null): Promise<void> {
    const environment = liveEnvironment(profile)
    if (environment === null) return
    if (typed !== null) {
      if (!isTypedName(environment, typed)) throw new AppError('guard.name-wrong', { environment })
      this.typedInThisRun.add(environment)
      return
    }
    const isKnown = this.typedInThisRun.has(environment) && (await this.confirmation()) === 'once-per-run'
    if (!isKnown) throw new AppError('guard.name-needed', { environment })
  }

  /** Live environments whose name need not be typed again in this run. */
  async admitted(): Promise<Environment[]> {
    return (await this.confirmation()) === 'once-per-run' ? [...this.typedInThisRun] : []
  }
}
