import { headerOf, sessionMarker, type StoredRequest } from '../../exchange/exchange'
import { replaceInDocument, replaceInForm, type ReplaceLeaf } from './leaves'

/** A request without its session token, and what the token was: it may stand elsewhere, too. */
export interface RequestWithoutSession {
  readonly request: StoredRequest
  /** More than one where two parameters or addresses disagree. Of a multipart body they are only named: its bytes are not all text. */
  readonly tokens: readonly string[]
}

/** A text part of a multipart body that is named `session` (RFC 7578, section 4.2). */
const SESSION_PART = /^content-disposition:[^\r\n]*;[ \t]*name="?session"?[ \t]*(?:;[^\r\n]*)?\r?\n(?:[^\r\n]+\r?\n)*\r?\n([^\r\n]+)/gim

/**
 * A request whose session token a marker stands for: in its own address, in an address any other header repeats (`Referer`), and in its
 * body, be that a form under whatever type or a document. The signature stays: it proves nothing of the token.
 */
export function withoutSession(request: StoredRequest): RequestWithoutSession {
  const tokens = new Set<string>()
  const replace: ReplaceLeaf = (name, value) => {
    if (name !== 'session' || value === '' || /^\[session token [\w-]*\]$/.test(value) || value === '***') return value
    tokens.add(value)
    return sessionMarker('imported')
  }
  const head = request.head.replace(/\?([^\s#]*)/g, (_, query: string) => `?${replaceInForm(query, replace)}`)
  // Bytes that are no UTF-8 do not survive decoding: they are left alone unless there is a token to take out.
  const text = new TextDecoder().decode(request.body)
  const changedText = withoutSessionInBody(text, headerOf(request.head, 'content-type') ?? '', replace)
  if (tokens.size === 0) return { request, tokens: [] }
  const body = changedText === text ? request.body : new TextEncoder().encode(changedText)
  return { request: { head, body, masked: [...new Set([...request.masked, 'session'])] }, tokens: [...tokens] }
}

function withoutSessionInBody(text: string, type: string, replace: ReplaceLeaf): string {
  // Some recorders give the parts as bare pairs, under the type they had.
  if (/^multipart\//i.test(type) && text.trimStart().startsWith('--')) {
    for (const [, value = ''] of text.matchAll(SESSION_PART)) replace('session', value)
    return text
  }
  if (/^\s*[{[<]/.test(text)) return replaceInDocument(text, '', replace) ?? text
  return replaceInForm(text, replace)
}
