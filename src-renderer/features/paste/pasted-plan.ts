import type { DraftValues } from '@shared/descriptor/problems'
import type { PastedFate, PastedItem, PastedRequest } from '@shared/import/pasted-request'
import { valueOf } from '@shared/knowledge/signing-recipe'
import type { Profile } from '@shared/profile/profile'
import { FORMATS, SIGN_METHODS, type Format, type SignMethod } from '@shared/protocol/parameters'
import { escapedValues } from '@shared/variables/syntax'

/** Whether what the form holds gives way to the pasted request, or stays where that says nothing. */
export const FILL_MODES = ['replace', 'merge'] as const
export type FillMode = (typeof FILL_MODES)[number]

/** What filling the form would do. */
export interface FillPlan {
  readonly operation: string
  /** The draft as it would be; braces stand for themselves. */
  readonly values: DraftValues
  readonly format: Format | null
  readonly signMethod: SignMethod | null
  /** Whether what the form holds stays where the pasted request says nothing. */
  readonly keepsDraft: boolean
  /** Paths whose value would be another one. */
  readonly changed: readonly string[]
  /** Paths that would be emptied. */
  readonly emptied: readonly string[]
}

/** What the form holds. */
export interface HeldDraft {
  readonly operation: string
  readonly values: DraftValues
}

/** What would become of the form; of another operation's draft nothing can stay. */
export function fillPlan(pasted: PastedRequest, held: HeldDraft, mode: FillMode): FillPlan {
  const keepsDraft = mode === 'merge' && pasted.heldAgainst === held.operation
  const read = escapedValues(pasted.reading.values)
  const values = keepsDraft ? { ...held.values, ...read } : read
  const format = valueOf(pasted.parameters, 'format')
  const signMethod = valueOf(pasted.parameters, 'sign_method')
  const filled = Object.entries(held.values).filter(([, value]) => value !== '')
  return {
    operation: pasted.heldAgainst,
    values,
    keepsDraft,
    format: FORMATS.find((one) => one === format) ?? null,
    signMethod: SIGN_METHODS.find((one) => one === signMethod) ?? null,
    changed: filled.flatMap(([path, value]) => (path in values && values[path] !== value ? [path] : [])),
    emptied: filled.flatMap(([path]) => (path in values ? [] : [path])),
  }
}

/** The order in which fates are listed: what is taken first, then what needs a look, then what is not needed. */
const LISTED_FATES: readonly PastedFate[] = ['mapped', 'setting', 'unreadable', 'unknown', 'replaced', 'empty', 'dropped']

/** The items in that order, each fate's in the order they came. */
export function listedItems(items: readonly PastedItem[]): readonly PastedItem[] {
  return LISTED_FATES.flatMap((fate) => items.filter((item) => item.fate === fate))
}

const SECRET_NAME = /secret|token|session$|passw|authorization|cookie|credential|密钥|密码|口令/i

/** Whether a value is better not shown over somebody's shoulder; what fills a field is what the user came for. */
export function looksSecret({ name, fate }: PastedItem): boolean {
  return fate !== 'mapped' && SECRET_NAME.test(name)
}

/** The profile a pasted request was made with, as far as it says: by app key, and by address where it names one. */
export function profileOf(pasted: PastedRequest, profiles: readonly Profile[]): Profile | null {
  const appKey = valueOf(pasted.parameters, 'app_key') ?? ''
  const byKey = profiles.filter((profile) => appKey !== '' && profile.appKey === appKey)
  return byKey.find(({ gatewayUrl }) => gatewayUrl === pasted.gatewayUrl) ?? byKey[0] ?? null
}

/** Where a pasted request says it belongs otherwise than the chosen profile does. */
export function strangeness(pasted: PastedRequest, profile: Profile): readonly ('gateway' | 'app-key')[] {
  const appKey = valueOf(pasted.parameters, 'app_key') ?? ''
  // The embedded gateway's port changes with every start.
  const isThere = profile.builtIn ? /^http:\/\/(?:127\.0\.0\.1|localhost)[:/]/i.test(pasted.gatewayUrl ?? '') : pasted.gatewayUrl === profile.gatewayUrl
  const isElsewhere = pasted.gatewayUrl !== null && !isThere
  return [...(isElsewhere ? (['gateway'] as const) : []), ...(appKey !== '' && appKey !== profile.appKey ? (['app-key'] as const) : [])]
}

/** Least filled fields from which a text is taken for a request without saying which API it calls. */
const CLEAR_FROM = 2

/** Whether a text is a request beyond doubt, so that it may be offered to fill the form from it. */
export function isClearly(pasted: PastedRequest): boolean {
  const mapped = pasted.items.filter(({ fate }) => fate === 'mapped').length
  return mapped >= CLEAR_FROM || (pasted.operation !== null && mapped > 0)
}
