import type { Field, LeafField, ObjectField, Operation, RequestField, RequestObjectField } from './types'

/** A field with its dotted path from the top of the request, e.g. `ly_create_session_dto.source.sid`. */
export interface LocatedField<F extends Field = Field> {
  readonly path: string
  readonly field: F
  /** The object the field is a member of; null at the top level. */
  readonly parent: ObjectField | null
  readonly parentPath: string
}

/** Joins a parent's path and a member's name. */
export function joinPath(parentPath: string, name: string): string {
  return parentPath === '' ? name : `${parentPath}.${name}`
}

/** The wire name of the field at a dotted path: `sid` of `dto.source.sid`. */
export function lastNameOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}

/** Every leaf below the fields, in the order of the page. What stands in a list has no path of its own and is passed over. */
export function leavesOf(fields: readonly Field[]): LocatedField<LeafField>[] {
  const leaves: LocatedField<LeafField>[] = []
  const visit = (members: readonly Field[], parent: ObjectField | null, parentPath: string): void => {
    for (const field of members) {
      const path = joinPath(parentPath, field.name)
      if (field.kind === 'object') visit(field.fields, field, path)
      else if (field.kind !== 'list') leaves.push({ path, field, parent, parentPath })
    }
  }
  visit(fields, null, '')
  return leaves
}

/** Groups the form shows: every object whose members include a leaf, in the order of the page. */
export function groupsOf(operation: Operation): LocatedField<RequestObjectField>[] {
  const groups: LocatedField<RequestObjectField>[] = []
  const visit = (members: readonly RequestField[], parent: ObjectField | null, parentPath: string): void => {
    for (const field of members) {
      if (field.kind !== 'object') continue
      const path = joinPath(parentPath, field.name)
      if (field.fields.some((member) => member.kind !== 'object')) groups.push({ path, field, parent, parentPath })
      visit(field.fields, field, path)
    }
  }
  visit(operation.request, null, '')
  return groups
}
