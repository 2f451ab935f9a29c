import { printFault, type Fault } from '@shared/gateway/fault-text'
import type { GatewayStatus } from '@shared/ipc/contract'

/** The fault a gateway has at the moment, and for how many calls more. */
export class ActiveFault {
  private fault: Fault | null = null
  private timesLeft: number | null = null

  /** `times` is for how many calls; null until it is set anew. */
  set(fault: Fault | null, times: number | null): void {
    this.fault = fault
    this.timesLeft = fault === null ? null : times
  }

  /** The fault of one call; `isCounted` when it now acts once less often, or no longer. */
  take(): { fault: Fault | null; isCounted: boolean } {
    const { fault, timesLeft } = this
    if (fault === null || timesLeft === null) return { fault, isCounted: false }
    if (timesLeft === 1) this.set(null, null)
    else this.timesLeft = timesLeft - 1
    return { fault, isCounted: true }
  }

  /** As it is told to the page. */
  describe(): GatewayStatus['fault'] {
    return this.fault === null ? null : { text: printFault(this.fault), timesLeft: this.timesLeft }
  }
}
