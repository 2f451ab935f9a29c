import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '../../testing/arbitraries'
import { MAX_DEPTH, NotWellFormedError } from '../not-well-formed'
import { parseXml } from './parse'
import { escapeXmlText, printXml, printXmlElement } from './print'
import { elementsOf, findUnrepresentable, textOf, xmlElement, type XmlElement, type XmlNode } from './tree'

function problemOf(text: string): { line: number; column: number; reason: string } {
  try {
    parseXml(text)
  } catch (error) {
    if (error instanceof NotWellFormedError) return error.problem
    throw error
  }
  throw new Error(`accepted: ${text}`)
}

describe('parseXml', () => {
  it('keeps order, attributes, text, CDATA, comments and instructions', () => {
    const { root, declaration, children } = parseXml(
      '<?xml version="1.0" encoding="utf-8" ?>\n<!--a--><r b="1" a="&lt;&#65;">x<c/><![CDATA[<y>]]><!--z--><?p q r?></r><!--host-->',
    )
    expect(declaration).toBe('version="1.0" encoding="utf-8"')
    expect(children.map(({ kind }) => kind)).toEqual(['comment', 'element', 'comment'])
    expect(root.attributes).toEqual([
      { name: 'b', value: '1' },
      { name: 'a', value: '<A' },
    ])
    expect(root.children).toEqual([
      { kind: 'text', text: 'x' },
      xmlElement('c', []),
      { kind: 'cdata', text: '<y>' },
      { kind: 'comment', text: 'z' },
      { kind: 'instruction', target: 'p', body: 'q r' },
    ])
  })

  it('knows a document without a declaration', () => {
    expect(parseXml('<r/>').declaration).toBeNull()
  })

  it('skips a byte order mark', () => {
    expect(parseXml('\ufeff<?xml version="1.0"?><r/>').root.name).toBe('r')
  })

  it.each([
    '<!DOCTYPE r><r/>',
    '<!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>',
    '<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>',
    '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1/x">%p;]><r/>',
  ])('refuses the document type in %s', (text) => {
    expect(problemOf(text).reason).toBe('a document type declaration is not accepted')
  })

  it.each(['<r>&unknown;</r>', '<r a="&nbsp;"/>', '<r>&#0;</r>', '<r>&#xD800;</r>', '<r>& </r>'])('refuses the reference in %s', (text) => {
    expect(problemOf(text).line).toBe(1)
  })

  it('reads the five entities and references to any character', () => {
    expect(textOf(parseXml('<r>&amp;&lt;&gt;&apos;&quot;&#20250;&#x1F600;</r>').root)).toBe(`&<>'"会😀`)
  })

  it.each([
    '',
    ' ',
    'text',
    '<r>',
    '<r></s>',
    '<r/><s/>',
    '<r/>x',
    '<r a=1/>',
    '<r a="1" a="2"/>',
    '<r>\u0001</r>',
    '<r><![CDATA[</r>',
    '<r><!-- -- --></r>',
    '<1/>',
    '<!--only-->',
    '{"a":1}',
  ])('refuses %j', (text) => {
    expect(problemOf(text).reason).not.toBe('')
  })

  it('says where a document is broken', () => {
    expect(problemOf('<r>\n  <a>1</a>\n  <b></c>\n</r>')).toMatchObject({ line: 3 })
    expect(problemOf('<r>\n  <a>1</a>\n  <b></c>\n</r>').column).toBeGreaterThan(5)
    expect(problemOf('<r><a></r>').reason).not.toMatch(/^\d+:\d+/)
  })

  it('takes nesting to the limit and no deeper', () => {
    const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth)
    expect(parseXml(nested(MAX_DEPTH)).root.name).toBe('a')
    expect(problemOf(nested(MAX_DEPTH + 1)).reason).toContain('nested deeper')
    expect(problemOf('<a>'.repeat(200_000)).reason).toContain('nested deeper')
  })

  it('takes prototype names for ordinary ones', () => {
    const { root } = parseXml('<constructor __proto__="1" toString="2"><__proto__>x</__proto__></constructor>')
    expect(root.attributes.map(({ name }) => name)).toEqual(['__proto__', 'toString'])
    expect(elementsOf(root).map(({ name }) => name)).toEqual(['__proto__'])
  })

  it('either reads a text or refuses it, whatever it is', () => {
    const nearlyXml = fc.string({ unit: fc.constantFrom('<', '>', '/', 'a', ' ', '"', '=', '&', ';', '!', '-', '[', ']', '?', '\n', 'CDATA') })
    fc.assert(
      fc.property(fc.oneof(anyText, nearlyXml), (text) => {
        let problem: unknown = null
        try {
          parseXml(text)
        } catch (error) {
          problem = error
        }
        if (problem !== null) expect(problem).toBeInstanceOf(NotWellFormedError)
      }),
      { numRuns: 3_000 },
    )
  })
})

