import { z } from 'zod'
import type { ProfileSettings } from '../profile/profile'
import { GATEWAY_URLS, isLive, type Environment } from '../protocol/gateway-url'

/** When the name of a live environment has to be typed before something is sent there: for each send, or once per run of the program. */
export const PRODUCTION_CONFIRMATIONS = ['each-time', 'once-per-run'] as const
export type ProductionConfirmation = (typeof PRODUCTION_CONFIRMATIONS)[number]

/** What was typed; absent when nothing was asked. */
export const typedEnvironmentSchema = z.string().max(64).nullable().default(null)

/** Words each live environment can be typed as; case and blanks around it do not count. */
const TYPED_NAMES: Readonly<Partial<Record<Environment, readonly string[]>>> = {
  production: ['production', '生产', '生产环境'],
  overseas: ['overseas', 'overseas production', '海外', '海外生产', '海外生产环境'],
}

/** Hosts that are a live environment whatever a profile calls itself: those of PROTOCOL 1.1, with the older https name of production. */
const LIVE_HOSTS: Readonly<Record<string, Environment>> = {
  ...Object.fromEntries((['production', 'overseas'] as const).map((environment) => [new URL(GATEWAY_URLS[environment] ?? '').hostname, environment])),
  'eco.taobao.com': 'production',
}

/** What decides where a send of a profile goes. */
type Target = Pick<ProfileSettings, 'environment' | 'gatewayUrl'>

/** The environment a send of a profile really reaches: that of its address where it is a live one, otherwise the one it names. */
export function reachedEnvironment({ environment, gatewayUrl }: Target): Environment {
  if (isLive(environment) || !URL.canParse(gatewayUrl)) return environment
  // A dot at the end of a host says where it ends and leads to the same one.
  return LIVE_HOSTS[new URL(gatewayUrl).hostname.replace(/\.$/, '')] ?? environment
}

/** The live environment a send of a profile reaches; null when it reaches none, and without a profile. */
export function liveEnvironment(profile: Target | null): Environment | null {
  const environment = profile === null ? null : reachedEnvironment(profile)
  return environment !== null && isLive(environment) ? environment : null
}

/** Whether a text is the name of a live environment. */
export function isTypedName(environment: Environment, typed: string): boolean {
  return isLive(environment) && (TYPED_NAMES[environment] ?? []).includes(typed.trim().toLowerCase())
}
