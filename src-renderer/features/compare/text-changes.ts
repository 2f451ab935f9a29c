import { Change, presentableDiff } from '@codemirror/merge'
import { ALONE, MAX_EFFORT, align, inOrder } from '@shared/exchange/compare/align'
import { hashOf } from '@shared/exchange/compare/digests'

/** Longer lines are marked whole. */
const MAX_MARKED_LINE = 2_000
/** Very different lines are compared roughly. */
const MAX_SCANNED = 500

/**
 * Where two texts differ: line by line first and inside the lines that changed then, so that a large text costs no more
 * than its lines and two edits far apart stay two.
 */
export function textChanges(left: string, right: string): readonly Change[] {
  const lines = linesOf(left)
  const others = linesOf(right)
  const digest = ({ text }: TextLine): number => hashOf(text, 0)
  const partners = align(Uint32Array.from(lines, digest), Uint32Array.from(others, digest), () => 1, { left: MAX_EFFORT })
  const changes: Change[] = []
  let at = 0
  let otherAt = 0
  for (const [one, other] of inOrder(partners, others.length)) {
    const line = one === ALONE ? { text: '', start: at, end: at } : lines[one]!
    const otherLine = other === ALONE ? { text: '', start: otherAt, end: otherAt } : others[other]!
    if (one === ALONE || other === ALONE || line.text !== otherLine.text) add(changes, inLine(line, otherLine))
    at = line.end
    otherAt = otherLine.end
  }
  return changes
}

/** A line with its line feed. */
interface TextLine {
  readonly text: string
  readonly start: number
  readonly end: number
}

function linesOf(text: string): TextLine[] {
  const lines: TextLine[] = []
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start)
    const end = feed === -1 ? text.length : feed + 1
    lines.push({ text: text.slice(start, end), start, end })
    start = end
  }
  return lines
}

function inLine(line: TextLine, other: TextLine): readonly Change[] {
  const isShort = line.text.length <= MAX_MARKED_LINE && other.text.length <= MAX_MARKED_LINE
  if (!isShort || line.text === '' || other.text === '') return [new Change(line.start, line.end, other.start, other.end)]
  return presentableDiff(line.text, other.text, { scanLimit: MAX_SCANNED }).map(
    ({ fromA, toA, fromB, toB }) => new Change(line.start + fromA, line.start + toA, other.start + fromB, other.start + toB),
  )
}

/** Adds changes behind others; two that touch are one. */
function add(changes: Change[], added: readonly Change[]): void {
  for (const change of added) {
    const last = changes.at(-1)
    if (last !== undefined && last.toA === change.fromA && last.toB === change.fromB) changes[changes.length - 1] = new Change(last.fromA, change.toA, last.fromB, change.toB)
    else changes.push(change)
  }
}
