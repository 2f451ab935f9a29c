import type { Operation } from '../../descriptor/types'
import { printJsonCompact } from '../../exchange/json/print'
import { jsonMember, jsonString, leafText, type JsonNode, type JsonObject } from '../../exchange/json/tree'
import type { Parameter } from '../../protocol/parameters'
import type { WrittenRequest } from '../hold-against'
import { callsRouter, writtenOfCall, type CallPart, type HttpCall } from '../http-call'
import { readJsonRequest } from '../json/read-json'
import { NoteBook } from '../note-book'
import { fieldNamed, isSecretName, placesOf, plainName, publicNameOf } from '../wire-names'
import type { CodeCall } from './code-calls'
import { readCode, type CodeOutcome } from './code-reader'
import { codeTokens } from './code-tokens'
import { jsonOfValue, textOfValue, type CodeObject, type CodeValue } from './code-values'
import type { CodeShape } from './languages'

/** The request a piece of code makes, with the SDK of the platform, an HTTP client or as a literal; null when it makes none. */
export function readCodeRequest(text: string, shape: CodeShape, operation: Operation, notes: NoteBook): WrittenRequest | null {
  const outcome = readCode(codeTokens(text, shape))
  const client = clientOf(outcome, notes)
  const written = sdkRequest(outcome, shape, operation, notes) ?? httpRequest(outcome, shape, operation, notes) ?? literalRequest(outcome, shape, operation, notes)
  if (written === null) return null
  const isWritten = (name: string): boolean => written.parameters.some((parameter) => parameter.name === name)
  return { ...written, gatewayUrl: written.gatewayUrl ?? client.gatewayUrl, dropped: [...(written.dropped ?? []), ...client.dropped.filter(({ name }) => !isWritten(name))] }
}

interface Client {
  readonly gatewayUrl: string | null
  readonly dropped: readonly Parameter[]
}

const CLIENT = /(?:TaobaoClient|TopClient|ApiClient|alloc_taobao_client|DingTalkClient)$/

/** Address and app key of the client in the code. Its secret is told of and goes no further. */
function clientOf({ objects, calls, variables }: CodeOutcome, notes: NoteBook): Client {
  let gatewayUrl: string | null = null
  const dropped = new Map<string, string>()
  const take = (name: string, value: string): void => {
    const plain = plainName(name)
    if (isSecretName(plain)) notes.add('secret-dropped', name)
    if (isSecretName(plain)) dropped.set(name, '')
    else if (plain === 'appkey') dropped.set('app_key', value)
    else if (/^(?:gatewayurl|serverurl|resturl|url)$/.test(plain) && /^https?:\/\//i.test(value)) gatewayUrl = value.replace(/[?#].*$/s, '')
  }
  const given = (values: readonly CodeValue[]): void => {
    const texts = values.map(textOfValue)
    const [url, key, secret] = /^https?:\/\//i.test(texts[0] ?? '') || texts[0] === null ? texts : [null, ...texts]
    if (url) take('url', url)
    if (key) take('app_key', key)
    if (secret) take('appSecret', secret)
  }
  for (const { type, members, given: values } of objects) {
    const isClient = CLIENT.test(type) || [...members.keys()].some((name) => plainName(name) === 'appkey')
    if (CLIENT.test(type)) given(values)
    if (isClient) for (const [name, value] of members) if (textOfValue(value)) take(name, textOfValue(value) ?? '')
  }
  for (const { name, arguments: { plain } } of calls) {
    if (/^(?:appinfo|setDefaultAppInfo)$/.test(name)) given(plain)
    if (name === 'alloc_taobao_client') given(plain)
    // execute(request, session): the token of the authorising user (PROTOCOL 1.3).
    if (/^(?:execute|getResponse)$/i.test(name) && textOfValue(plain.at(-1)) && plain.length <= 2 && textOfValue(plain[0]) === null) dropped.set('session', '')
    if (/^getResponse$/i.test(name) && plain.length === 1 && textOfValue(plain[0])) dropped.set('session', '')
  }
  for (const [name, value] of variables) {
    if (!textOfValue(value)) continue
    if (isSecretName(name)) take(name, '')
    else if (plainName(name) === 'appkey' || (gatewayUrl === null && /^(?:gatewayurl|serverurl|url)$/.test(plainName(name)))) take(name, textOfValue(value) ?? '')
  }
  return { gatewayUrl, dropped: [...dropped].map(([name, value]) => ({ name, value })) }
}

/** What the official SDKs are given: a request object with members, or a name with a dictionary. */
function sdkRequest({ objects, calls }: CodeOutcome, shape: CodeShape, operation: Operation, notes: NoteBook): WrittenRequest | null {
  for (const { name, arguments: { plain } } of calls) {
    const [method, request] = plain
    const api = textOfValue(method)
    if (/^(?:execute|request|invoke|call)$/i.test(name) && request?.kind === 'object' && api !== null && /^[a-z][\w-]*(?:\.[\w-]+){2,}$/i.test(api)) return writtenOf(request, shape, api, operation, notes)
  }
  const added = addedParameters(calls)
  if (added.length > 0) return { shape, parameters: added, gatewayUrl: null }
  // The request of an HTTP client holds addresses and times, no parameters.
  const requests = objects.filter(({ type, members }) => /(?<!Http|Web)Request$/.test(type) && members.size > 0)
  const [chosen] = requests
  if (chosen === undefined) return null
  if (requests.length > 1) notes.add('others-not-read', String(requests.length - 1))
  return writtenOf(chosen, shape, apiOfClass(chosen.type, operation), operation, notes)
}

/** The C SDK adds parameters one by one: `add_param(request, "name", "value")`. */
function addedParameters(calls: readonly CodeCall[]): Parameter[] {
  return calls.flatMap(({ name, arguments: { plain } }) => {
    const [, second, third] = plain.map(textOfValue)
    if (name === 'set_api_name' && second) return [{ name: 'method', value: second }]
    return /^(?:add|set)_param(?:eter)?$/.test(name) && second && third !== null && third !== undefined ? [{ name: second, value: third }] : []
  })
}

/** `AlibabaLyserviceLippiSessionCreateRequest` is the class of `alibaba.lyservice.lippi.session.create`. */
function apiOfClass(type: string, operation: Operation): string {
  const name = type.replace(/Request$/, '')
  if (plainName(name) === operation.name.replaceAll('.', '')) return operation.name
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '.').toLowerCase()
}

