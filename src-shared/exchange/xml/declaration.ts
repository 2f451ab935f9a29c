import { byteAt, DOUBLE_QUOTE, EQUALS, hasAt, SINGLE_QUOTE, skipName, skipSpace } from './characters'
import { fail, failExpecting } from './problem'

/** Whether an XML declaration begins at an offset. */
export function beginsDeclaration(bytes: Uint8Array, at: number): boolean {
  return hasAt(bytes, at, '<?xml') && skipName(bytes, at + 2) === at + 5
}

/** Offset after the declaration (production 23) that begins at an offset. */
export function skipDeclaration(bytes: Uint8Array, from: number): number {
  let at = from + 5
  at = skipPart(bytes, at, 'version', /^1\.[0-9]+$/) ?? failExpecting(bytes, skipSpace(bytes, at), 'wrong-declaration', 'version')
  at = skipPart(bytes, at, 'encoding', /^[A-Za-z][A-Za-z0-9._-]*$/) ?? at
  at = skipPart(bytes, at, 'standalone', /^(?:yes|no)$/) ?? at
  at = skipSpace(bytes, at)
  if (!hasAt(bytes, at, '?>')) failExpecting(bytes, at, 'wrong-declaration', "'?>' at the end of the declaration")
  return at + 2
}

/** Offset after ` name="value"`; null when the name does not stand there. */
function skipPart(bytes: Uint8Array, from: number, name: string, grammar: RegExp): number | null {
  const start = skipSpace(bytes, from)
  if (start === from || !hasAt(bytes, start, name)) return null
  const equals = skipSpace(bytes, start + name.length)
  if (byteAt(bytes, equals) !== EQUALS) failExpecting(bytes, equals, 'wrong-declaration', `'=' after ${name}`)
  const open = skipSpace(bytes, equals + 1)
  const quote = byteAt(bytes, open)
  if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) failExpecting(bytes, open, 'wrong-declaration', `a quoted value of ${name}`)
  const close = bytes.indexOf(quote, open + 1)
  if (close === -1) fail(bytes, bytes.length, 'text-ends-early', `the text ends inside the value of ${name}`)
  if (!grammar.test(new TextDecoder().decode(bytes.subarray(open + 1, close)))) {
    fail(bytes, open + 1, 'wrong-declaration', `the value of ${name} is not one XML knows`)
  }
  return close + 1
}
