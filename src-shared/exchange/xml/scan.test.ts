import { describe, expect, it } from 'vitest'
import { MAX_DEPTH, NotWellFormedError, type SyntaxFault, type WellFormednessProblem } from '../not-well-formed'
import { isLegalCharacter, isLegalCharacterAt, skipName } from './characters'
import { scanXml } from './scan'

const encoder = new TextEncoder()

function problemOf(text: string): WellFormednessProblem {
  try {
    scanXml(encoder.encode(text))
  } catch (error) {
    if (error instanceof NotWellFormedError) return error.problem
    throw error
  }
  throw new Error(`accepted: ${text.slice(0, 100)}`)
}

type Refused = readonly [text: string, fault: SyntaxFault, line: number, column: number]

const REFUSED: readonly Refused[] = [
  // One root element and nothing but white space, comments and instructions around it.
  ['', 'no-root-element', 1, 1],
  [' \n ', 'no-root-element', 2, 2],
  ['<!--only-->', 'no-root-element', 1, 12],
  ['\ufeff', 'no-root-element', 1, 1],
  ['text', 'text-outside-root', 1, 1],
  ['{"a":1}', 'text-outside-root', 1, 1],
  ['<r/>x', 'text-outside-root', 1, 5],
  ['<r/>\n &amp;', 'text-outside-root', 2, 2],
  ['<r/><s/>', 'text-outside-root', 1, 5],
  ['<![CDATA[x]]><r/>', 'text-outside-root', 1, 1],
  ['<r/>\u0001', 'text-outside-root', 1, 5],
  // Tags match.
  ['<r>', 'tag-not-closed', 1, 4],
  ['<r>text', 'tag-not-closed', 1, 8],
  ['<r>\n  <a>1</a>\n', 'tag-not-closed', 3, 1],
  ['<r><a></r>', 'tag-not-closed', 1, 7],
  ['<r>\n  <b></c>\n</r>', 'tag-not-opened', 2, 6],
  ['<r></s>', 'tag-not-opened', 1, 4],
  ['<r></rr>', 'tag-not-opened', 1, 4],
  ['<rr></r>', 'tag-not-opened', 1, 5],
  ['<r></ré>', 'tag-not-opened', 1, 4],
  ['</r>', 'tag-not-opened', 1, 1],
  ['<r/></r>', 'tag-not-opened', 1, 5],
  ['<r></r x>', 'wrong-syntax', 1, 8],
  ['<r></r$>', 'wrong-syntax', 1, 7],
  ['<r></ r>', 'wrong-character', 1, 6],
  ['<r></>', 'wrong-character', 1, 6],
  ['<r/ >', 'wrong-syntax', 1, 4],
  // The text ends inside markup.
  ['<', 'text-ends-early', 1, 2],
  ['<r', 'text-ends-early', 1, 3],
  ['<r ', 'text-ends-early', 1, 4],
  ['<r a', 'text-ends-early', 1, 5],
  ['<r a=', 'text-ends-early', 1, 6],
  ['<r a="会', 'text-ends-early', 1, 8],
  ['<r/', 'text-ends-early', 1, 4],
  ['<r></', 'text-ends-early', 1, 6],
  ['<r></r', 'text-ends-early', 1, 7],
  ['<rr></r', 'text-ends-early', 1, 8],
  ['<r></r ', 'text-ends-early', 1, 8],
  ['<r>&', 'text-ends-early', 1, 5],
  ['<r>&am', 'text-ends-early', 1, 7],
  ['<r>&#', 'text-ends-early', 1, 6],
  ['<r>&#x1F', 'text-ends-early', 1, 9],
  ['<r><!', 'text-ends-early', 1, 6],
  ['<r><!-', 'text-ends-early', 1, 7],
  ['<r><!-- x', 'text-ends-early', 1, 10],
  ['<r><!-- x --', 'text-ends-early', 1, 13],
  ['<r><![CDA', 'text-ends-early', 1, 10],
  ['<r><![CDATA[</r>', 'text-ends-early', 1, 17],
  ['<r><?', 'text-ends-early', 1, 6],
  ['<r><?p', 'text-ends-early', 1, 7],
  ['<r><?p x?', 'text-ends-early', 1, 10],
  ['<?xml', 'text-ends-early', 1, 6],
  ['<?xml version="1.0', 'text-ends-early', 1, 19],
  // Names.
  ['<1/>', 'wrong-character', 1, 2],
  ['< r/>', 'wrong-character', 1, 2],
  ['<r><<a/></r>', 'wrong-character', 1, 5],
  ['<\u00d7/>', 'wrong-character', 1, 2],
  ['<r\u00d7/>', 'wrong-character', 1, 3],
  ['<r$/>', 'wrong-character', 1, 3],
  ['<\u{f0000}/>', 'wrong-character', 1, 2],
  ['<会话\u3000/>', 'wrong-character', 1, 4],
  ['<? x?><r/>', 'wrong-character', 1, 3],
  ['<?1?><r/>', 'wrong-character', 1, 3],
  ['<?p?x?><r/>', 'wrong-character', 1, 4],
  // Attributes.
  ['<r a=1/>', 'wrong-attribute', 1, 6],
  ['<r a/>', 'wrong-attribute', 1, 5],
  ['<r a b="1"/>', 'wrong-attribute', 1, 6],
  ['<r =""/>', 'wrong-attribute', 1, 4],
  ['<r a="1"b="2"/>', 'wrong-attribute', 1, 9],
  ['<r a="1" a="2"/>', 'wrong-attribute', 1, 10],
  ['<r a="1"\n 会="2" 会="3"/>', 'wrong-attribute', 2, 8],
  ['<r a="<"/>', 'wrong-attribute', 1, 7],
  [`<r ${'abcdefghijkl'.split('').map((name) => `${name}=""`).join(' ')} k=''/>`, 'wrong-attribute', 1, 64],
  // References.
  ['<r>& </r>', 'unknown-entity', 1, 4],
  ['<r>&;</r>', 'unknown-entity', 1, 4],
  ['<r>a&nbsp;</r>', 'unknown-entity', 1, 5],
  ['<r>&amp</r>', 'unknown-entity', 1, 4],
  ['<r>&AMP;</r>', 'unknown-entity', 1, 4],
  ['<r>&ampe;</r>', 'unknown-entity', 1, 4],
  ['<r a="&nbsp;"/>', 'unknown-entity', 1, 7],
  ['<r>&#;</r>', 'unknown-entity', 1, 4],
  ['<r>&#x;</r>', 'unknown-entity', 1, 4],
  ['<r>&#X41;</r>', 'unknown-entity', 1, 4],
  ['<r>&#1a;</r>', 'unknown-entity', 1, 4],
  ['<r>&#0;</r>', 'unknown-entity', 1, 4],
  ['<r>&#x1f;</r>', 'unknown-entity', 1, 4],
  ['<r>&#xD800;</r>', 'unknown-entity', 1, 4],
  ['<r>&#xFFFE;</r>', 'unknown-entity', 1, 4],
  ['<r>&#x110000;</r>', 'unknown-entity', 1, 4],
  [`<r>&#${'9'.repeat(400)};</r>`, 'unknown-entity', 1, 4],
  // Characters.
  ['<r>\u0000</r>', 'wrong-character', 1, 4],
  ['<r>会\u000b</r>', 'wrong-character', 1, 5],
  ['<r>😀\uffff</r>', 'wrong-character', 1, 6],
  ['<r>\ufffe</r>', 'wrong-character', 1, 4],
  ['<r a="\u0001"/>', 'wrong-character', 1, 7],
  ['<r \u0001/>', 'wrong-character', 1, 4],
  ['<r\u0001/>', 'wrong-character', 1, 3],
  ['<r></r\u0001>', 'wrong-character', 1, 7],
  ['<!--\u0001--><r/>', 'wrong-character', 1, 5],
  ['<r><![CDATA[\uffff]]></r>', 'wrong-character', 1, 13],
  ['<?p \u0008?><r/>', 'wrong-character', 1, 5],
  ['\ufeff<r>\r\n会\u0001</r>', 'wrong-character', 2, 2],
  // Text, comments, sections.
  ['<r>a]]></r>', 'wrong-syntax', 1, 5],
  ['<r>]]]></r>', 'wrong-syntax', 1, 5],
  ['<r><!-- -- --></r>', 'wrong-syntax', 1, 11],
  ['<r><!-- ---></r>', 'wrong-syntax', 1, 11],
  ['<!x><r/>', 'wrong-syntax', 1, 1],
  ['<r><![cdata[x]]></r>', 'wrong-syntax', 1, 4],
  // Document type declarations.
  ['<!DOCTYPE r><r/>', 'document-type-declaration', 1, 1],
  ['<!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>', 'document-type-declaration', 1, 1],
  ['<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', 'document-type-declaration', 2, 1],
  // The declaration.
  [' <?xml version="1.0"?><r/>', 'wrong-declaration', 1, 2],
  ['<r/><?xml version="1.0"?>', 'wrong-declaration', 1, 5],
  ['<r><?XML x?></r>', 'wrong-declaration', 1, 4],
  ['<?xml?><r/>', 'wrong-declaration', 1, 6],
  ['<?xml encoding="utf-8"?><r/>', 'wrong-declaration', 1, 7],
  ['<?xml version=1.0?><r/>', 'wrong-declaration', 1, 15],
  ['<?xml version="2.0"?><r/>', 'wrong-declaration', 1, 16],
  ['<?xml version="1."?><r/>', 'wrong-declaration', 1, 16],
  ['<?xml version="1.0"encoding="utf-8"?><r/>', 'wrong-declaration', 1, 20],
  ['<?xml version="1.0" standalone="no" encoding="utf-8"?><r/>', 'wrong-declaration', 1, 37],
  ['<?xml version="1.0" encoding="8"?><r/>', 'wrong-declaration', 1, 31],
  ['<?xml version="1.0" standalone="maybe"?><r/>', 'wrong-declaration', 1, 33],
  ['<?xml version="1.0" x="1"?><r/>', 'wrong-declaration', 1, 21],
  ['<?xml version="1.0" ><r/>', 'wrong-declaration', 1, 21],
]

