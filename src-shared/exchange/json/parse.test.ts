import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText, textOf } from '../../testing/arbitraries'
import { printJson } from '../../testing/print-json'
import { MAX_DEPTH, NotWellFormedError } from '../not-well-formed'
import { parseJson } from './parse'
import { printJsonCompact } from './print'
import type { JsonNode } from './tree'

/** The node as the platform's own parser of this language would have made it. */
function valueOf(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      // Object.fromEntries defines members, as JSON.parse does, so `__proto__` is an ordinary name.
      return Object.fromEntries(node.members.map(({ name, value }) => [name, valueOf(value)]))
    case 'array':
      return node.items.map(valueOf)
    case 'string':
      return node.text
    case 'number':
      return Number(node.digits)
    case 'boolean':
      return node.value
    case 'null':
      return null
  }
}

type Reading = { readonly value: unknown } | 'refused'

function builtIn(text: string): Reading {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return 'refused'
  }
}

function ours(text: string): Reading {
  try {
    return { value: valueOf(parseJson(text)) }
  } catch (error) {
    if (error instanceof NotWellFormedError) return 'refused'
    throw error
  }
}

function problemOf(text: string): { line: number; column: number; reason: string } {
  try {
    parseJson(text)
  } catch (error) {
    if (error instanceof NotWellFormedError) return error.problem
  }
  throw new Error(`accepted: ${text}`)
}

describe('parseJson', () => {
  // JSON.parse refuses the byte order mark that parseJson skips.
  const withoutMark = (text: string): boolean => !text.startsWith('\ufeff')

  it('agrees with JSON.parse on any text', () => {
    fc.assert(
      fc.property(anyText.filter(withoutMark), (text) => {
        expect(ours(text)).toEqual(builtIn(text))
      }),
      { numRuns: 2_000 },
    )
  })

  it('agrees with it on texts that are nearly JSON', () => {
    fc.assert(
      fc.property(textOf('{}[]",:-+.0123eEtruefalsn\\u \n\t/'), (text) => {
        expect(ours(text)).toEqual(builtIn(text))
      }),
      { numRuns: 20_000 },
    )
  })

  it('agrees with it on JSON with one character changed', () => {
    const changed = fc.tuple(fc.json(), fc.nat(), fc.constantFrom(...'{}[]",:-.0e\\ \u0000')).map(([text, at, character]) => {
      const place = at % (text.length + 1)
      return text.slice(0, place) + character + text.slice(place + 1)
    })
    fc.assert(
      fc.property(changed, (text) => {
        expect(ours(text)).toEqual(builtIn(text))
      }),
      { numRuns: 5_000 },
    )
  })

  it('agrees with it on any value however it was laid out', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(ours(text)).toEqual({ value: JSON.parse(text) as unknown })
      }),
    )
  })

  it.each(['9007199254740993', '1.10', '1e400', '-0', '0.1e-7', '1E+2', '179551105895329108', '9'.repeat(1_000)])('keeps the digits of %s', (digits) => {
    expect(parseJson(digits)).toEqual({ kind: 'number', digits })
    expect(printJsonCompact(parseJson(`{"a":[${digits}]}`))).toBe(`{"a":[${digits}]}`)
  })

  it.each(['00012', '01', '+1', '1.', '.5', '1e', '0x10', 'NaN', 'Infinity', '-', '--1', '1_0', '１'])('refuses the number %s', (text) => {
    expect(ours(text)).toBe('refused')
  })

  it('keeps escapes as they were written, beside what they mean', () => {
    const text = String.raw`{"\u0061\/":"\u4f1a\/\ud83d\ude00\ud800\b"}`
    const node = parseJson(text)
    expect(node).toMatchObject({ members: [{ name: 'a/', value: { text: '会/😀\ud800\b' } }] })
    expect(printJsonCompact(node)).toBe(text)
  })

  it('keeps repeated and prototype names in order', () => {
    const text = '{"__proto__":1,"a":2,"constructor":3,"a":4}'
    const node = parseJson(text)
    expect(node.kind === 'object' && node.members.map(({ name }) => name)).toEqual(['__proto__', 'a', 'constructor', 'a'])
    expect(printJsonCompact(node)).toBe(text)
    expect(({} as { a?: number }).a).toBeUndefined()
  })

  it('skips one byte order mark', () => {
    expect(parseJson('\ufeff 1')).toEqual({ kind: 'number', digits: '1' })
    expect(ours('\ufeff\ufeff1')).toBe('refused')
  })

  it.each(['[', '{"a":'])('takes nesting in "%s" to the limit and no deeper', (open) => {
    const nested = (depth: number): string => open.repeat(depth) + '1' + (open === '[' ? ']' : '}').repeat(depth)
    expect(ours(nested(MAX_DEPTH))).not.toBe('refused')
    expect(problemOf(nested(MAX_DEPTH + 1)).reason).toContain('nested deeper')
    expect(problemOf(open.repeat(1_000_000)).reason).toContain('nested deeper')
  })

  it.each([
    ['', 1, 1],
    ['{', 1, 2],
    ['{"a":1,}', 1, 8],
    ['{"a":\n  tru}', 2, 3],
    ['[1,\n2\n3]', 3, 1],
    ['{"a":"b\nc"}', 1, 8],
    ["{'a':1}", 1, 2],
    ['1 2', 1, 3],
    ['"\\x"', 1, 2],
    ['"会\\u12"', 1, 3],
    ['[object Object]', 1, 2],
  ])('says where %j stops being JSON', (text, line, column) => {
    expect(problemOf(text)).toMatchObject({ line, column })
  })

  it('reads a text of ten megabytes within seconds', () => {
    const text = `[${Array.from({ length: 100_000 }, (_, index) => `{"id":${index},"text":"${'会\\n'.repeat(20)}"}`).join(',')}]`
    const startedAt = performance.now()
    const node = parseJson(text)
    expect(node.kind === 'array' && node.items.length).toBe(100_000)
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  })
})

describe('printJson', () => {
  it('lays out like JSON.stringify with two spaces', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value)
        // Minus zero is the one number that JSON.stringify writes differently from what was written.
        expect(printJson(parseJson(text))).toBe(JSON.stringify(JSON.parse(text), null, 2))
      }),
    )
  })

  it('means the same as what was read', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(printJson(parseJson(text)))).toEqual(JSON.parse(text))
      }),
    )
  })
})

describe('printJsonCompact', () => {
  it('gives a text without spaces back unchanged', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value)
        expect(printJsonCompact(parseJson(text))).toBe(text)
      }),
    )
  })
})
