import { ALONE, MAX_EFFORT, align, inOrder } from './align'
import type { Comparison } from './compare-documents'
import type { DifferenceSide } from './difference'
import { DifferenceCounts } from './difference-counts'
import { hashOf, type CompareControl } from './digests'
import { excerpts, type Excerpt } from './excerpt'
import { IgnoreRules } from './ignore-patterns'

const LINES_AT_ONCE = 10_000
const LINE_BREAK = /\r\n|\r|\n/

/** Compares two texts line by line, for what is neither XML nor JSON. Lines have no names, so nothing is ignored. */
export function* compareLines(left: string, right: string, control: CompareControl): Comparison {
  const counts = new DifferenceCounts(new IgnoreRules([]))
  const lines = left.split(LINE_BREAK)
  const others = right.split(LINE_BREAK)
  const digests = yield* digestsOf(lines, control)
  const otherDigests = yield* digestsOf(others, control)
  if (control.shouldStop()) return counts.result(true)
  const partners = align(digests, otherDigests, () => 1, { left: MAX_EFFORT })
  for (const [index, [one, other]] of inOrder(partners, others.length).entries()) {
    if (index % LINES_AT_ONCE === LINES_AT_ONCE - 1) {
      yield
      if (control.shouldStop()) return counts.result(true)
    }
    const text = one === ALONE ? null : lines[one]!
    const otherText = other === ALONE ? null : others[other]!
    if (text === otherText) continue
    counts.add([], { left: one, right: other }, () => {
      const [shown, otherShown] = excerpts(text, otherText)
      return {
        kind: text === null ? 'added' : otherText === null ? 'removed' : 'changed',
        name: '',
        isContainer: false,
        note: null,
        pattern: null,
        left: lineSide(one, shown),
        right: lineSide(other, otherShown),
      }
    })
  }
  return counts.result(false)
}

function* digestsOf(lines: readonly string[], control: CompareControl): Generator<void, Uint32Array, undefined> {
  const digests = new Uint32Array(lines.length)
  for (const [index, line] of lines.entries()) {
    digests[index] = hashOf(line, 0)
    if (index % LINES_AT_ONCE !== LINES_AT_ONCE - 1) continue
    yield
    if (control.shouldStop()) break
  }
  return digests
}

function lineSide(line: number, shown: Excerpt | null): DifferenceSide | null {
  return shown === null ? null : { row: line, path: String(line + 1), ...shown }
}
