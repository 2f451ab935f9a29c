import { findOperation } from '../catalog'
import { joinPath } from '../descriptor/paths'
import type { Operation, RequestField } from '../descriptor/types'
import { printJsonCompact } from '../exchange/json/print'
import { leafText, type JsonNode } from '../exchange/json/tree'
import { MASK } from '../knowledge/masking'
import type { Parameter } from '../protocol/parameters'
import { readDraft } from './draft-values'
import { NoteBook } from './note-book'
import type { PastedFate, PastedItem, PastedRequest, PastedShape } from './pasted-request'
import { fieldNamed, isHiddenName, isSecretName, objectOfText, publicNameOf, withWireNames } from './wire-names'

/** What a reader found in a text, before it is held against an operation. */
export interface WrittenRequest {
  readonly shape: PastedShape
  /** In the order they are written, raw, `sign` among them. */
  readonly parameters: readonly Parameter[]
  readonly gatewayUrl: string | null
  /** Operation by another sign than the parameter `method`: the name of a class. */
  readonly operation?: string | null
  /** What else came in and is not taken, such as headers; without secrets. */
  readonly dropped?: readonly Parameter[]
}

/** Public parameters the form has a setting for; `method` chooses the operation. */
const SETTINGS = ['method', 'format', 'sign_method', 'simplify']

/** Shapes whose parameters were taken from a wire: their names are what was sent and are not corrected. */
const WIRE_SHAPES: readonly PastedShape[] = ['curl', 'powershell', 'fetch', 'form', 'url', 'http', 'har', 'own-exchange']

/** Holds what was read against the operation it calls, or the one given when it calls none the catalog knows. */
export function holdAgainst(written: WrittenRequest, given: Operation, notes: NoteBook): PastedRequest {
  const named = WIRE_SHAPES.includes(written.shape) ? written.parameters : written.parameters.map((one) => withPublicName(one, notes))
  const parameters = withoutSecrets(named, notes)
  const called = parameters.findLast(({ name }) => name === 'method')?.value || written.operation || null
  const operation = (called === null ? null : findOperation(called)) ?? given
  if (called !== null && findOperation(called) === null && called !== given.name) notes.add('unknown-operation', called)
  else if (operation.name !== given.name) notes.add('other-operation', operation.name)
  const held = new Held(operation, notes, written.shape === 'own-exchange')
  for (const parameter of parameters) held.take(parameter)
  const secrets = written.parameters.filter(({ name }) => isSecretName(name))
  return {
    ok: true,
    shape: written.shape,
    operation: called,
    heldAgainst: operation.name,
    gatewayUrl: written.gatewayUrl,
    parameters: parameters.filter(({ name }) => name !== 'sign'),
    sign: parameters.find(({ name }) => name === 'sign')?.value ?? null,
    reading: readDraft(operation, held.corrected),
    items: [...held.items, ...[...secrets, ...(written.dropped ?? [])].map(({ name, value }) => ({ name, value: isSecretName(name) ? '' : value, fate: 'dropped' as const }))],
    notes: notes.list(),
  }
}

function withPublicName(parameter: Parameter, notes: NoteBook): Parameter {
  const name = publicNameOf(parameter.name)
  if (name === null || name === parameter.name) return parameter
  notes.add('renamed', `${parameter.name} → ${name}`)
  return { name, value: parameter.value }
}

function withoutSecrets(parameters: readonly Parameter[], notes: NoteBook): Parameter[] {
  return parameters.filter(({ name }) => {
    if (isSecretName(name)) notes.add('secret-dropped', name)
    return !isSecretName(name)
  })
}

/** Parameters one after another, with what becomes of each and of its members. */
class Held {
  readonly items: PastedItem[] = []
  /** Parameters as the form takes them: names of the wire, JSON put right, nothing that is masked. */
  readonly corrected: Parameter[] = []
  private readonly itemOf = new Map<string, number>()

  constructor(
    private readonly operation: Operation,
    private readonly notes: NoteBook,
    private readonly isOwn: boolean,
  ) {}