const CLIENT_CALL = /^(?:fetch|post|get|request|urlopen|PostAsync|ajax|axios|postForm)$/

/** A call of an HTTP client: `fetch(url, options)`, `requests.post(url, data=…)`, `axios.post(url, data)`. */
function httpRequest({ calls }: CodeOutcome, shape: CodeShape, operation: Operation, notes: NoteBook): WrittenRequest | null {
  const found = calls.flatMap((call) => httpCall(call, shape, notes) ?? [])
  const chosen = found.find(callsRouter) ?? found[0]
  if (chosen === undefined) return null
  if (found.length > 1) notes.add('others-not-read', String(found.length - 1))
  const written = writtenOfCall(chosen, operation, notes)
  return written.parameters.length === 0 ? null : written
}

function httpCall({ name, arguments: { plain, named } }: CodeCall, shape: CodeShape, notes: NoteBook): HttpCall | null {
  const url = textOfValue(plain[0]) ?? textOfValue(named.get('url'))
  if (!CLIENT_CALL.test(name) || url === null || !/^https?:\/\//i.test(url)) return null
  const options = plain[1]?.kind === 'object' ? plain[1].members : named
  const isFetch = name === 'fetch'
  const data = isFetch ? options.get('body') : (named.get('data') ?? named.get('json') ?? options.get('data') ?? plain[1])
  const headers = (isFetch ? options : named).get('headers')
  return {
    shape: isFetch ? 'fetch' : shape,
    url,
    method: isFetch ? (textOfValue(options.get('method')) ?? 'GET') : name === 'get' ? 'GET' : 'POST',
    headers: headers?.kind === 'object' ? [...headers.members].map(([header, value]) => ({ name: header, value: textOfValue(value) ?? '' })) : [],
    query: partsOf(named.get('params'), notes),
    body: partsOf(data, notes),
  }
}

function partsOf(value: CodeValue | undefined, notes: NoteBook): CallPart[] {
  const text = textOfValue(value)
  if (text !== null) return [{ kind: 'form', text }]
  if (value?.kind !== 'object') return []
  return parametersOf(jsonObjectOf(value, notes)).map((parameter) => ({ kind: 'pair', ...parameter }))
}

/** Objects and texts that hold a request without being given to anybody. */
function literalRequest({ objects, variables, loose }: CodeOutcome, shape: CodeShape, operation: Operation, notes: NoteBook): WrittenRequest | null {
  const named = [...variables].flatMap(([name, value]) => (fieldNamed(operation.request, name) === null ? [] : [jsonMember(name, jsonOfValue(value, []) ?? { kind: 'null' })]))
  const candidates = [...objects, ...variables.values(), ...loose].slice(0, 2_000)
  const best = candidates
    .map((value) => ({ value, known: knownIn(value, operation) }))
    .reduce<{ value: CodeValue | null; known: number }>((most, one) => (one.known > most.known ? one : most), { value: null, known: 0 })
  const node: JsonNode | null = best.value === null ? (named.length > 0 ? { kind: 'object', members: named } : null) : best.value.kind === 'object' ? jsonObjectOf(best.value, notes) : jsonOfValue(best.value, [])
  const written = node === null ? null : readJsonRequest(node, operation, notes)
  return written === null ? null : { ...written, shape }
}

/** How many members of a value, at any depth, the request knows; a text counts for what it holds as JSON. */
function knownIn(value: CodeValue, operation: Operation): number {
  if (value.kind === 'unknown' || value.kind === 'list') return 0
  const node = jsonOfValue(value, [])
  if (node === null || (node.kind === 'string' && !node.text.includes('{'))) return 0
  const written = readJsonRequest(node, operation, new NoteBook())
  if (written === null) return 0
  // What holds the whole request counts for more than any part of it.
  return written.parameters.reduce((sum, { name, value: text }) => sum + 1 + (publicNameOf(name) === null ? Math.min(text.length, 1_000_000) / 10 : 1), 0)
}

function writtenOf(request: CodeObject, shape: CodeShape, api: string, operation: Operation, notes: NoteBook): WrittenRequest {
  const object = jsonObjectOf(request, notes)
  const isBusiness = object.members.some(({ name }) => fieldNamed(operation.request, name) !== null)
  const nested = isBusiness ? null : readJsonRequest(object, operation, placesOf(object, operation).length > 0 ? notes : new NoteBook())
  return { shape, parameters: nested?.parameters ?? parametersOf(object), gatewayUrl: null, operation: api }
}

function jsonObjectOf(value: CodeObject, notes: NoteBook): JsonObject {
  const unknown: string[] = []
  const node = jsonOfValue(value, unknown)
  for (const path of unknown) notes.add('not-literal', path)
  return node?.kind === 'object' ? node : { kind: 'object', members: [] }
}

function parametersOf({ members }: JsonObject): Parameter[] {
  const shown = (node: JsonNode): string => (node.kind === 'object' || node.kind === 'array' ? printJsonCompact(node) : (leafText(node) ?? ''))
  return members.map(({ name, value }) => ({ name, value: shown(value.kind === 'null' ? jsonString('') : value) }))
}
