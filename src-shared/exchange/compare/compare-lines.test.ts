import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compareLines } from './compare-lines'
import { finished, said } from './testing/compare-texts'

const NEVER = { shouldStop: () => false }
const saidOf = (left: string, right: string): string[] => finished(compareLines(left, right, NEVER)).listed.map(said)

it.each<[string, string, string, string[]]>([
  ['a changed line', 'a\nb\nc', 'a\nx\nc', ['changed 2: b → x']],
  ['an added line', 'a\nc', 'a\nb\nc', ['added 2: b']],
  ['a removed line', 'a\nb\nc', 'a\nc', ['removed 2: b']],
  ['no difference in line ends', 'a\r\nb\rc', 'a\nb\nc', []],
  ['empty lines', 'a\n', 'a', ['removed 2: ']],
])('tells %s', (_, left, right, differences) => {
  expect(saidOf(left, right)).toEqual(differences)
})

it('ends on very different long texts, and counts every line', () => {
  const lines = (start: number): string => Array.from({ length: 30_000 }, (_, index) => (index % 2 === 0 ? 'same' : `line ${start + index}`)).join('\n')
  const { total, isStopped } = finished(compareLines(lines(0), lines(1_000_000), NEVER))
  expect(isStopped).toBe(false)
  expect(total).toBe(15_000)
})

it('says nothing of the same text, and of two texts every line that is not in both', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(text, text, (left, right) => {
      expect(saidOf(left, left)).toEqual([])
      const { listed } = finished(compareLines(left, right, NEVER))
      const rebuilt = left.split('\n')
      // What is told is enough to make the right text of the left one.
      const added = new Map(listed.flatMap(({ right: side }) => (side === null ? [] : [[side.row, side.text] as const])))
      const gone = new Set(listed.flatMap(({ left: side }) => (side === null ? [] : [side.row])))
      const kept = rebuilt.filter((_, row) => !gone.has(row))
      const made: string[] = []
      for (let row = 0; row < right.split('\n').length; row += 1) made.push(added.get(row) ?? kept.shift() ?? 'missing')
      expect(made.join('\n')).toBe(right)
    }),
  )
})
