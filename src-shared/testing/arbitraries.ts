import fc from 'fast-check'

/** Any text that UTF-8 can hold. */
export const wellFormedText = fc.string({ unit: 'binary' })

/** Any sequence of UTF-16 units, lone surrogates and control characters included. */
export const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) })

/** Text of characters that grammars trip over, plus some ordinary ones. */
export function textOf(characters: string): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...characters) })
}
