import type { Operation } from '../descriptor/types'
import type { Parameter } from '../protocol/parameters'
import { hasBrokenEscape } from '../protocol/percent-escapes'
import { decodeForm } from '../protocol/wire'
import type { WrittenRequest } from './hold-against'
import { LooseJsonError, readLooseJson } from './json/loose-json'
import { readJsonRequest } from './json/read-json'
import type { NoteBook } from './note-book'
import type { PastedShape } from './pasted-request'
import { readXmlRequest } from './xml/read-xml'

/** A part of a query or body: form text still encoded, or a pair that needs no decoding. */
export type CallPart = { readonly kind: 'form'; readonly text: string } | { readonly kind: 'pair'; readonly name: string; readonly value: string }

/** A call somebody wrote down, by whatever tool. */
export interface HttpCall {
  readonly shape: PastedShape
  /** As written, with its query; null when there is none. */
  readonly url: string | null
  /** Null when it was not said. */
  readonly method: string | null
  readonly headers: readonly Parameter[]
  readonly query: readonly CallPart[]
  readonly body: readonly CallPart[]
  /** Credentials and the like, by the names of their options. */
  readonly dropped?: readonly Parameter[]
}

/** Headers that carry a secret or tell of a login; the tool's own `x-…-token` and the like are among them. */
const SECRET_HEADER = /^(?:cookie|set-cookie|authorization|proxy-authorization)$|token|secret|session|api-?key|signature|credential/i

/** Parameters of a call: its query, then its body, which is a form, a multipart form, JSON or XML. Secrets of its headers stay behind. */
export function writtenOfCall(call: HttpCall, operation: Operation, notes: NoteBook): WrittenRequest {
  const dropped = [...droppedHeaders(call.headers, notes), ...(call.dropped ?? [])]
  if (call.method !== null && !/^(?:get|post)$/i.test(call.method)) notes.add('http-method', call.method.toUpperCase().slice(0, 20))
  const { address, query } = splitUrl(call.url, notes)
  const parameters = [...formParameters(query, notes), ...call.query.flatMap((part) => partParameters(part, notes)), ...bodyParameters(call, operation, notes)]
  tellRepeated(parameters, notes)
  if (!parameters.some(({ name }) => name === 'sign')) notes.add('no-sign')
  return { shape: call.shape, parameters, gatewayUrl: address, dropped }
}

/** Whether a call goes to a TOP router: by its path, or by what every call of one has (PROTOCOL 1.1, 1.3). */
export function callsRouter({ url, query, body }: Pick<HttpCall, 'url' | 'query' | 'body'>): boolean {
  if (url !== null && /^[^?#]*\/router\//i.test(url)) return true
  const parts = [{ kind: 'form' as const, text: url?.split('?', 2)[1] ?? '' }, ...query, ...body]
  const has = (name: string): boolean => parts.some((part) => (part.kind === 'pair' ? part.name === name : part.text.startsWith(`${name}=`) || part.text.includes(`&${name}=`)))
  return has('method') && has('app_key')
}

function droppedHeaders(headers: readonly Parameter[], notes: NoteBook): Parameter[] {
  return headers.flatMap(({ name }) => {
    if (!SECRET_HEADER.test(name)) return []
    notes.add('header-dropped', name)
    return [{ name, value: '' }]
  })
}

function splitUrl(url: string | null, notes: NoteBook): { address: string | null; query: string } {
  if (url === null) return { address: null, query: '' }
  const [whole = '', ...fragment] = url.split('#')
  if (fragment.length > 0) notes.add('fragment-dropped')
  const mark = whole.indexOf('?')
  const address = mark === -1 ? whole : whole.slice(0, mark)
  const bare = address.replace(/^([a-z]+:\/\/)[^/@]*@/i, '$1')
  if (bare !== address) notes.add('credentials-dropped', 'URL')
  return { address: /^[a-z]+:\/\//i.test(bare) ? bare : `http://${bare}`, query: mark === -1 ? '' : whole.slice(mark + 1) }
}

function partParameters(part: CallPart, notes: NoteBook): Parameter[] {
  return part.kind === 'pair' ? [{ name: part.name, value: part.value }] : formParameters(part.text, notes)
}

/** Pairs of a form text, with broken escapes told. */
function formParameters(text: string, notes: NoteBook): Parameter[] {
  return text.split('&').flatMap((pair) => {
    const parameters = decodeForm(pair)
    if (parameters[0] !== undefined && hasBrokenEscape(pair)) notes.add('broken-escape', parameters[0].name)
    return parameters
  })
}

function bodyParameters({ headers, body }: HttpCall, operation: Operation, notes: NoteBook): Parameter[] {
  const type = headers.findLast(({ name }) => /^content-type$/i.test(name))?.value ?? ''
  const [first] = body
  if (first?.kind !== 'form') return body.flatMap((part) => partParameters(part, notes))
  const text = body.map((part) => (part.kind === 'form' ? part.text : `${part.name}=${part.value}`)).join('&')
  const boundary = /^--([^\r\n]{1,100})\r?\n/.exec(text)?.[1]
  if (boundary !== undefined) return multipartParameters(text, boundary, notes)
  const start = text.trimStart().charAt(0)
  if (start === '{' || start === '[' || start === '"') return jsonParameters(text, type, operation, notes) ?? body.flatMap((part) => partParameters(part, notes))
  if (start === '<') {
    const read = readXmlRequest(text, operation, notes)
    if (read.ok) {
      notes.add('body-type', type || 'XML')
      return [...read.written.parameters]
    }
  }
  return body.flatMap((part) => partParameters(part, notes))
}

function jsonParameters(text: string, type: string, operation: Operation, notes: NoteBook): Parameter[] | null {
  try {
    const { node } = readLooseJson(text, notes)
    const written = readJsonRequest(node, operation, notes)
    if (written === null) return null
    notes.add('body-type', type.slice(0, 60) || 'JSON')
    return [...written.parameters]
  } catch (error) {
    if (!(error instanceof LooseJsonError)) throw error
    return null
  }
}

/** The text parts of a multipart body (RFC 7578); a file is told and left out, as it is left out of a signature. */
function multipartParameters(text: string, boundary: string, notes: NoteBook): Parameter[] {
  notes.add('multipart')
  return text.split(`--${boundary}`).flatMap((part) => {
    const [, head, value] = /^\r?\n([^]*?)\r?\n\r?\n([^]*)$/.exec(part) ?? []
    const name = /\bname="([^"]*)"/i.exec(head ?? '')?.[1]
    if (name === undefined || value === undefined) return []
    if (/\bfilename=/i.test(head ?? '')) {
      notes.add('file-not-read', name)
      return []
    }
    return [{ name, value: value.replace(/\r?\n$/, '') }]
  })
}

export function tellRepeated(parameters: readonly Parameter[], notes: NoteBook): void {
  const seen = new Set<string>()
  for (const { name } of parameters) {
    if (seen.has(name)) notes.add('repeated-name', name)
    seen.add(name)
  }
}
