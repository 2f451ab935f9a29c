/** A body without the token a server may have echoed, and how many copies there were. */
export interface ScrubbedBody {
  readonly body: Uint8Array
  readonly copies: number
}

/**
 * Replaces every copy of a session token in a response body, plain or form-encoded, by asterisks of the same length,
 * so that nothing secret is stored and every offset stays (design, rule 3 over rule 1).
 */
export function scrubSession(body: Uint8Array, session: string | null): ScrubbedBody {
  if (session === null || body.length === 0) return { body, copies: 0 }
  const bytes = Buffer.from(body)
  let copies = 0
  for (const spelling of new Set([session, encodeURIComponent(session), encodeURIComponent(session).replace(/%20/g, '+')])) {
    const needle = Buffer.from(spelling, 'utf8')
    for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + needle.length)) {
      bytes.fill('*', at, at + needle.length)
      copies += 1
    }
  }
  return copies === 0 ? { body, copies } : { body: new Uint8Array(bytes), copies }
}
