import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { headerOf, type StoredResponse } from '@shared/exchange/exchange'
import { withAnswerTexts } from '@shared/exchange/summary-texts'
import type { FailureKind } from '@shared/exchange/outcome'
import { escapeXmlText } from '@shared/exchange/xml/print'
import { MAX_RESPONSE_BYTES } from '@shared/profile/profile'
import { encodingsOf, type DecodedBody } from '../transport/content-encoding'
import { decodeStart } from '../transport/decoded-start'
import { escapedCopies } from './escaped-copies'
import type { Judgement } from './reader'

const ASTERISK = 0x2a

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
  // Looked through where it lies: a body is copied only when there is something to replace.
  let bytes = Buffer.from(body.buffer, body.byteOffset, body.length)
  let copies = 0
  for (const spelling of spellingsOf(session)) {
    const needle = Buffer.from(spelling, 'utf8')
    for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + needle.length)) {
      if (copies === 0) bytes = copyOf(bytes)
      bytes.fill('*', at, at + needle.length)
      copies += 1
    }
  }
  // A text of other characters is found in the spellings above only.
  for (const { from, to, step } of isAscii(session) ? escapedCopies(bytes, session) : []) {
    if (copies === 0) bytes = copyOf(bytes)
    for (let at = from; at < to; at += step) bytes[at] = ASTERISK
    copies += 1
  }
  return { body: copies === 0 ? body : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length), copies }
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]+$/.test(text)
}

function copyOf(bytes: Uint8Array): Buffer {
  return Buffer.from(new Uint8Array(bytes).buffer)
}

/** A response as it may be stored, and its body without content encoding as it may be shown. */
export interface ScrubbedResponse {
  readonly response: StoredResponse
  readonly decoded: DecodedBody
}

/**
 * A response without the token. A compressed body that holds it is scrubbed and compressed anew; any other keeps its bytes.
 * `decoded` is the body as received without its content encoding, or why that could not be undone.
 */
export async function scrubResponse(
  received: { readonly head: string; readonly body: Uint8Array },
  decoded: DecodedBody,
  session: string | null,
): Promise<ScrubbedResponse> {
  const head = scrubSession(Buffer.from(received.head, 'utf8'), session)
  const { stored, shown } = await scrubBodies(received, decoded, session)
  return {
    response: { head: Buffer.from(head.body).toString('utf8'), body: stored.body, maskedCopies: head.copies + stored.copies },
    decoded: shown,
  }
}

/** A text without the token, in any spelling an answer may have. */
export function scrubText(text: string, session: string | null): string {
  return Buffer.from(scrubSession(Buffer.from(text, 'utf8'), session).body).toString('utf8')
}

/** The texts of an answer without the token: they were read before its bytes were scrubbed. */
export function scrubTexts(judgement: Judgement, session: string | null): Judgement {
  return withAnswerTexts(judgement, (text) => scrubText(text, session))
}

async function scrubBodies(
  received: { readonly head: string; readonly body: Uint8Array },
  decoded: DecodedBody,
  session: string | null,
): Promise<{ stored: ScrubbedBody; shown: DecodedBody }> {
  const plain = scrubSession(received.body, session)
  if (!decoded.ok) return { stored: await scrubStart(received, plain, decoded.kind, session), shown: decoded }
  if (decoded.body === received.body) return { stored: plain, shown: { ok: true, body: plain.body } }
  const { body, copies } = scrubSession(decoded.body, session)
  if (copies === 0) return { stored: plain, shown: decoded }
  const encoding = headerOf(received.head, 'content-encoding') ?? ''
  return { stored: { body: await encodeAnew(body, encoding, true), copies }, shown: { ok: true, body } }
}

/** Of a body that cannot be decompressed to its end, what comes before the fault can be all the same, by whoever has the file. */
async function scrubStart(
  { head, body: received }: { readonly head: string; readonly body: Uint8Array },
  plain: ScrubbedBody,
  kind: FailureKind,
  session: string | null,
): Promise<ScrubbedBody> {
  if (session === null) return plain
  const encoding = headerOf(head, 'content-encoding') ?? ''
  const { body, copies } = scrubSession(await decodeStart(received, encoding, MAX_RESPONSE_BYTES), session)
  // What was too large is so still; what could not be read to its end has none now either.
  return copies === 0 ? plain : { body: await encodeAnew(body, encoding, kind === 'too-large'), copies }
}

/** Applies the encodings a Content-Encoding header names, the first one first, so that the stored head stays true. */
async function encodeAnew(body: Uint8Array, contentEncoding: string, isWhole: boolean): Promise<Uint8Array> {
  let encoded = body
  for (const name of encodingsOf(contentEncoding)) encoded = new Uint8Array(await encodeOne(encoded, name, isWhole))
  return encoded
}

async function encodeOne(body: Uint8Array, encoding: string, isWhole: boolean): Promise<Uint8Array> {
  const { Z_FINISH, Z_SYNC_FLUSH, BROTLI_OPERATION_FINISH, BROTLI_OPERATION_FLUSH } = zlib.constants
  const finishFlush = isWhole ? Z_FINISH : Z_SYNC_FLUSH
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return gzip(body, { finishFlush })
    case 'deflate':
      return deflate(body, { finishFlush })
    case 'br':
      return brotliCompress(body, { finishFlush: isWhole ? BROTLI_OPERATION_FINISH : BROTLI_OPERATION_FLUSH })
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
