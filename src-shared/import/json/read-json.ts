import type { Operation } from '../../descriptor/types'
import { printJsonCompact } from '../../exchange/json/print'
import { leafText, memberOf, type JsonNode, type JsonObject } from '../../exchange/json/tree'
import type { Parameter } from '../../protocol/parameters'
import type { WrittenRequest } from '../hold-against'
import type { NoteBook } from '../note-book'
import { fieldNamed, objectOfText, placesOf, publicNameOf } from '../wire-names'

/** How deep an object is looked for that fits the request, and how many objects are looked at. */
const DEEPEST = 8
const MOST_OBJECTS = 2_000

/**
 * What a JSON value says of a request: its parameters with public ones among them, the business parameters, a DTO or a part of one,
 * wherever in the value it stands. Null when no object in it has anything to do with the operation.
 */
export function readJsonRequest(node: JsonNode, operation: Operation, notes: NoteBook): WrittenRequest | null {
  const waiting: { node: JsonNode; path: string; depth: number }[] = [{ node, path: '', depth: 0 }]
  for (let next = 0; next < waiting.length && next < MOST_OBJECTS; next += 1) {
    const { node: current, path, depth } = waiting[next]!
    const object = current.kind === 'string' ? objectOfText(current.text, notes) : current
    if (object?.kind === 'array') {
      for (const item of object.items.slice(0, MOST_OBJECTS)) waiting.push({ node: item, path: `${path}[]`, depth })
      const others = object.items.filter(({ kind }) => kind === 'object').length - 1
      if (others > 0) notes.add('others-not-read', String(others))
    }
    if (object?.kind !== 'object') continue
    const written = writtenIn(object, operation, notes)
    if (written !== null) {
      if (!/^(?:|params|parameters|\[\])$/.test(path)) notes.add('found-inside', path)
      return { ...written, ...outerSign(node, written) }
    }
    if (depth < DEEPEST) for (const { name, value } of object.members) waiting.push({ node: value, path: path === '' ? name : `${path}.${name}`, depth: depth + 1 })
  }
  return null
}

/** A `sign` that stands beside `params` belongs to them. */
function outerSign(root: JsonNode, { parameters }: WrittenRequest): { parameters: readonly Parameter[] } {
  const sign = leafText(memberOf(root, 'sign'))
  return { parameters: sign === null || parameters.some(({ name }) => name === 'sign') ? parameters : [...parameters, { name: 'sign', value: sign }] }
}

function writtenIn(object: JsonObject, operation: Operation, notes: NoteBook): WrittenRequest | null {
  const isParameter = (name: string): boolean => publicNameOf(name) !== null || fieldNamed(operation.request, name) !== null
  const isDto = object.members.some(({ name }) => fieldNamed(operation.request, name) !== null)
  const publicCount = object.members.filter(({ name }) => publicNameOf(name) !== null).length
  if (isDto || (publicCount >= 2 && object.members.some(({ name }) => publicNameOf(name) === 'app_key' || publicNameOf(name) === 'method'))) {
    const nested = object.members.find(({ name, value }) => !isParameter(name) && value.kind === 'object' && placesOf(value, operation).length > 0)
    const members = nested?.value.kind === 'object' && !isDto ? [...object.members.filter((member) => member !== nested), ...asParameters(nested.value, operation, notes)] : object.members
    return { shape: publicCount > 0 ? 'json' : 'dto-json', parameters: parametersOf(members, notes, publicCount > 0), gatewayUrl: null }
  }
  const members = asParameters(object, operation, notes)
  return members.length === 0 ? null : { shape: 'dto-json', parameters: parametersOf(members, notes, false), gatewayUrl: null }
}

/** An object that is business parameters, a DTO or a part of one, as members of the business parameters; none when it is nothing of these. */
function asParameters(object: JsonObject, operation: Operation, notes: NoteBook): JsonObject['members'] {
  const [best, second] = placesOf(object, operation)
  if (best === undefined) return []
  if (best.path === '') return object.members
  const isWhole = best.fields.every(({ kind }) => kind === 'object') || (!best.path.includes('.') && best.known === object.members.length)
  if (!isWhole) notes.add('placed-under', best.path)
  if (second !== undefined && second.known === best.known) notes.add('ambiguous-place', object.members.map(({ name }) => name).slice(0, 5).join(', '))
  return best.path
    .split('.')
    .reduceRight<JsonObject>((value, name) => ({ kind: 'object', members: [{ name, rawName: JSON.stringify(name), value }] }), object).members
}

function parametersOf(members: JsonObject['members'], notes: NoteBook, isRequest: boolean): Parameter[] {
  return members.map(({ name, value }) => {
    const isPrinted = value.kind === 'object' || value.kind === 'array'
    if (isRequest && isPrinted) notes.add('printed-object', name)
    if (value.kind === 'null') notes.add('empty-for-null', name)
    return { name, value: isPrinted ? printJsonCompact(value) : (leafText(value) ?? '') }
  })
}
