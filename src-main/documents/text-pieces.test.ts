import { expect, it } from 'vitest'
import { NO_ROW, type Lines } from '@shared/exchange/document/rows'
import { pieceOfBytes, textOfLines } from './text-pieces'

it('leaves to a file what is too long for the clipboard', () => {
  const text = 'x'.repeat(1_000_000)
  const lines = (count: number): Lines => ({ count, lineAt: (number) => ({ text, row: NO_ROW, lastLine: number }), lineOf: () => 0 })
  expect(textOfLines(lines(3))).toHaveLength(3_000_002)
  expect(() => textOfLines(lines(70))).toThrow(expect.objectContaining({ code: 'document.too-large-to-copy' }))
})

it('gives a body in pieces that leave the body where it is', () => {
  const body = Uint8Array.from({ length: 9_000_000 }, (_, index) => index)
  const pieces: Uint8Array[] = []
  for (let from: number | null = 0; from !== null; ) {
    const { bytes, next } = pieceOfBytes(body, from)
    pieces.push(bytes)
    from = next
  }
  expect(pieces.length).toBeGreaterThan(1)
  expect(pieces.every(({ buffer }) => buffer !== body.buffer)).toBe(true)
  expect(Buffer.compare(Buffer.concat(pieces), body)).toBe(0)
})
