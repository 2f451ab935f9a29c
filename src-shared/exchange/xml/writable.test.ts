import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText, wellFormedText } from '../../testing/arbitraries'
import { escapeXmlText } from './print'
import { readXmlRows } from './rows'
import { findUnrepresentable, isXmlName } from './writable'

function isReadable(text: string): boolean {
  try {
    readXmlRows(new TextEncoder().encode(text))
    return true
  } catch {
    return false
  }
}

describe('isXmlName', () => {
  it('accepts nothing that a parser refuses as an element name', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, wellFormedText), (text) => {
        if (isXmlName(text)) expect(isReadable(`<${text}/>`)).toBe(true)
      }),
      { numRuns: 5_000 },
    )
  })

  it.each(['\u00b7', '\u00d7', '\u00f7', 'a\u00d7', '\u037e', '\u2000', 'a\u3000b', '\ud800', '\ufffe', '\u{f0000}', '', '1a', '-a', '.a', 'a b', 'a:b', 'a<'])(
    'refuses %j',
    (text) => {
      expect(isXmlName(text)).toBe(false)
    },
  )

  it.each(['a', '_', 'request_id', 'x-1.2', '会话', 'é', 'a\u00b7b', '__proto__', '\u{10000}'])('accepts %j', (text) => {
    expect(isXmlName(text)).toBe(true)
    expect(isReadable(`<${text}/>`)).toBe(true)
  })
})

describe('findUnrepresentable', () => {
  it('finds exactly what a parser refuses of well-formed text', () => {
    fc.assert(
      fc.property(wellFormedText, (text) => {
        expect(findUnrepresentable(text) === null).toBe(isReadable(`<r>${escapeXmlText(text)}</r>`))
      }),
      { numRuns: 2_000 },
    )
  })

  it.each(['\u0000', '\u0001', '\u000b', '\u001f', '\ufffe', '\uffff', '\ud800', '\udc00'])('finds %j', (character) => {
    expect(findUnrepresentable(`会${character}话`)).toBe(character)
  })

  it.each(['', '\t\r\n', '会话😀', '\u007f\u0085\u2028\ufffd'])('finds nothing in %j', (text) => {
    expect(findUnrepresentable(text)).toBeNull()
  })
})
