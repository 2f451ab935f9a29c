import { leafText, memberOf, textAt, type JsonNode } from '../../exchange/json/tree'
import type { Parameter } from '../../protocol/parameters'
import { callsRouter, type CallPart, type HttpCall } from '../http-call'
import type { NoteBook } from '../note-book'

/** The calls of a HAR file (HAR 1.2), of one entry, or of the `request` of one; null when the value is none of these. */
export function harCalls(node: JsonNode): HttpCall[] | null {
  const entries = memberOf(memberOf(node, 'log') ?? node, 'entries')
  if (entries?.kind === 'array') return entries.items.flatMap((entry) => harCall(memberOf(entry, 'request')) ?? [])
  const call = harCall(memberOf(node, 'request') ?? node)
  return call === null ? null : [call]
}

/** The first that calls a router, with the others counted; null when none does. */
export function routerCall(calls: readonly HttpCall[], notes: NoteBook): HttpCall | null {
  const chosen = calls.find(callsRouter) ?? (calls.length === 1 ? calls[0] : undefined)
  if (chosen !== undefined && calls.length > 1) notes.add('others-not-read', String(calls.length - 1))
  return chosen ?? null
}

function harCall(request: JsonNode | null): HttpCall | null {
  const url = leafText(memberOf(request, 'url'))
  const method = leafText(memberOf(request, 'method'))
  const headers = memberOf(request, 'headers')
  if (url === null || method === null || headers?.kind !== 'array') return null
  return {
    shape: 'har',
    url,
    method,
    headers: [...namedValues(headers), ...contentType(request)],
    query: url.includes('?') ? [] : namedValues(memberOf(request, 'queryString')).map((pair) => ({ kind: 'pair', ...pair })),
    body: bodyParts(memberOf(request, 'postData')),
  }
}

function contentType(request: JsonNode | null): Parameter[] {
  const type = request === null ? null : textAt(request, 'postData.mimeType')
  return type === null ? [] : [{ name: 'Content-Type', value: type }]
}

/** The text as it was sent; the list of parameters where there is no text. */
function bodyParts(postData: JsonNode | null): CallPart[] {
  const text = leafText(memberOf(postData, 'text')) ?? ''
  if (text !== '') return [{ kind: 'form', text }]
  return namedValues(memberOf(postData, 'params')).map((pair) => ({ kind: 'pair', ...pair }))
}

function namedValues(list: JsonNode | null): Parameter[] {
  if (list?.kind !== 'array') return []
  return list.items.map((item) => ({ name: leafText(memberOf(item, 'name')) ?? '', value: leafText(memberOf(item, 'value')) ?? '' }))
}