  take({ name, value }: Parameter): void {
    if (publicNameOf(name) === name) {
      this.items.push({ name, value: isHiddenName(name) ? '' : value, fate: SETTINGS.includes(name) ? 'setting' : 'dropped' })
      return
    }
    const field = fieldNamed(this.operation.request, name)
    if (field === null && isHiddenName(name)) {
      this.items.push({ name, value: '', fate: 'dropped' })
      return
    }
    if (field === null) {
      this.items.push({ name, value: shownText(value), fate: 'unknown' })
      this.corrected.push({ name, value })
      return
    }
    if (field.name !== name) this.notes.add('renamed', `${name} → ${field.name}`)
    if (field.kind === 'object') this.takeDocument(field, value)
    else if (value === '') this.items.push({ name: field.name, value, fate: 'empty' })
    else if (this.isMasked(field.name, value)) this.items.push({ name: field.name, value, fate: 'unreadable' })
    else {
      this.map(field.name, value)
      this.corrected.push({ name: field.name, value })
    }
  }

  private takeDocument(field: Extract<RequestField, { kind: 'object' }>, value: string): void {
    if (value.trim() === '') {
      this.items.push({ name: field.name, value, fate: 'empty' })
      return
    }
    const object = objectOfText(value, this.notes)
    if (object === null) {
      this.items.push({ name: field.name, value, fate: 'unreadable' })
      this.corrected.push({ name: field.name, value })
      return
    }
    const named = withWireNames(object, field.fields, this.notes, field.name)
    const kept = this.members(named, field.fields, field.name)
    this.corrected.push({ name: field.name, value: printJsonCompact(kept ?? { kind: 'object', members: [] }) })
  }

  /** Tells what becomes of every member; the answer is the node without what is masked. */
  private members(node: JsonNode, fields: readonly RequestField[], path: string): JsonNode | null {
    if (node.kind !== 'object') {
      this.items.push({ name: path, value: shownValue(node), fate: node.kind === 'null' ? 'empty' : 'unknown' })
      return node
    }
    return {
      kind: 'object',
      members: node.members.flatMap((member) => {
        const memberPath = joinPath(path, member.name)
        const field = fields.find(({ name }) => name === member.name) ?? null
        const value = field?.kind === 'object' ? this.members(member.value, field.fields, memberPath) : this.leaf(member.value, field, memberPath)
        return value === null ? [] : [{ ...member, value }]
      }),
    }
  }

  private leaf(node: JsonNode, field: RequestField | null, path: string): JsonNode | null {
    const text = leafText(node)
    const isSecret = isHiddenName(path.slice(path.lastIndexOf('.') + 1))
    if (isSecret) this.notes.add('secret-dropped', path)
    if (isSecret) this.items.push({ name: path, value: '', fate: 'dropped' })
    else if (text === '' || node.kind === 'null') this.items.push({ name: path, value: '', fate: 'empty' })
    else if (text !== null && this.isMasked(path, text)) this.items.push({ name: path, value: text, fate: 'unreadable' })
    else if (field === null || text === null) this.items.push({ name: path, value: shownValue(node), fate: 'unknown' })
    else {
      this.map(path, text)
      return node
    }
    return isSecret || this.items.at(-1)?.fate === 'unreadable' ? null : node
  }

  private map(path: string, value: string): void {
    const earlier = this.itemOf.get(path)
    if (earlier !== undefined) this.setFate(earlier, 'replaced')
    this.itemOf.set(path, this.items.push({ name: path, value, fate: 'mapped' }) - 1)
  }

  private setFate(index: number, fate: PastedFate): void {
    const item = this.items[index]
    if (item !== undefined) this.items[index] = { ...item, fate }
  }

  private isMasked(path: string, value: string): boolean {
    const isMasked = value === MASK || (this.isOwn && value.includes(MASK))
    if (isMasked) this.notes.add('masked-value', path)
    return isMasked
  }
}

function shownValue(node: JsonNode): string {
  return leafText(node) ?? printJsonCompact(withoutHidden(node))
}

/** A text; where it holds an object, that without secrets. */
function shownText(text: string): string {
  const object = objectOfText(text, new NoteBook())
  return object === null ? text : printJsonCompact(withoutHidden(object))
}

function withoutHidden(node: JsonNode): JsonNode {
  if (node.kind === 'array') return { kind: 'array', items: node.items.map(withoutHidden) }
  if (node.kind !== 'object') return node
  return { kind: 'object', members: node.members.flatMap((member) => (isHiddenName(member.name) ? [] : [{ ...member, value: withoutHidden(member.value) }])) }
}
