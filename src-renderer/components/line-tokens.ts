/** What the lines of a code view are: the layouts of this console, an HTTP message, or bytes in hexadecimal. */
export const CODE_LANGUAGES = ['json', 'xml', 'http', 'hex', 'text'] as const
export type CodeLanguage = (typeof CODE_LANGUAGES)[number]

export const TOKEN_KINDS = ['name', 'string', 'number', 'word', 'attribute', 'quiet', 'masked'] as const
export type TokenKind = (typeof TOKEN_KINDS)[number]

/** A stretch of one line that is coloured. */
export interface Token {
  readonly from: number
  readonly to: number
  readonly kind: TokenKind
}

type Rule = readonly [pattern: RegExp, kind: TokenKind]

// A line is read by itself: the layouts break lines so that this is right, and a line that was cut merely ends early.
const JSON_RULES: readonly Rule[] = [
  [/"(?:[^"\\]|\\.)*"(?=\s*:)/y, 'name'],
  [/"(?:[^"\\]|\\.)*"?/y, 'string'],
  [/-?\d[\d.eE+-]*/y, 'number'],
  [/\b(?:true|false|null)\b/y, 'word'],
  [/[{}[\],:]+/y, 'quiet'],
]
const XML_RULES: readonly Rule[] = [
  [/<!--.*?(?:-->|$)|<\?.*?(?:\?>|$)/y, 'quiet'],
  [/<!\[CDATA\[|\]\]>/y, 'quiet'],
  [/<\/?[^\s<>/="']+/y, 'name'],
  [/\/?>/y, 'name'],
  [/&(?:#\d+|#x[\da-fA-F]+|\w+);/y, 'number'],
]
const XML_TAG_RULES: readonly Rule[] = [
  [/\/?>/y, 'name'],
  [/[^\s<>/="']+(?=\s*=)/y, 'attribute'],
  [/"[^"]*"?|'[^']*'?/y, 'string'],
]
/** The marker of a session token as it stands in a form, a query or a text. */
const HTTP_RULES: readonly Rule[] = [
  [/(?:%5B|\[)session(?:\+|%20| )token(?:\+|%20| )[\da-f]+(?:%5D|\])/y, 'masked'],
  [/(?<=^|[?&])[\w.-]+(?==)/y, 'name'],
  [/^[A-Za-z][\w-]*(?=:\s)/y, 'attribute'],
]
const HEX_RULES: readonly Rule[] = [
  [/^[\da-f]{8,}(?=\s{2})/y, 'quiet'],
  [/\|.*\|$/y, 'string'],
]
const RULES: Readonly<Record<CodeLanguage, readonly Rule[]>> = { json: JSON_RULES, xml: XML_RULES, http: HTTP_RULES, hex: HEX_RULES, text: [] }

/** The coloured stretches of one line, in order, without overlap. Costs grow with the line's length alone. */
export function tokensOf(line: string, language: CodeLanguage): readonly Token[] {
  const tokens: Token[] = []
  let isInTag = false
  for (let at = 0; at < line.length; ) {
    const token = tokenAt(line, at, isInTag ? XML_TAG_RULES : RULES[language])
    if (token === null) {
      at += 1
      continue
    }
    tokens.push(token)
    at = token.to
    if (language === 'xml' && token.kind === 'name') isInTag = !line.slice(token.from, token.to).endsWith('>')
  }
  return tokens
}

function tokenAt(line: string, at: number, rules: readonly Rule[]): Token | null {
  for (const [pattern, kind] of rules) {
    pattern.lastIndex = at
    const length = pattern.exec(line)?.[0].length ?? 0
    if (length > 0) return { from: at, to: at + length, kind }
  }
  return null
}