const names = fc.constantFrom('a', 'b', 'result', 'request_id', 'é', '会话', 'x-1', '_', '__proto__')
const characters = fc.string({ unit: fc.constantFrom(...'ab<>&"\'\r\n\t ]会', '😀') }).filter((text) => !text.includes(']]>'))
const { element } = fc.letrec<{ element: XmlElement; node: XmlNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    characters.filter((text) => text !== '').map((text): XmlNode => ({ kind: 'text', text })),
    // A parser turns a carriage return inside CDATA into a line feed, so none is written there.
    characters
      .map((text) => text.replaceAll('\r', ''))
      .filter((text) => !text.includes(']]>'))
      .map((text): XmlNode => ({ kind: 'cdata', text })),
    fc.constantFrom('', 'note', ' a - b ').map((text): XmlNode => ({ kind: 'comment', text })),
    fc.constantFrom('', 'x y').map((body): XmlNode => ({ kind: 'instruction', target: 'target', body })),
    tie('element'),
  ),
  element: fc.record({
    kind: fc.constant('element' as const),
    name: names,
    attributes: fc.uniqueArray(fc.record({ name: names, value: characters }), { selector: ({ name }) => name }),
    children: fc.array(tie('node'), { maxLength: 5 }),
  }),
}))

/** What of an element counts: neighbouring texts joined, layout between markup left out. */
function essence(found: XmlElement): unknown {
  const isMixed = found.children.some((child) => child.kind === 'cdata' || (child.kind === 'text' && /[^ \t\r\n]/.test(child.text)))
  const hasMarkup = found.children.some((child) => child.kind !== 'text' && child.kind !== 'cdata')
  const children: unknown[] = []
  let text = ''
  for (const child of found.children) {
    if (child.kind === 'text') {
      if (isMixed || !hasMarkup) text += child.text
      continue
    }
    if (text !== '') children.push(text)
    text = ''
    children.push(child.kind === 'element' ? essence(child) : child)
  }
  if (text !== '') children.push(text)
  return { name: found.name, attributes: found.attributes, children }
}

describe('printXmlElement', () => {
  it('writes what reads back as the same', () => {
    fc.assert(
      fc.property(element, (tree) => {
        expect(essence(parseXml(printXmlElement(tree)).root)).toEqual(essence(tree))
      }),
      { numRuns: 1_000 },
    )
  })

  it('holds the end mark of a CDATA section inside one', () => {
    const tree: XmlElement = { kind: 'element', name: 'r', attributes: [], children: [{ kind: 'cdata', text: 'a]]>b' }] }
    expect(textOf(parseXml(printXmlElement(tree)).root)).toBe('a]]>b')
  })

  it('breaks lines between markup and nowhere else', () => {
    const { root } = parseXml('<r><a>1 </a><b/><c> <d>x<e/></d> </c></r>')
    expect(printXmlElement(root)).toBe('<r>\n  <a>1 </a>\n  <b/>\n  <c>\n    <d>x<e/></d>\n  </c>\n</r>')
  })
})

describe('printXml', () => {
  it('keeps the declaration and what stands around the root', () => {
    const text = '<?xml version="1.0" encoding="utf-8"?>\n<!--a-->\n<r>\n  <b>1</b>\n</r>\n<!--host-->'
    expect(printXml(parseXml(text))).toBe(text)
  })
})

describe('escapeXmlText', () => {
  it('keeps any text that XML can hold', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(findUnrepresentable(text) === null)
        expect(textOf(parseXml(`<r>${escapeXmlText(text)}</r>`).root)).toBe(text)
      }),
    )
  })
})
