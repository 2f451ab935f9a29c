import { leavesOf } from '@shared/descriptor/paths'
import type { DraftValues } from '@shared/descriptor/problems'
import type { Operation } from '@shared/descriptor/types'
import type { SignMethod } from '@shared/protocol/parameters'

/** Requests that differ from a refused one in one respect, so that the answer tells where the cause is (PROTOCOL 10). */
export const PROBES = ['ascii', 'method', 'minimal'] as const
export type Probe = (typeof PROBES)[number]

/** What a probe would send: the form's values and the method. */
export interface ProbeDraft {
  readonly values: DraftValues
  readonly signMethod: SignMethod
}

/** The draft of a probe; null when it would be the same request again. */
export function probeDraft(probe: Probe, operation: Operation, values: DraftValues, signMethod: SignMethod): ProbeDraft | null {
  if (probe === 'method') return { values, signMethod: signMethod === 'md5' ? 'hmac-sha256' : 'md5' }
  const changed = probe === 'ascii' ? asciiOnly(values) : requiredOnly(operation, values)
  return Object.keys(values).every((path) => changed[path] === values[path]) ? null : { values: changed, signMethod }
}

function asciiOnly(values: DraftValues): DraftValues {
  return Object.fromEntries(Object.entries(values).map(([path, value]) => [path, value.replace(/[^\x20-\x7e]/gu, 'x')]))
}

function requiredOnly(operation: Operation, values: DraftValues): DraftValues {
  const required = leavesOf(operation.request.filter((field) => field.required)).filter(({ field }) => field.required)
  return Object.fromEntries(required.flatMap(({ path }) => (values[path] === undefined ? [] : [[path, values[path]]])))
}
