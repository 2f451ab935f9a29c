/** What the lines of a code view are: the layouts of this console, an HTTP message, bytes in hexadecimal, or source code of any language. */
export const CODE_LANGUAGES = ['json', 'xml', 'http', 'hex', 'source', 'text'] as const
export type CodeLanguage = (typeof CODE_LANGUAGES)[number]

export const TOKEN_KINDS = ['name', 'string', 'number', 'word', 'attribute', 'quiet', 'masked'] as const
export type TokenKind = (typeof TOKEN_KINDS)[number]

/** A stretch of one line that is coloured. */
export interface Token {
  readonly from: number
  readonly to: number
  readonly kind: TokenKind
}

/** A word that is passed over whole, so that nothing inside of it is taken for something else, has no kind. */
type Rule = readonly [pattern: RegExp, kind: TokenKind | null]

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
// Enough for every language samples are written in: what differs between them is not coloured.
const SOURCE_RULES: readonly Rule[] = [
  [/^\s*(?:\/\/|#(?!include)|\*|\/\*).*/y, 'quiet'],
  [/"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?/y, 'string'],
  [/\b(?:as|async|await|case|catch|class|const|declare|def|do|done|echo|else|except|exit|export|false|for|foreach|from|function|if|import|include|int|long|namespace|new|null|NULL|package|public|return|set|static|string|struct|switch|throw|throws|true|try|typedef|unsigned|using|var|void|while)\b/y, 'word'],
  [/[A-Za-z_$][\w$]*/y, null],
  [/\d[\w.]*/y, 'number'],
]
const RULES: Readonly<Record<CodeLanguage, readonly Rule[]>> = { json: JSON_RULES, xml: XML_RULES, http: HTTP_RULES, hex: HEX_RULES, source: SOURCE_RULES, text: [] }

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
    at = token.to
    if (token.kind === null) continue
    tokens.push({ ...token, kind: token.kind })
    if (language === 'xml' && token.kind === 'name') isInTag = !line.slice(token.from, token.to).endsWith('>')
  }
  return tokens
}

function tokenAt(line: string, at: number, rules: readonly Rule[]): (Omit<Token, 'kind'> & { readonly kind: TokenKind | null }) | null {
  for (const [pattern, kind] of rules) {
    pattern.lastIndex = at
    const length = pattern.exec(line)?.[0].length ?? 0
    if (length > 0) return { from: at, to: at + length, kind }
  }
  return null
}
