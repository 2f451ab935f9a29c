import { parseJson } from '../exchange/json/parse'

// Every one of these changes how a JSON text is written and nothing of what it says, as another serialiser would.

/** Whether a value is the text of a JSON object or list, as a DTO parameter's is. */
export function isJsonDocument(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false
  try {
    parseJson(text)
    return true
  } catch {
    return false
  }
}

// Strings are matched whole, so that nothing inside them is taken for structure.
const STRING_OR_STRUCTURE = /("[^"\\]*(?:\\[^][^"\\]*)*")|\s+|[,:]/g

/** No blanks outside strings. */
export function compactJson(text: string): string {
  return text.replace(STRING_OR_STRUCTURE, (match, string: string | undefined) => string ?? match.trim())
}

/** One blank after each comma and colon, as Python's json.dumps writes by default. */
export function spacedJson(text: string): string {
  return text.replace(STRING_OR_STRUCTURE, (match, string: string | undefined) => {
    if (string !== undefined) return string
    return match === ',' || match === ':' ? `${match} ` : ''
  })
}

/** Every character beyond ASCII as a lower-case `\uXXXX`, as PHP and Python write by default. */
export function escapeUnicode(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** `\uXXXX` of characters beyond ASCII as the characters themselves. */
export function unescapeUnicode(text: string): string {
  return text.replace(ESCAPE, (escape, hex: string | undefined) => {
    if (hex === undefined) return escape
    const unit = Number.parseInt(hex, 16)
    return unit < 0x80 ? escape : String.fromCharCode(unit)
  })
}

/** `\/` for each `/`, as PHP and the official Java SDK write. */
export function escapeSlashes(text: string): string {
  return unescapeSlashes(text).replaceAll('/', '\\/')
}

/** `/` for each `\/`. */
export function unescapeSlashes(text: string): string {
  return text.replace(ESCAPE, (escape) => (escape === '\\/' ? '/' : escape))
}

// One escape at a time: in `\\/` the slash is not escaped, in `\\u4f1a` nothing is.
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|[^])/g

/**
 * The text a JavaScript signer gets by parsing and printing again, rounded numbers included: null when it cannot be parsed.
 * This imitates what somebody else did wrong; nothing of it is ever sent.
 */
export function reprintedJson(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return null
  }
}

/** The same with the members of each object sorted by name, as Python's sort_keys and several canonical writers do. */
export function sortedJson(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text), (_, value: unknown) => (isRecord(value) ? sortedRecord(value) : value))
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sortedRecord(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)))
}