describe('scanXml refuses', () => {
  it.each(REFUSED)('%j as %s at line %i, column %i', (text, fault, line, column) => {
    expect(problemOf(text)).toEqual({ fault, line, column, reason: expect.stringMatching(/[a-z]/) })
  })

  it('an unclosed element with the place where it begins', () => {
    expect(problemOf('<r>\n  <a>\n</r>').reason).toBe('the element that begins at line 2, column 3 is not closed')
  })

  it('nesting over the limit, at the tag that exceeds it', () => {
    const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth)
    expect(scanXml(encoder.encode(nested(MAX_DEPTH))).tables.count).toBe(MAX_DEPTH)
    expect(problemOf(nested(MAX_DEPTH + 1))).toMatchObject({ fault: 'nested-too-deep', line: 1, column: 3 * MAX_DEPTH + 1 })
  })
})

describe('scanXml accepts', () => {
  it.each([
    '<r/>',
    '\ufeff<?xml version="1.0"?><r/>',
    "<?xml version='1.1' encoding='GB18030' standalone='no' ?>\n<r/>",
    '<?xml\tversion = "1.0"\r\n?><r/>',
    '<?xml-stylesheet href="a"?><?xm?><?xmlx ??><r/>',
    '<:a:b c:d="" :=""/>',
    '<a:b/>',
    '<r a = "1"\n\tb=\'"\' c=">]]>&#10;"/>',
    '<r></r \n>',
    '<r>]] ]> > "\' \u007f\u0085\ufffd\ufdd0\u{1ffff}</r>',
    '<r>&amp;&lt;&gt;&quot;&apos;&#9;&#x10FFFF;&#00000000000000000065;</r>',
    '<r><!----><!-- - > & < ]]> --><![CDATA[]]]]><![CDATA[<&--]]></r>',
    '<!--a--> <r/>\n<?p?><!--b-->\n',
  ])('%j', (text) => {
    expect(scanXml(encoder.encode(text)).rootRow).toBeGreaterThanOrEqual(0)
  })
})

