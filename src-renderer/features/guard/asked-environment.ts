import type { Environment } from '@shared/protocol/gateway-url'
import type { Profile } from '@shared/profile/profile'
import { liveEnvironment } from '@shared/guard/production-guard'
import { call } from '../../ipc/client'

/** The live environment whose name has to be typed before the profile can send; null when none has to be. Main asks for it all the same. */
export async function askedEnvironment(profile: Profile): Promise<Environment | null> {
  const environment = liveEnvironment(profile)
  if (environment === null) return null
  const { environments } = await call('guard.admitted', {})
  return environments.includes(environment) ? null : environment
}
