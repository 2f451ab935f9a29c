import { joinPath, leavesOf } from '../descriptor/paths'
import type { Field, LocalizedText, Operation } from '../descriptor/types'
import { findOperation } from '../catalog'
import type { SubCode } from './sub-code'
import { toWireName } from './wire-name'

/** A parameter the platform named, and the fields of the form it may be. */
export interface NamedParameter {
  /** As the platform wrote it. */
  readonly name: string
  /** More than one where the name stands in several objects; none when the operation has no such field. */
  readonly fields: readonly NamedField[]
}

export interface NamedField {
  readonly path: string
  readonly label: LocalizedText
  /** The leaf to go to in the form: the field itself, or the first one it holds. */
  readonly jumpPath: string
}

const MAX_NAME = 200

/** Parameters a refusal names: after the colon of `msg` for 40 and 41, else after the colon of the sub code (PROTOCOL 5). */
export function namedParameters(
  refusal: { readonly code: string | null; readonly subCode: string | null; readonly message: string | null; readonly operation: string },
  knownSubCode: SubCode | null,
): NamedParameter[] {
  const operation = findOperation(refusal.operation)
  return namesIn(refusal, knownSubCode).map((name) => ({ name, fields: operation === null ? [] : fieldsNamed(operation, name) }))
}

function namesIn(
  { code, subCode, message }: { readonly code: string | null; readonly subCode: string | null; readonly message: string | null },
  knownSubCode: SubCode | null,
): string[] {
  const inMessage = code === '40' || code === '41' ? nameAfter(/arguments?\s{0,5}[:：]\s{0,5}(\S{1,200})/i, message) : null
  if (inMessage !== null) return [inMessage]
  const afterColon = nameAfter(/:\s{0,5}(\S{1,200})/, subCode)
  if (afterColon === null) return []
  if (knownSubCode?.after === 'parameter') return [afterColon]
  return knownSubCode?.after === 'parameters' ? afterColon.split('-and-').filter((name) => name !== '') : []
}

function nameAfter(pattern: RegExp, text: string | null): string | null {
  const name = pattern.exec(text ?? '')?.[1]?.replace(/[.,;，。；]+$/, '').slice(0, MAX_NAME)
  return name === undefined || name === '' ? null : name
}

/** Fields by full path, or else by the end of it; a name in the service's own camelCase counts as the wire name. */
function fieldsNamed(operation: Operation, name: string): NamedField[] {
  const wireName = toWireName(name)
  const all = fieldsWithPaths(operation.request)
  const exact = all.filter(({ path }) => path === wireName)
  return exact.length > 0 ? exact : all.filter(({ path }) => path.endsWith(`.${wireName}`))
}

function fieldsWithPaths(fields: readonly Field[], parentPath = ''): NamedField[] {
  return fields.flatMap((field) => {
    const path = joinPath(parentPath, field.name)
    if (field.kind !== 'object') return [{ path, label: field.label, jumpPath: path }]
    const leaves = leavesOf(field.fields)
    const first = leaves.find((leaf) => leaf.field.required) ?? leaves[0]
    const own = first === undefined ? [] : [{ path, label: field.label, jumpPath: joinPath(path, first.path) }]
    return [...own, ...fieldsWithPaths(field.fields, path)]
  })
}
