import { afterEach, expect, it, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { useSettledText } from './use-settled-text'

afterEach(() => {
  vi.useRealTimers()
})

it('reads a short text at once and a long one when nobody types any more, or is about to use it', () => {
  vi.useFakeTimers()
  const scope = effectScope()
  const typed = ref('sid=1')
  const { settled, settle } = scope.run(() => useSettledText(typed))!
  typed.value = 'sid=12'
  expect(settled.value).toBe('sid=12')
  const long = 'x'.repeat(100_000)
  typed.value = long
  vi.advanceTimersByTime(150)
  typed.value = `${long}y`
  vi.advanceTimersByTime(150)
  expect(settled.value).toBe('sid=12')
  vi.advanceTimersByTime(100)
  expect(settled.value).toBe(`${long}y`)
  typed.value = long
  settle()
  expect(settled.value).toBe(long)
  typed.value = `${long}z`
  typed.value = 'sid=3'
  vi.advanceTimersByTime(1_000)
  expect(settled.value).toBe('sid=3')
  typed.value = `${long}z`
  scope.stop()
  vi.advanceTimersByTime(1_000)
  expect(settled.value).toBe('sid=3')
})
