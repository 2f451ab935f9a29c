/** A part of a text that may hold variables. */
export type VariablePart =
  | { readonly kind: 'text'; readonly text: string }
  /** `{{…}}`: what stands between the braces without the blanks around it, and its place in the text. */
  | { readonly kind: 'variable'; readonly expression: string; readonly from: number; readonly until: number }

const MARK = /\\\{\{|\{\{([^{}]*)\}\}/g

/** Cuts a text at its variables; `\{{` stands for two braces that begin none, and braces that are never closed are text. */
export function variableParts(text: string): VariablePart[] {
  const parts: VariablePart[] = []
  let plain = ''
  let end = 0
  const flush = (): void => {
    if (plain !== '') parts.push({ kind: 'text', text: plain })
    plain = ''
  }
  for (const match of text.matchAll(MARK)) {
    plain += text.slice(end, match.index)
    end = match.index + match[0].length
    if (match[1] === undefined) plain += '{{'
    else {
      flush()
      parts.push({ kind: 'variable', expression: match[1].trim(), from: match.index, until: end })
    }
  }
  plain += text.slice(end)
  flush()
  return parts
}

/** What stands between the braces of every variable of a text. */
export function expressionsIn(text: string): string[] {
  // Most values hold no brace at all, and this is asked for every frame.
  if (!text.includes('{{')) return []
  return variableParts(text).flatMap((part) => (part.kind === 'variable' ? [part.expression] : []))
}

/** Whether expanding a text could change it. */
export function holdsVariables(text: string): boolean {
  return text.includes('{{') && (text.includes('\\{{') || expressionsIn(text).length > 0)
}

/** A text that expands to the given one, whatever stands in it; the same text where expanding would not change it. */
export function escapeVariables(text: string): string {
  return holdsVariables(text) ? text.replaceAll('{{', '\\{{') : text
}

/** Values as they came from somewhere, for a form whose values may hold variables: they go out as they were. */
export function escapedValues(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([path, value]) => [path, escapeVariables(value)]))
}
