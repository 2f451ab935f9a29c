import type { Lines } from './rows'

const LINES_AT_ONCE = 10_000

/** All lines as one text with a line feed between them. */
export function printLines(lines: Lines): string {
  return [...linesInChunks(lines, LINES_AT_ONCE)].join('')
}

/** The same text in pieces of so many lines, for what is too large to be one string; joined they are the text. */
export function* linesInChunks(lines: Lines, linesPerChunk: number): Generator<string, void, undefined> {
  for (let from = 0; from < lines.count; from += linesPerChunk) {
    const to = Math.min(from + linesPerChunk, lines.count)
    const texts: string[] = []
    for (let number = from; number < to; number += 1) texts.push(lines.lineAt(number).text)
    yield texts.join('\n') + (to < lines.count ? '\n' : '')
  }
}
