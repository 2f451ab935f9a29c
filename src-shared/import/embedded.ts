import type { Operation } from '../descriptor/types'
import { PUBLIC_PARAMETER_NAMES } from '../protocol/parameters'

/** A part of a text that may be a request, and where it begins. */
export interface Embedded {
  readonly start: number
  readonly text: string
}

/** How many beginnings of each kind are tried. */
const MOST_TRIED = 12

/** What may be a request inside of other text: addresses with a query, forms, objects, elements; the likeliest first. */
export function embeddedIn(text: string, operation: Operation): Embedded[] {
  const names = [...PUBLIC_PARAMETER_NAMES, ...operation.request.map(({ name }) => name)].filter((name) => name !== 'v').join('|')
  const elements = operation.request.map(({ name }) => name).join('|')
  return [
    ...found(text, /https?:\/\/[^\s"'<>\\]+\?[^\s"'<>]+/gi),
    ...found(text, new RegExp(`(?<![\\w.%-])(?:${names})=[^\\s"'<>&]*&[^\\s"'<>]+`, 'g')),
    ...openings(text, /[{｛]/g),
    ...found(text, new RegExp(`<(?:\\w+:)?(?:${elements}|source|target|${operation.name.replaceAll('.', '_')}_request)>[^]+`, 'g')),
  ]
}

function found(text: string, pattern: RegExp): Embedded[] {
  const parts: Embedded[] = []
  for (let match = pattern.exec(text); match !== null && parts.length < MOST_TRIED; match = pattern.exec(text)) {
    // The stop of a sentence and the bracket around an address are not part of it.
    const isElement = match[0].startsWith('<')
    parts.push({ start: match.index, text: isElement ? match[0].slice(0, match[0].lastIndexOf('>') + 1) : match[0].replace(/[)\]},;.，。；）]+$/, '') })
  }
  return parts
}

function openings(text: string, pattern: RegExp): Embedded[] {
  const parts: Embedded[] = []
  for (let match = pattern.exec(text); match !== null && parts.length < MOST_TRIED; match = pattern.exec(text)) parts.push({ start: match.index, text: text.slice(match.index) })
  return parts
}
