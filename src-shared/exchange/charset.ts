import { byteOrderMarkLength, isUtf8 } from './utf8'

/** How the charset of a body was found. */
export type CharsetSource = 'bom' | 'header' | 'declaration' | 'utf-8' | 'fallback'

/** Text decoded from stored bytes, and how its charset was found. */
export interface DecodedText {
  readonly text: string
  readonly charset: string
  readonly foundBy: CharsetSource
  /** Whether bytes had to be replaced because they do not belong to the charset. */
  readonly damaged: boolean
}

/** A body as UTF-8, and how its charset was found. */
export interface DecodedBytes {
  /** Valid UTF-8, a byte order mark may stand first; the very bytes that were given when they were that already. */
  readonly utf8: Uint8Array
  readonly charset: string
  readonly foundBy: CharsetSource | 'user'
  /** Whether bytes had to be replaced because they do not belong to the charset. */
  readonly damaged: boolean
}

/**
 * Transcodes a body to UTF-8. Its charset is the user's choice, or else found by byte order mark, Content-Type,
 * XML declaration, strict UTF-8, then gb18030, in this order.
 */
export function decodeToUtf8(bytes: Uint8Array, contentType: string | null, override: string | null): DecodedBytes {
  const { charset, foundBy } =
    override !== null && isKnown(override)
      ? { charset: override.toLowerCase(), foundBy: 'user' as const }
      : findCharset(bytes, contentType)
  if (isUtf8Label(charset) && isUtf8(bytes)) return { utf8: bytes, charset, foundBy, damaged: false }
  const { text, damaged } = decodeAs(bytes, charset)
  return { utf8: new TextEncoder().encode(text), charset, foundBy, damaged }
}

/** Decodes a body whose charset is found by byte order mark, Content-Type, XML declaration, strict UTF-8, then gb18030, in this order. */
export function decodeText(bytes: Uint8Array, contentType: string | null): DecodedText {
  const { charset, foundBy } = findCharset(bytes, contentType)
  return { ...decodeAs(bytes, charset), charset, foundBy }
}

function findCharset(bytes: Uint8Array, contentType: string | null): Pick<DecodedText, 'charset' | 'foundBy'> {
  const bom = byteOrderMark(bytes)
  if (bom !== null) return { charset: bom, foundBy: 'bom' }
  const named = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1]
  if (named !== undefined && isKnown(named)) return { charset: named.toLowerCase(), foundBy: 'header' }
  const declared = declaredEncoding(bytes)
  if (declared !== null && isKnown(declared)) return { charset: declared.toLowerCase(), foundBy: 'declaration' }
  return isUtf8(bytes) ? { charset: 'utf-8', foundBy: 'utf-8' } : { charset: 'gb18030', foundBy: 'fallback' }
}

function decodeAs(bytes: Uint8Array, charset: string): Pick<DecodedText, 'text' | 'damaged'> {
  try {
    return { text: decoderOf(charset).strict.decode(bytes), damaged: false }
  } catch {
    // Whatever state it stopped in, it is not used again.
    decoders.delete(charset.toLowerCase())
    return { text: decoderOf(charset).lenient.decode(bytes), damaged: true }
  }
}

/** The charset a byte order mark names; null without one. */
export function byteOrderMark(bytes: Uint8Array): 'utf-8' | 'utf-16be' | 'utf-16le' | null {
  if (byteOrderMarkLength(bytes) > 0) return 'utf-8'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return null
}

function declaredEncoding(bytes: Uint8Array): string | null {
  const start = String.fromCharCode(...bytes.subarray(0, 200))
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(start)?.[1] ?? null
  // A declaration that can be read byte by byte is not in UTF-16, whatever it says.
  return declared !== null && /^utf-?16/i.test(declared) ? null : declared
}

function isKnown(charset: string): boolean {
  try {
    decoderOf(charset)
    return true
  } catch {
    return false
  }
}

function isUtf8Label(charset: string): boolean {
  return decoderOf(charset).lenient.encoding === 'utf-8'
}

interface Decoder {
  readonly strict: TextDecoder
  readonly lenient: TextDecoder
}

/** Making a decoder takes longer than decoding a short answer; there are as many as there are labels of charsets. */
const decoders = new Map<string, Decoder>()

/** @throws RangeError when no charset has this label */
function decoderOf(label: string): Decoder {
  const key = label.toLowerCase()
  const known = decoders.get(key) ?? { strict: new TextDecoder(key, { fatal: true }), lenient: new TextDecoder(key) }
  decoders.set(key, known)
  return known
}
