import type { Parameter, Placement } from './parameters'
import { PUBLIC_PARAMETER_NAMES } from './parameters'
import { hasBrokenEscape } from './percent-escapes'

/** The exact request: what is put on the connection is `head` in Latin-1 followed by `body`. */
export interface WireRequest {
  /** Absolute URL with the query. */
  readonly url: string
  readonly method: 'POST'
  /** Header names and values in the order they are sent. */
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
}

/** `application/x-www-form-urlencoded` as URLSearchParams and java.net.URLEncoder write it: space is `+` (PROTOCOL 1.2). */
export function encodeForm(parameters: readonly Parameter[]): string {
  return parameters.map(({ name, value }) => `${encodeComponent(name)}=${encodeComponent(value)}`).join('&')
}

/** Pairs of a form body or query string; broken percent escapes are kept as they stand. */
export function decodeForm(text: string): Parameter[] {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=')
      const name = equals === -1 ? pair : pair.slice(0, equals)
      return { name: decodeComponent(name), value: equals === -1 ? '' : decodeComponent(pair.slice(equals + 1)) }
    })
}

/**
 * Puts a signed list of parameters on the wire, in the order given.
 * `body` sends all of them in the form; `sdk` sends the public ones in the URL (PROTOCOL 1.2).
 */
export function wireRequest(request: {
  readonly gatewayUrl: string
  readonly placement: Placement
  readonly parameters: readonly Parameter[]
  readonly userAgent: string
}): WireRequest {
  const inUrl = request.placement === 'sdk' ? request.parameters.filter(isPublic) : []
  const inBody = request.placement === 'sdk' ? request.parameters.filter((parameter) => !isPublic(parameter)) : request.parameters
  const url = new URL(request.gatewayUrl)
  const query = inUrl.length === 0 ? '' : `?${encodeForm(inUrl)}`
  const body = new TextEncoder().encode(encodeForm(inBody))
  return {
    url: `${url.href}${query}`,
    method: 'POST',
    headers: [
      ['Host', hostOf(url)],
      ['User-Agent', request.userAgent],
      ['Accept', 'text/xml,text/javascript'],
      ['Accept-Encoding', 'gzip'],
      ['Content-Type', 'application/x-www-form-urlencoded;charset=UTF-8'],
      ['Content-Length', String(body.length)],
      ['Connection', 'close'],
    ],
    body,
  }
}

/**
 * Path and query of an address as they stand in its text: what `URL` prints may differ from what was signed and stored,
 * and the head that is kept must be the head that is sent.
 */
export function requestTarget(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/?#]*/i, '')
}

/** Request line and headers as they stand on the connection, with the empty line that ends them (RFC 9112, section 2.1). */
export function headText(request: Pick<WireRequest, 'url' | 'method' | 'headers'>): string {
  const lines = [`${request.method} ${requestTarget(request.url)} HTTP/1.1`, ...request.headers.map(([name, value]) => `${name}: ${value}`)]
  return `${lines.join('\r\n')}\r\n\r\n`
}

function isPublic({ name }: Parameter): boolean {
  return PUBLIC_PARAMETER_NAMES.includes(name)
}

function hostOf(url: URL): string {
  return url.href.replace(/^[a-z]+:\/\//i, '').replace(/[/?#].*$/, '')
}

function encodeComponent(text: string): string {
  return encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

function decodeComponent(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  // One run of escapes at a time, so that a broken one does not leave the sound ones around it unread.
  return decodedOrNull(spaced) ?? spaced.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => decodedOrNull(escapes) ?? escapes)
}

function decodedOrNull(escaped: string): string | null {
  return hasBrokenEscape(escaped) ? null : decodeURIComponent(escaped)
}
