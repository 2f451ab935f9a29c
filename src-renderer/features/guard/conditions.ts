import type { EarlierUses } from '@shared/exchange/exchange'
import { isTypedName } from '@shared/guard/production-guard'
import type { Environment } from '@shared/protocol/gateway-url'

/** What has to be decided before a draft is sent, besides its problems. */
export interface Conditions {
  /** Earlier uses of its id that have to be confirmed; null when there are none. */
  readonly uses: EarlierUses | null
  /** The live environment whose name has to be typed; null when none has to be. */
  readonly name: Environment | null
}

/** Nothing to decide. */
export const NO_CONDITIONS: Conditions = { uses: null, name: null }

/** Whether nothing keeps a draft from being sent once it is confirmed. */
export function areMet({ name }: Conditions, typed: string): boolean {
  return name === null || isTypedName(name, typed)
}
