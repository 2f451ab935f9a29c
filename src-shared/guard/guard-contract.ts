import { z } from 'zod'
import { ENVIRONMENTS } from '../protocol/gateway-url'

/** The call about what has to be typed before something is sent, to be spread into the IPC contract. */
export const guardMethods = {
  /** Live environments whose name need not be typed again in this run of the program. */
  'guard.admitted': { request: z.strictObject({}), response: z.object({ environments: z.array(z.enum(ENVIRONMENTS)) }) },
} as const
