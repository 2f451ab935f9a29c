import { LONGEST_PROFILE_NAME, limitsSchema, NEW_PROFILE, type Profile, type ProfileSettings } from '@shared/profile/profile'
import { findGatewayUrlProblem, GATEWAY_URLS, type Environment, type GatewayUrlProblem } from '@shared/protocol/gateway-url'

/** A profile as the dialog edits it: numbers as the text that was typed, in units people think in. */
export interface ProfileForm extends Omit<ProfileSettings, 'limits'> {
  connectSeconds: string
  totalSeconds: string
  responseMebibytes: string
}

/** What is wrong with one entry of the form, by the name of its message. */
export interface FormProblem {
  readonly code: 'name' | 'name-too-long' | 'name-taken' | 'too-long' | 'number' | GatewayUrlProblem
  readonly detail: Readonly<Record<string, string>>
}
export type FormProblems = Readonly<Partial<Record<keyof ProfileForm, FormProblem>>>

const MILLISECONDS = 1_000
const MEBIBYTE = 1_048_576
const LONGEST_KEY = 128

type NumberEntry = 'connectSeconds' | 'totalSeconds' | 'responseMebibytes'
const NUMBERS: Readonly<Record<NumberEntry, { factor: number; limit: keyof ProfileSettings['limits'] }>> = {
  connectSeconds: { factor: MILLISECONDS, limit: 'connectTimeoutMs' },
  totalSeconds: { factor: MILLISECONDS, limit: 'totalTimeoutMs' },
  responseMebibytes: { factor: MEBIBYTE, limit: 'maxResponseBytes' },
}

/** The form of a profile, or of a new one: production, because that is the address people come with. */
export function formOf(profile: Profile | null): ProfileForm {
  const { limits, ...settings } = profile ?? {
    ...NEW_PROFILE,
    name: '',
    environment: 'production' as const,
    gatewayUrl: GATEWAY_URLS.production ?? '',
  }
  return {
    name: settings.name,
    environment: settings.environment,
    gatewayUrl: settings.gatewayUrl,
    appKey: settings.appKey,
    targetAppKey: settings.targetAppKey,
    partnerId: settings.partnerId,
    signMethod: settings.signMethod,
    format: settings.format,
    simplify: settings.simplify,
    placement: settings.placement,
    certificateAuthorityId: settings.certificateAuthorityId,
    connectSeconds: String(limits.connectTimeoutMs / MILLISECONDS),
    totalSeconds: String(limits.totalTimeoutMs / MILLISECONDS),
    responseMebibytes: String(limits.maxResponseBytes / MEBIBYTE),
  }
}

/** The settings a valid form stands for; blanks around pasted keys and addresses are never meant. */
export function settingsOf(form: ProfileForm): ProfileSettings {
  const { connectSeconds: _connect, totalSeconds: _total, responseMebibytes: _response, ...settings } = form
  return {
    ...settings,
    name: form.name.trim(),
    gatewayUrl: form.gatewayUrl.trim(),
    appKey: form.appKey.trim(),
    targetAppKey: form.targetAppKey.trim(),
    partnerId: form.partnerId.trim(),
    limits: {
      connectTimeoutMs: numberOf(form, 'connectSeconds'),
      totalTimeoutMs: numberOf(form, 'totalSeconds'),
      maxResponseBytes: numberOf(form, 'responseMebibytes'),
    },
  }
}

/** Whether the user types the address: the known environments have a fixed one. */
export function isAddressEditable(environment: Environment, isBuiltIn: boolean): boolean {
  return !isBuiltIn && GATEWAY_URLS[environment] === null
}

/** Whether an address sends everything in plain text to another machine. */
export function isUnencrypted(gatewayUrl: string): boolean {
  return /^http:\/\/(?!127\.0\.0\.1(?=[:/])|localhost(?=[:/])|\[::1\])/i.test(gatewayUrl.trim())
}

/** Everything that keeps the form from being saved, by entry. */
export function findFormProblems(form: ProfileForm, takenNames: readonly string[], isBuiltIn: boolean): FormProblems {
  const problems: Partial<Record<keyof ProfileForm, FormProblem>> = {}
  const name = form.name.trim()
  if (name === '') problems.name = { code: 'name', detail: {} }
  else if (name.length > LONGEST_PROFILE_NAME) problems.name = { code: 'name-too-long', detail: {} }
  else if (takenNames.includes(name)) problems.name = { code: 'name-taken', detail: {} }
  const urlProblem = isBuiltIn ? null : findGatewayUrlProblem(form.gatewayUrl.trim())
  if (urlProblem !== null) problems.gatewayUrl = { code: urlProblem, detail: {} }
  for (const entry of ['appKey', 'targetAppKey', 'partnerId'] as const) {
    if (form[entry].trim().length > LONGEST_KEY) problems[entry] = { code: 'too-long', detail: {} }
  }
  for (const [entry, { factor, limit }] of Object.entries(NUMBERS)) {
    const schema = limitsSchema.shape[limit]
    // The keys of NUMBERS are number entries by its type.
    if (schema.safeParse(numberOf(form, entry as NumberEntry)).success) continue
    const round = (value: number | null): string => String(Number(((value ?? 0) / factor).toPrecision(2)))
    problems[entry as NumberEntry] = { code: 'number', detail: { minimum: round(schema.minValue), maximum: round(schema.maxValue) } }
  }
  return problems
}

function numberOf(form: ProfileForm, entry: NumberEntry): number {
  const text = form[entry].trim()
  return text === '' ? Number.NaN : Math.round(Number(text) * NUMBERS[entry].factor)
}
