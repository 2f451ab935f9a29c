import { Text, type ChangeSpec } from '@codemirror/state'
import type { WindowLine } from './line-window'

/** The text of a window: one line of the editor for each of its lines. */
export function textOf(lines: readonly Pick<WindowLine, 'text'>[]): Text {
  return Text.of(lines.length === 0 ? [''] : lines.map(({ text }) => text))
}

/**
 * What has to change in an editor that holds the lines `before` so that it holds the lines `after`. Lines are told apart by
 * their number, which rises in both; those that are in both are left alone, so that the text in sight does not move.
 */
export function changesBetween(before: readonly WindowLine[], after: readonly WindowLine[]): ChangeSpec[] {
  const length = Math.max(0, before.reduce((sum, { text }) => sum + text.length + 1, -1))
  const stays = new Set(after.map(({ number }) => number))
  if (!before.some(({ number }) => stays.has(number))) return [{ from: 0, to: length, insert: textOf(after) }]
  const changes: ChangeSpec[] = []
  let position = 0
  let next = 0
  for (let at = 0; at <= before.length; ) {
    const start = position
    while (at < before.length && !stays.has(before[at]?.number ?? 0)) {
      position += (before[at]?.text.length ?? 0) + 1
      at += 1
    }
    const kept = before[at]
    const firstInserted = next
    while (next < after.length && after[next]?.number !== kept?.number) next += 1
    const inserted = after.slice(firstInserted, next).map(({ text }) => text)
    if (position > start || inserted.length > 0) changes.push(changeAt(start, position, inserted, kept === undefined, length))
    if (kept === undefined) break
    position += kept.text.length + 1
    at += 1
    next += 1
  }
  return changes
}

/** Lines end with a break, but for the last one of the text: there the break before goes or comes. */
function changeAt(start: number, end: number, inserted: readonly string[], isAtEnd: boolean, length: number): ChangeSpec {
  if (!isAtEnd) return { from: start, to: end, insert: inserted.length === 0 ? '' : Text.of([...inserted, '']) }
  return { from: start - 1, to: length, insert: inserted.length === 0 ? '' : Text.of(['', ...inserted]) }
}
