// The ways common libraries percent-encode: they differ in the marks they leave alone and in the case of the digits.

const MARKS = /[!'()*~]/g

function escapeMarks(text: string, marks: RegExp): string {
  return text.replace(marks, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}

function lowerCaseEscapes(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase())
}

type Spelling = (text: string) => string

/** A space becomes `%20`: JavaScript, RFC 3986, Python's default that keeps slashes, .NET's lower case, JavaScript for whole addresses. */
export const PERCENT_SPELLINGS: readonly Spelling[] = [
  (text) => encodeURIComponent(text),
  (text) => escapeMarks(encodeURIComponent(text), /[!'()*]/g),
  (text) => escapeMarks(encodeURIComponent(text), /[!'()*]/g).replaceAll('%2F', '/'),
  (text) => lowerCaseEscapes(encodeURIComponent(text)),
  (text) => encodeURI(text),
]

/** A space becomes `+`: Java and URLSearchParams, PHP, Python, .NET's lower case. */
export const PLUS_SPELLINGS: readonly Spelling[] = [
  (text) => withPlus(escapeMarks(encodeURIComponent(text), /[!'()~]/g)),
  (text) => withPlus(escapeMarks(encodeURIComponent(text), MARKS)),
  (text) => withPlus(escapeMarks(encodeURIComponent(text), /[!'()*]/g)),
  (text) => withPlus(lowerCaseEscapes(escapeMarks(encodeURIComponent(text), /['~]/g))),
]

function withPlus(text: string): string {
  return text.replaceAll('%20', '+')
}

/** Percent escapes undone once, `+` left as it is; null when there is none or one is broken. */
export function percentDecoded(text: string): string | null {
  if (!/%[0-9a-fA-F]{2}/.test(text)) return null
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
