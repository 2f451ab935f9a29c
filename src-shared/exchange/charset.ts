/** Text decoded from stored bytes, and how its charset was found. */
export interface DecodedText {
  readonly text: string
  readonly charset: string
  readonly foundBy: 'bom' | 'header' | 'declaration' | 'utf-8' | 'fallback'
  /** Whether bytes had to be replaced because they do not belong to the charset. */
  readonly damaged: boolean
}

/** Decodes a body by byte order mark, Content-Type, XML declaration, strict UTF-8, then gb18030, in this order. */
export function decodeText(bytes: Uint8Array, contentType: string | null): DecodedText {
  const bom = byteOrderMark(bytes)
  if (bom !== null) return decodeAs(bytes, bom, 'bom')
  const named = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1]
  if (named !== undefined && isKnown(named)) return decodeAs(bytes, named, 'header')
  const declared = declaredEncoding(bytes)
  if (declared !== null && isKnown(declared)) return decodeAs(bytes, declared, 'declaration')
  const utf8 = decodeAs(bytes, 'utf-8', 'utf-8')
  return utf8.damaged ? decodeAs(bytes, 'gb18030', 'fallback') : utf8
}

function decodeAs(bytes: Uint8Array, charset: string, foundBy: DecodedText['foundBy']): DecodedText {
  const label = charset.toLowerCase()
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes), charset: label, foundBy, damaged: false }
  } catch {
    return { text: new TextDecoder(label).decode(bytes), charset: label, foundBy, damaged: true }
  }
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
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
    new TextDecoder(charset)
    return true
  } catch {
    return false
  }
}
