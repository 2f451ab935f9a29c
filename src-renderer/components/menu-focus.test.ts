import { expect, it } from 'vitest'
import { nextItem } from './menu-focus'

it('finds the item a key leads to', () => {
  const items = ['a', 'b', 'c']
  expect(nextItem(items, 'c', 'ArrowDown')).toBe('a')
  expect(nextItem(items, 'a', 'ArrowUp')).toBe('c')
  expect(nextItem(items, null, 'ArrowDown')).toBe('a')
  expect(nextItem(items, 'a', 'End')).toBe('c')
  expect(nextItem(items, 'a', 'x')).toBeNull()
})
