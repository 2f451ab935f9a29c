import { z } from 'zod'
import { codeMethods } from '../codegen/code-contract'
import { batchEvents, batchMethods } from '../batch/batch-contract'
import { compareMethods } from '../exchange/compare/compare-contract'
import { documentMethods } from '../exchange/document/document-contract'
import { dryRunMethods } from '../exchange/dry-run-contract'
import { earlierUsesSchema, exchangeSummarySchema, shownExchangeSchema } from '../exchange/exchange'
import { reuseMethods } from '../exchange/reuse-contract'
import { guardMethods } from '../guard/guard-contract'
import { typedEnvironmentSchema } from '../guard/production-guard'
import { historyMethods } from '../history/history-contract'
import { storageMethods } from '../history/storage-contract'
import { transferEvents, transferMethods } from '../history/transfer/transfer-contract'
import { templateMethods } from '../template/template-contract'
import { diagnosisSchema, selfTestSchema, signatureSourceSchema, signaturesSchema } from '../knowledge/diagnosis'
import {
  CREDENTIAL_KINDS,
  KEYCHAIN_STATES,
  credentialStatusesSchema,
  profileSchema,
  profileSettingsSchema,
} from '../profile/profile'
import { LONGEST_FAULT, parseFault } from '../gateway/fault-text'
import { settingsSchema } from '../settings'
import { historyHealthMethods, historyProblemSchema } from './history-health'
import { draftFields } from './draft-values-schema'
import type { IpcEvent, IpcMethod } from './methods'

const id = z.string().min(1).max(64)
const nothing = z.strictObject({})
const profileId = z.strictObject({ profileId: id })

/** What the page knows of an imported certificate authority file. */
const certificateSchema = z.object({
  id,
  /** Subject of the first certificate, on one line. */
  subject: z.string(),
  validTo: z.string(),
  count: z.number().int(),
})

const gatewayStatusSchema = z.object({
  running: z.boolean(),
  /** Address of the router while it runs. */
  url: z.string().nullable(),
  /** How it misbehaves, written as `parseFault` reads it, and for how many calls more; `timesLeft` is null until it is switched off. */
  fault: z.object({ text: z.string(), timesLeft: z.number().int().nullable() }).nullable(),
})
export type GatewayStatus = z.infer<typeof gatewayStatusSchema>

/**
 * Every call from the page to main: what it takes and what it gives. Main parses both, so the page gets
 * nothing that is not declared here. No response has a place for a secret.
 */