// Productions 2, 4 and 4a of XML 1.0, fifth edition, as they are printed.
const NAME_START =
  /[:A-Z_a-z\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{2ff}\u{370}-\u{37d}\u{37f}-\u{1fff}\u{200c}-\u{200d}\u{2070}-\u{218f}\u{2c00}-\u{2fef}\u{3001}-\u{d7ff}\u{f900}-\u{fdcf}\u{fdf0}-\u{fffd}\u{10000}-\u{effff}]/u
const NAME_MORE = /[-.0-9\u{b7}\u{300}-\u{36f}\u{203f}-\u{2040}]/u
// eslint-disable-next-line no-control-regex -- the grammar names exactly these control characters
const CHARACTER = /[\u{9}\u{a}\u{d}\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u

describe('characters', () => {
  it('are those of the grammar, every one of Unicode', () => {
    const wrong: string[] = []
    for (let code = 0; code <= 0x10_ffff; code += 1) {
      const character = String.fromCodePoint(code)
      const isCharacter = CHARACTER.test(character)
      if (isLegalCharacter(code) !== isCharacter) wrong.push(`reference to ${code.toString(16)}`)
      if (code >= 0xd800 && code <= 0xdfff) continue
      const bytes = encoder.encode(character)
      const begins = NAME_START.test(character)
      if (isLegalCharacterAt(bytes, 0) !== isCharacter) wrong.push(`character ${code.toString(16)}`)
      if (skipName(bytes, 0) !== (begins ? bytes.length : 0)) wrong.push(`first of a name ${code.toString(16)}`)
      const inName = encoder.encode(`a${character}`)
      if (skipName(inName, 0) !== (begins || NAME_MORE.test(character) ? inName.length : 1)) wrong.push(`in a name ${code.toString(16)}`)
    }
    expect(wrong).toEqual([])
  })
})

const MEGABYTE = 1_000_000
const many = (piece: string, before = '', after = ''): string => before + piece.repeat(Math.floor(MEGABYTE / piece.length)) + after
const numbered = (write: (index: number) => string, count: number): string => Array.from({ length: count }, (_, index) => write(index)).join('')

describe('a megabyte of anything', () => {
  // What takes a time that grows faster than the text would not come back within the runner's limit.
  it.each<[string, string, SyntaxFault | null]>([
    ['tiny elements', many('<a/>', '<r>', '</r>'), null],
    ['nesting', many('<a>'), 'nested-too-deep'],
    ['nesting to the limit, again and again', many('<a>'.repeat(499) + '</a>'.repeat(499), '<r>', '</r>'), null],
    ['mixed elements around later text', `${'<a> '.repeat(499)}${many('<b/> ')}${'x</a>'.repeat(499)}`, null],
    ['one long name', many('a', '<', '/>'), null],
    ['one long name, closed by a longer one', `<${'a'.repeat(500_000)}></${'a'.repeat(500_001)}>`, 'tag-not-opened'],
    ['attributes', `<r ${numbered((index) => `a${index}="" `, 90_000)}/>`, null],
    ['attributes, the last one twice', `<r ${numbered((index) => `a${index}="" `, 90_000)}a89999=""/>`, 'wrong-attribute'],
    ['one attribute', many('会', '<r a="', '"/>'), null],
    ['text', many('会话，', '<r>', '</r>'), null],
    ['references', many('&amp;', '<r>', '</r>'), null],
    ['ampersands', many('&', '<r>'), 'unknown-entity'],
    ['a reference without an end', many('a', '<r>&'), 'text-ends-early'],
    ['digits of a reference', many('0', '<r>&#', '65;</r>'), null],
    ['opening brackets', many('<'), 'wrong-character'],
    ['closing brackets', many(']', '<r>', '</r>'), null],
    ['a comment without an end', many('- ', '<r><!--'), 'text-ends-early'],
    ['a section without an end', many(']', '<r><![CDATA['), 'text-ends-early'],
    ['an instruction without an end', many('?', '<r><?p '), 'text-ends-early'],
    ['a tag without an end', many(' ', '<r'), 'text-ends-early'],
    ['a value without an end', many('\n', '<r a="'), 'text-ends-early'],
    ['a declaration without an end', many('1', '<?xml version="1.'), 'text-ends-early'],
    ['comments and white space', many('<!----> ', '<r> ', 'x</r>'), null],
    ['line breaks before an error', many('\n', '<r>', '\u0001'), 'wrong-character'],
  ])('of %s is judged', (_, text, fault) => {
    if (fault === null) expect(scanXml(encoder.encode(text)).rootRow).toBe(0)
    else expect(problemOf(text).fault).toBe(fault)
  })
})
