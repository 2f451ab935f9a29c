import type { Parameter } from '@shared/protocol/parameters'

/** Parameters found in bytes, and whether every one of them was valid UTF-8 (PROTOCOL 1.2: everything is UTF-8). */
export interface ReadParameters {
  readonly parameters: readonly Parameter[]
  readonly isUtf8: boolean
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lossy = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Pairs of a query string or form body (PROTOCOL 1.2), given as one character per byte.
 * Unlike the reader in src-shared it works on bytes, because bytes that are no UTF-8 are an answer of their own (code 47).
 * A `%` that no two hexadecimal digits follow stands for itself.
 */
export function readForm(bytes: string): ReadParameters {
  const parameters: Parameter[] = []
  let isUtf8 = true
  const decode = (part: string): string => {
    const decoded = decodeUtf8(unescape(part))
    isUtf8 &&= decoded.isUtf8
    return decoded.text
  }
  for (const pair of bytes.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    parameters.push({
      name: decode(equals === -1 ? pair : pair.slice(0, equals)),
      value: equals === -1 ? '' : decode(pair.slice(equals + 1)),
    })
  }
  return { parameters, isUtf8 }
}

/** Text of bytes that are given as one character each; a replacement character marks what is no UTF-8. */
export function decodeUtf8(bytes: string): { text: string; isUtf8: boolean } {
  const buffer = Buffer.from(bytes, 'latin1')
  try {
    return { text: strict.decode(buffer), isUtf8: true }
  } catch {
    return { text: lossy.decode(buffer), isUtf8: false }
  }
}

function unescape(part: string): string {
  return part
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
