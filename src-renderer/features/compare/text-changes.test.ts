import fc from 'fast-check'
import { expect, it } from 'vitest'
import { textChanges } from './text-changes'

it('keeps edits of a large text apart', () => {
  const text = (isEdited: boolean): string => Array.from({ length: 20_000 }, (_, line) => `"line ${isEdited && line % 5_000 === 7 ? -line : line}"`).join('\n')
  const changes = textChanges(text(false), text(true))
  expect(changes).toHaveLength(4)
  expect(changes.every(({ fromA, toA }) => toA - fromA < 10)).toBe(true)
})

it('are what makes one text of the other, in order and apart', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'a b', '', '会话', '  {'), { maxLength: 10 }).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(text, text, (left, right) => {
      let made = ''
      let at = 0
      for (const { fromA, toA, fromB, toB } of textChanges(left, right)) {
        expect(fromA).toBeGreaterThanOrEqual(at)
        expect(toA - fromA + (toB - fromB)).toBeGreaterThan(0)
        made += left.slice(at, fromA) + right.slice(fromB, toB)
        at = toA
      }
      expect(made + left.slice(at)).toBe(right)
    }),
  )
})
