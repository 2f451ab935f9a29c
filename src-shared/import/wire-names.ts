import { joinPath } from '../descriptor/paths'
import type { Operation, RequestField } from '../descriptor/types'
import { leafText, type JsonMember, type JsonNode, type JsonObject } from '../exchange/json/tree'
import { PUBLIC_PARAMETER_NAMES } from '../protocol/parameters'
import { LooseJsonError, readLooseJson } from './json/loose-json'
import { NoteBook } from './note-book'

/** A name as it is compared: without case, underscores and other joints, so that `channelUid` and `ChannelUID` are `channel_uid`. */
export function plainName(name: string): string {
  return name.replace(/[_\-\s]/g, '').toLowerCase()
}

/** Names others give to public parameters, by their plain form. */
const PUBLIC_NAMES: ReadonlyMap<string, string> = new Map([
  ...PUBLIC_PARAMETER_NAMES.map((name): [string, string] => [plainName(name), name]),
  ['sessionkey', 'session'],
  ['accesstoken', 'session'],
  ['topsession', 'session'],
  ['apiname', 'method'],
])

/** The public parameter a name means, `app_key` for `appKey`; null for every other name. */
export function publicNameOf(name: string): string | null {
  return PUBLIC_NAMES.get(plainName(name)) ?? null
}

const SECRET_NAME = /(?:secret(?:key)?|password|passwd|privatekey)$/

/** Whether a name is one of what must never be shown, such as `appSecret`. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(plainName(name))
}

/** Whether a value of that name is not to be shown, though it may have been signed: secrets and tokens of every kind. */
export function isHiddenName(name: string): boolean {
  return isSecretName(name) || publicNameOf(name) === 'session' || /token$/.test(plainName(name))
}

/** The field a name means: the one of that very name, otherwise the one that differs in case and underscores only. */
export function fieldNamed(fields: readonly RequestField[], name: string): RequestField | null {
  const names = namesOf(fields)
  return names.get(name) ?? names.get(plainName(name)) ?? null
}

const NAMES = new WeakMap<readonly RequestField[], ReadonlyMap<string, RequestField>>()

/** Fields by their names and by their plain names; made once, as a large paste asks for hundreds of thousands. */
function namesOf(fields: readonly RequestField[]): ReadonlyMap<string, RequestField> {
  const known = NAMES.get(fields)
  if (known !== undefined) return known
  const names = new Map([...fields.map((field): [string, RequestField] => [plainName(field.name), field]), ...fields.map((field): [string, RequestField] => [field.name, field])])
  NAMES.set(fields, names)
  return names
}

/**
 * A tree with the names of the wire: members of objects that have a field get its name, and an object written as JSON text where the
 * field is an object is opened. What no field knows stays as it is. Both are told in the notes.
 */
export function withWireNames(tree: JsonObject, fields: readonly RequestField[], notes: NoteBook, parentPath = ''): JsonObject {
  return {
    kind: 'object',
    members: tree.members.map((member) => {
      const field = fieldNamed(fields, member.name)
      if (field === null) return member
      const path = joinPath(parentPath, field.name)
      const renamed = field.name === member.name ? member : renamedMember(member, field.name, notes)
      if (field.kind !== 'object') return renamed
      const opened = openedObject(renamed.value, path, notes)
      return opened === null ? renamed : { ...renamed, value: withWireNames(opened, field.fields, notes, path) }
    }),
  }
}

function renamedMember(member: JsonMember, name: string, notes: NoteBook): JsonMember {
  notes.add('renamed', `${member.name} → ${name}`)
  return { name, rawName: JSON.stringify(name), value: member.value }
}

function openedObject(value: JsonNode, path: string, notes: NoteBook): JsonObject | null {
  if (value.kind === 'object') return value
  const opened = value.kind === 'string' ? objectOfText(value.text, notes) : null
  if (opened !== null) notes.add('json-in-text', path)
  return opened
}

/** The object a text holds as JSON, or as JSON text in JSON text; null when it holds none. Its corrections are told only then. */
export function objectOfText(text: string, notes: NoteBook, layers = 4): JsonObject | null {
  if (!/^\s*["{｛“'\\]/.test(text) || layers === 0) return null
  const found = new NoteBook()
  try {
    // A text copied out of another text may have kept the backslashes before its quotes.
    const bare = /^\s*\{\s*\\"/.test(text) ? text.replaceAll('\\"', '"') : text
    if (bare !== text) found.add('unescaped-literal')
    const { node, end } = readLooseJson(bare, found)
    if (bare.slice(end).trim() !== '') return null
    const object = node.kind === 'object' ? node : node.kind === 'string' && node.text !== text ? objectOfText(leafText(node) ?? '', found, layers - 1) : null
    if (object !== null) notes.addAll(found.list())
    return object
  } catch (error) {
    if (!(error instanceof LooseJsonError)) throw error
    return null
  }
}

/** How many members of an object tell where it belongs. */
const MOST_MEMBERS = 1_000

/** An object of the request with its path. */
export interface RequestPlace {
  readonly path: string
  readonly fields: readonly RequestField[]
  /** How many members of the tree have a field here. */
  readonly known: number
}

/** Where in the request an object may belong, the place that knows most of its members first; '' is the business parameters themselves. */
export function placesOf(tree: JsonObject, operation: Operation): RequestPlace[] {
  const places: RequestPlace[] = []
  // A part of a request has no more members than it has fields, many times over.
  const members = tree.members.slice(0, MOST_MEMBERS)
  const visit = (fields: readonly RequestField[], path: string): void => {
    const known = members.filter(({ name }) => fieldNamed(fields, name) !== null).length
    if (known > 0) places.push({ path, fields, known })
    for (const field of fields) if (field.kind === 'object') visit(field.fields, joinPath(path, field.name))
  }
  visit(operation.request, '')
  return places.sort((left, right) => right.known - left.known)
}
