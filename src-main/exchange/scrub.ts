import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { headerOf, type ExchangeEnd, type StoredResponse } from '@shared/exchange/exchange'
import { escapeXmlText } from '@shared/exchange/xml/print'
import { MAX_RESPONSE_BYTES } from '@shared/profile/profile'
import { decodeBody } from '../transport/content-encoding'

const gzip = promisify(zlib.gzip)
const deflate = promisify(zlib.deflate)
const brotliCompress = promisify(zlib.brotliCompress)

/** A body without the token a server may have echoed, and how many copies there were. */
interface ScrubbedBody {
  readonly body: Uint8Array
  readonly copies: number
}

/**
 * Replaces every copy of a session token in bytes, in any spelling an answer may have, by asterisks of the same length,
 * so that nothing secret is stored and every offset stays (design, rule 3 over rule 1).
 */
export function scrubSession(body: Uint8Array, session: string | null): ScrubbedBody {
  if (session === null || body.length === 0) return { body, copies: 0 }
  const bytes = Buffer.from(body)
  let copies = 0
  for (const spelling of spellingsOf(session)) {
    const needle = Buffer.from(spelling, 'utf8')
    for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + needle.length)) {
      bytes.fill('*', at, at + needle.length)
      copies += 1
    }
  }
  return copies === 0 ? { body, copies } : { body: new Uint8Array(bytes), copies }
}

/**
 * A response as it may be stored. A compressed body that holds the token is decompressed, scrubbed and compressed anew;
 * any other keeps its bytes.
 */
export async function scrubResponse(
  response: { readonly head: string; readonly body: Uint8Array },
  session: string | null,
): Promise<StoredResponse> {
  const head = scrubSession(Buffer.from(response.head, 'utf8'), session)
  const body = await scrubEncoded(response.body, headerOf(response.head, 'content-encoding'), session)
  return { head: Buffer.from(head.body).toString('utf8'), body: body.body, maskedCopies: head.copies + body.copies }
}

/** The texts of an answer without the token: they were read before its bytes were scrubbed. */
export function scrubEnd(end: ExchangeEnd, session: string | null): ExchangeEnd {
  const scrub = (text: string | null): string | null =>
    text === null ? null : Buffer.from(scrubSession(Buffer.from(text, 'utf8'), session).body).toString('utf8')
  return {
    ...end,
    code: scrub(end.code),
    subCode: scrub(end.subCode),
    message: scrub(end.message),
    subMessage: scrub(end.subMessage),
    requestId: scrub(end.requestId),
    resultId: scrub(end.resultId),
  }
}

async function scrubEncoded(body: Uint8Array, encoding: string | null, session: string | null): Promise<ScrubbedBody> {
  const plain = scrubSession(body, session)
  if (session === null || encoding === null) return plain
  const decoded = await decodeBody(body, encoding, MAX_RESPONSE_BYTES)
  // What is not decoded here is not decoded for the page either: the limit is the same.
  if (!decoded.ok) return plain
  const { body: scrubbed, copies } = scrubSession(decoded.body, session)
  return copies === 0 ? plain : { body: await encodeAnew(scrubbed, encoding), copies }
}

/** Applies the encodings a Content-Encoding header names, the first one first, so that the stored head stays true. */
async function encodeAnew(body: Uint8Array, contentEncoding: string): Promise<Uint8Array> {
  let encoded = body
  for (const name of contentEncoding.toLowerCase().split(',')) encoded = new Uint8Array(await encodeOne(encoded, name.trim()))
  return encoded
}

async function encodeOne(body: Uint8Array, encoding: string): Promise<Uint8Array> {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return gzip(body)
    case 'deflate':
      return deflate(body)
    case 'br':
      return brotliCompress(body)
    default:
      return body
  }
}

/** As it is, form-encoded, in a JSON string (where the platform writes `/` as `\/`) and in XML. */
function spellingsOf(session: string): ReadonlySet<string> {
  const form = encodeURIComponent(session)
  const json = JSON.stringify(session).slice(1, -1)
  const xml = escapeXmlText(session)
  return new Set([
    session,
    form,
    form.replace(/%20/g, '+'),
    json,
    json.replaceAll('/', '\\/'),
    xml,
    xml.replaceAll('"', '&quot;').replaceAll("'", '&apos;'),
  ])
}