export const ipcContract = {
  'app.describe': {
    request: nothing,
    response: z.object({
      version: z.string(),
      electron: z.string(),
      chrome: z.string(),
      platform: z.string(),
      systemLocale: z.string(),
      dataFolder: z.string(),
    }),
  },
  'settings.read': { request: nothing, response: settingsSchema },
  'settings.save': { request: settingsSchema.partial(), response: settingsSchema },
  'profile.list': { request: nothing, response: z.object({ profiles: z.array(profileSchema) }) },
  'profile.create': { request: profileSettingsSchema, response: profileSchema },
  'profile.update': {
    request: z.strictObject({ profileId: id, settings: profileSettingsSchema }),
    response: profileSchema,
  },
  'profile.duplicate': { request: z.strictObject({ profileId: id, name: profileSettingsSchema.shape.name }), response: profileSchema },
  'profile.delete': { request: profileId, response: nothing },
  /** Main shows the dialog and reads the file; the page only learns what it holds. Null when the user cancels. */
  'certificate.import': {
    request: nothing,
    response: z.object({
      certificate: certificateSchema.nullable(),
    }),
  },
  'certificate.describe': { request: z.strictObject({ certificateId: id }), response: certificateSchema },
  'credential.status': { request: profileId, response: credentialStatusesSchema },
  'credential.save': {
    request: z.strictObject({
      profileId: id,
      kind: z.enum(CREDENTIAL_KINDS),
      value: z.string().max(10_000),
      keep: z.enum(['keychain', 'this-run']),
    }),
    response: credentialStatusesSchema,
  },
  'credential.remove': {
    request: z.strictObject({ profileId: id, kind: z.enum(CREDENTIAL_KINDS) }),
    response: credentialStatusesSchema,
  },
  'keychain.check': { request: nothing, response: z.object({ state: z.enum(KEYCHAIN_STATES) }) },
  /** Resolves when the exchange has ended; `exchange.started` tells its id as soon as the row is written. */
  'exchange.send': {
    request: z.strictObject({
      ...draftFields,
      /** Whether the user confirmed to send in spite of problems. */
      sendAnyway: z.boolean(),
      /** The exchange the form was loaded from. */
      parentId: id.nullable().default(null),
      typedEnvironment: typedEnvironmentSchema,
    }),
    response: exchangeSummarySchema,
  },
  'exchange.cancel': { request: z.strictObject({ exchangeId: id }), response: nothing },
  'history.read': { request: z.strictObject({ exchangeId: id }), response: shownExchangeSchema },
  /** How often this id was sent to this profile's gateway by exchanges that may have had an effect: a warning, never a bar. */
  'history.uses': {
    request: z.strictObject({ profileId: id, operation: z.string().max(256), callerId: z.string().min(1).max(4_194_304) }),
    response: earlierUsesSchema,
  },
  'gateway.status': { request: nothing, response: gatewayStatusSchema },
  'gateway.start': { request: nothing, response: gatewayStatusSchema },
  'gateway.stop': { request: nothing, response: gatewayStatusSchema },
  /** Makes the embedded gateway misbehave for the next `times` calls, or until it is told otherwise; null makes it behave. */
  'gateway.misbehave': {
    request: z.strictObject({
      fault: z.string().max(LONGEST_FAULT).refine((text) => parseFault(text) !== null, 'a fault of the local gateway').nullable(),
      times: z.number().int().min(1).max(1_000).nullable(),
    }),
    response: gatewayStatusSchema,
  },
  'clipboard.write': { request: z.strictObject({ text: z.string().max(67_108_864) }), response: nothing },
  /** The proper signature of a complete request by each method; nothing else is ever hashed for the page (docs/adr/0006). */
  'signature.inspect': { request: z.strictObject({ source: signatureSourceSchema }), response: signaturesSchema },
  /** Why a request's signature is refused: names of mistakes, no digests (docs/adr/0006). */
  'signature.diagnose': { request: z.strictObject({ source: signatureSourceSchema }), response: diagnosisSchema },
  /** Whether this console computes the official document's example right, by each method. */
  'signature.selftest': { request: nothing, response: selfTestSchema },
  ...documentMethods,
  ...historyMethods,
  ...historyHealthMethods,
  ...storageMethods,
  ...compareMethods,
  ...reuseMethods,
  ...dryRunMethods,
  ...guardMethods,
  ...transferMethods,
  ...templateMethods,
  ...codeMethods,
  ...batchMethods,
} as const satisfies Record<IpcMethod, { request: z.ZodType; response: z.ZodType }>

/** What main tells the page, by event. */
export const ipcEvents = {
  'exchange.started': exchangeSummarySchema,
  'exchange.finished': exchangeSummarySchema,
  /** Exchanges came, went or changed otherwise than by the page's own call; what is shown is to be asked for anew. */
  'history.changed': z.object({}),
  'gateway.changed': gatewayStatusSchema,
  'history.problem': historyProblemSchema,
  ...transferEvents,
  ...batchEvents,
} as const satisfies Record<IpcEvent, z.ZodType>

export type IpcRequest<M extends IpcMethod> = z.input<(typeof ipcContract)[M]['request']>
export type IpcResponse<M extends IpcMethod> = z.infer<(typeof ipcContract)[M]['response']>
export type IpcEventPayload<E extends IpcEvent> = z.infer<(typeof ipcEvents)[E]>

/** How an answer crosses: an error keeps its code and detail; `traceId` finds it in main's log. */
export type IpcResult<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false
      readonly error: { readonly code: string; readonly detail: Readonly<Record<string, string>>; readonly traceId: string }
    }

/** What the preload puts into the page as `window.bridge`: one function per method, and the events. */
export type Bridge = Readonly<Record<IpcMethod, (request: unknown) => Promise<IpcResult<unknown>>>> & {
  /** Calls back on every such event; returns what ends it. */
  readonly subscribe: (event: IpcEvent, listener: (payload: unknown) => void) => () => void
}
