/**
 * The head that belongs to a body which was decoded and is kept as UTF-8 text: without the content encoding that was undone, and with
 * the charset the text now has. Every other line stays as it was written.
 */
export function readableHead(head: string): string {
  return head
    .split('\r\n')
    .filter((line) => !/^content-encoding\s*:/i.test(line))
    .map((line) => (/^content-type\s*:/i.test(line) ? line.replace(/(;\s*charset\s*=\s*)("[^"]*"|[^\s;]+)/i, '$1UTF-8') : line))
    .join('\r\n')
}

/** A head with its lines changed one by one, the line after the start line first; the start line and the empty line stay. */
export function mapHeaders(head: string, change: (name: string, value: string, line: string) => string): string {
  return head
    .split('\r\n')
    .map((line, index) => {
      const colon = line.indexOf(':')
      return index === 0 || colon < 1 ? line : change(line.slice(0, colon), line.slice(colon + 1).trim(), line)
    })
    .join('\r\n')
}

/** Names and values of a head's lines, in order. */
export function headersOf(head: string): { readonly name: string; readonly value: string }[] {
  const headers: { name: string; value: string }[] = []
  mapHeaders(head, (name, value, line) => {
    headers.push({ name, value })
    return line
  })
  return headers
}

/** Whether a header carries what lets somebody act for the user. */
export function isSecretHeader(name: string): boolean {
  return /^(?:cookie|set-cookie|authorization|proxy-authorization)$/i.test(name)
}
