import { expect, it } from 'vitest'
import { NotWellFormedError, locateInBytes } from './not-well-formed'

it.each([
  ['', 0, 1, 1],
  ['abc', 2, 1, 3],
  ['a\nbc', 2, 2, 1],
  ['a\nbc', 1, 1, 2],
  ['\n\n', 2, 3, 1],
  ['a\r\nb', 3, 2, 1],
  ['a', 9, 1, 2],
  ['\ufeffab', 4, 1, 2],
  ['会😀\n话a', 8, 2, 1],
  ['会😀话', 7, 1, 4],
])('locates in %j byte %i at line %i, column %i', (text, offset, line, column) => {
  expect(locateInBytes(new TextEncoder().encode(text), offset)).toEqual({ line, column })
})

it('names place and reason in its message', () => {
  expect(String(new NotWellFormedError({ line: 2, column: 5, fault: 'wrong-syntax', reason: 'a colon is expected' }))).toContain('line 2, column 5: a colon is expected')
})
