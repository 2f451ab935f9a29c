import { expect, it } from 'vitest'
import { hexText } from './hexadecimal'

it('hexText writes two digits a byte', () => {
  expect(hexText(Uint8Array.of(0, 10, 255))).toBe('00 0a ff')
})
