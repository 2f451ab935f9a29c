import { camelCase } from '../descriptor/serialise'
import { joinPath } from '../descriptor/paths'
import type { DraftValues } from '../descriptor/problems'
import type { LeafField, Operation, RequestField, RequestObjectField } from '../descriptor/types'
import { capitalised } from './sample-names'

/** How a language fills the typed DTOs of its SDK. */
export interface TypedWriter {
  /** Name of the variable of the `index`th DTO, counted from 1. */
  readonly variable: (field: RequestObjectField, index: number) => string
  readonly create: (field: RequestObjectField, variable: string) => string
  /** `owner` is null for the request itself. */
  readonly set: (owner: string | null, field: LeafField, literal: string) => string
  readonly attach: (owner: string | null, field: RequestObjectField, variable: string) => string
  readonly text: (text: string) => string
  readonly integer: (digits: string) => string
  /** What to say of a value that the field's type cannot hold. */
  readonly unsendable: (path: string) => string
}

/** The statements that fill a request of an SDK, a DTO made where it is needed, as the official page does it. */
export function typedStatements(operation: Operation, values: DraftValues, writer: TypedWriter): string[] {
  let count = 0
  const fill = (fields: readonly RequestField[], owner: string | null, path: string): string[] =>
    fields.flatMap((field) => {
      const fieldPath = joinPath(path, field.name)
      if (field.kind !== 'object') return leaf(field, values[fieldPath] ?? '', owner, fieldPath, writer)
      if (!holdsValue(values, fieldPath)) return []
      count += 1
      const variable = writer.variable(field, count)
      return [writer.create(field, variable), ...fill(field.fields, variable, fieldPath), writer.attach(owner, field, variable)]
    })
  return fill(operation.request, null, '')
}

/** The name of a setter or a property: `ChannelUid` for `channel_uid`. */
export function propertyName(name: string): string {
  return capitalised(camelCase(name))
}

function leaf(field: LeafField, value: string, owner: string | null, path: string, writer: TypedWriter): string[] {
  if (value === '') return []
  if (field.kind === 'string') return [writer.set(owner, field, writer.text(value))]
  if (field.kind === 'boolean') return [value === 'true' || value === 'false' ? writer.set(owner, field, value) : writer.unsendable(path)]
  return [isInt64(value) ? writer.set(owner, field, writer.integer(value)) : writer.unsendable(path)]
}

function holdsValue(values: DraftValues, path: string): boolean {
  return Object.entries(values).some(([one, value]) => value !== '' && one.startsWith(`${path}.`))
}

/** Whether an int64 has exactly these digits. */
function isInt64(text: string): boolean {
  return /^(?:0|-?[1-9]\d{0,18})$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text)
}
