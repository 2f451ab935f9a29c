import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { NO_ROW } from '../document/rows'
import { readXmlRows } from '../xml/rows'
import { FilterError } from './filter-error'
import { readPlainPath } from './plain-path'
import { filterByLibrary, filterXml, type XPathOptions } from './x-path'

const rowsOf = (text: string): ReturnType<typeof readXmlRows> => readXmlRows(new TextEncoder().encode(text))

/** Chosen rows as they were written, other matches as their text. */
function chosen(text: string, expression: string, options?: XPathOptions): string[] {
  const rows = rowsOf(text)
  return filterXml(rows, expression, options).matches.map((match) => match.text ?? rows.markupOf(match.row))
}

function faultOf(expression: string, text = '<r><a>1</a><a>2</a></r>'): { fault: string; column: number | null; detail: string } {
  try {
    filterXml(rowsOf(text), expression)
  } catch (error) {
    if (error instanceof FilterError) return { fault: error.fault, column: error.column, detail: error.detail }
    throw error
  }
  throw new Error(`accepted: ${expression}`)
}

const answer =
  '<?xml version="1.0"?><!--top--><x_response kind="k"><result><items><string>a</string><string>b</string></items>' +
  '<sid>9007199254740993</sid><sid id="7">9007199254740992</sid><note>x<b>y</b><![CDATA[z]]></note><empty/><blank></blank></result>' +
  '<request_id>r1</request_id><!--host--></x_response><?end now?>'

describe('filterXml', () => {
  it.each([
    ['/x_response/result/items/string', ['<string>a</string>', '<string>b</string>']],
    ['x_response/request_id', ['<request_id>r1</request_id>']],
    ['//string[2]', ['<string>b</string>']],
    ['//string[last()]', ['<string>b</string>']],
    ["//sid[. = '9007199254740993']", ['<sid>9007199254740993</sid>']],
    ["//*[@id = '7']", ['<sid id="7">9007199254740992</sid>']],
    ["//result[sid = '9007199254740992']/empty", ['<empty/>']],
    ['//sid/text()', ['9007199254740993', '9007199254740992']],
    ['//sid/@id', ['7']],
    ['//note', ['<note>x<b>y</b><![CDATA[z]]></note>']],
    ['//note/node()', ['x', '<b>y</b>', 'z']],
    ['string(//note)', ['xyz']],
    ['//comment()', ['<!--top-->', '<!--host-->']],
    ['/processing-instruction()', ['<?end now?>']],
    ['//empty/node() | //blank/node()', []],
    ['count(//sid)', ['2']],
    ['string-join(//string, "-")', ['a-b']],
    ['//b/parent::note/preceding-sibling::sid[1]/@id', ['7']],
    ['//empty/following-sibling::*', ['<blank></blank>']],
    ['//b/ancestor::*[last()]/@kind', ['k']],
    ['//request_id/preceding::string[1]', ['<string>b</string>']],
    ["every $s in //string satisfies $s != 'c'", ['true']],
    ["//*[matches(name(), '^re.*d$')]", ['<request_id>r1</request_id>']],
    ["('a', 'b')", ['a', 'b']],
    ['array { "a", //request_id }', ['a', '<request_id>r1</request_id>']],
    ['//none', []],
    ['()', []],
  ])('%s', (expression, expected) => {
    expect(chosen(answer, expression)).toEqual(expected)
  })

  it('says to which row a text belongs', () => {
    const rows = rowsOf(answer)
    const [attribute] = filterXml(rows, '//@id').matches
    expect(rows.textOf(attribute?.row ?? NO_ROW)).toBe('9007199254740992')
    expect(filterXml(rows, 'count(//sid)').matches[0]?.row).toBe(NO_ROW)
    expect(filterXml(rows, '/').matches).toEqual([{ row: rows.rootRow, text: null }])
  })

  it('gives the first matches and counts all', () => {
    expect(filterXml(rowsOf(answer), '//*', { maxMatches: 2 })).toMatchObject({ total: 12, matches: { length: 2 } })
    expect(filterXml(rowsOf(answer), '//* | //none', { maxMatches: 2 })).toMatchObject({ total: 12, matches: { length: 2 } })
  })

  it('gives up what takes too many steps, and what it is told to stop', () => {
    const rows = rowsOf(`<r>${'<a>1</a>'.repeat(1_000)}</r>`)
    const many = "//a[count(//a[. = '2']) = 0][count(//a) > 1]"
    expect(() => filterXml(rows, many, { maxSteps: 10_000 })).toThrow(expect.objectContaining({ fault: 'filter-too-long' }))
    expect(() => filterXml(rows, '//a', { maxSteps: 100 })).toThrow(expect.objectContaining({ fault: 'filter-too-long' }))
    expect(() => filterXml(rows, many, { shouldStop: () => true })).toThrow(expect.objectContaining({ fault: 'stopped' }))
  })
})

describe('namespaces', () => {
  const text = '<r xmlns="d" xmlns:p="u"><p:a>1</p:a><a p:i="2" i="3">4</a><q xmlns="e"><a>5</a></q></r>'

  it.each([
    ['//a', 3],
    ['//p:a', 3],
    ['//other:a', 3],
    ["//a[@i = '2']", 1],
    ['//@i', 2],
    ['//@xmlns | //@p', 0],
    ['//a | //none', 3],
    ['//p:a | //none', 3],
    ['//*:a', 3],
  ])('do not count: %s', (expression, total) => {
    expect(filterXml(rowsOf(text), expression).total).toBe(total)
  })

  it.each([
    ['//a', 0],
    ['//p:a', 1],
    ['//Q{d}a', 1],
    ['//Q{e}a', 1],
    ['//*:a', 3],
    ['//@p:i', 1],
    ['//@i', 1],
    ['//@Q{d}i', 0],
  ])('count when asked for: %s', (expression, total) => {
    expect(filterXml(rowsOf(text), expression, { namespaceExact: true }).total).toBe(total)
  })
})

describe('digits', () => {
  const text = '<r><n>9007199254740993</n><n>1.10</n><n>1e400</n><n>00012</n></r>'

  it('are given and compared as they were written', () => {
    expect(chosen(text, '//n/text()')).toEqual(['9007199254740993', '1.10', '1e400', '00012'])
    expect(chosen(text, 'string(//n[1])')).toEqual(['9007199254740993'])
    expect(chosen(text, "//n[. = '9007199254740992']")).toEqual([])
    expect(chosen(text, "//n[. = ('9007199254740993', '00012')]")).toEqual(['<n>9007199254740993</n>', '<n>00012</n>'])
  })

  it('are marked where the expression made a number of them that may differ', () => {
    expect(chosen(text, 'number(//n[1])')).toEqual(['≈ 9007199254740992'])
    expect(chosen(text, 'number(//n[2])')).toEqual(['≈ 1.1'])
    expect(chosen(text, 'number(//n[4])')).toEqual(['12'])
  })

  it.each([
    ['//n[. = 9007199254740993]', 9],
    ['//n[. > 0.1234567890123456]', 9],
    ['"会" = 1234567890123456e0', 7],
  ])('are refused as a long number: %s', (expression, column) => {
    expect(faultOf(expression)).toMatchObject({ fault: 'number-needs-quotes', column })
  })

  it.each(["'1234567890123456'", '"1234567890123456"', '(: 1234567890123456 :) 1', '//n1234567890123456', '000000000000000001', '123456789012345'])(
    'are no long number in %s',
    (expression) => {
      expect(() => filterXml(rowsOf(text), expression)).not.toThrow()
    },
  )
})

describe('errors', () => {
  it.each([
    ['//a[', 'x-path-refused', 'XPST0003', 4],
    ['//a[1]]', 'x-path-refused', 'XPST0003', 7],
    ['foo()', 'x-path-refused', 'XPST0017', null],
    ["'a' = 1", 'x-path-refused', 'XPTY0004', null],
    ['xs:integer("abc")', 'x-path-refused', 'FORG0001', null],
    ['$nothing', 'x-path-refused', 'XPST0008', null],
    ['map { "a": 1 }', 'x-path-refused', 'FOTY0013', null],
    ['  ', 'ends-early', '', 1],
    ['('.repeat(2_001), 'expression-too-long', '', null],
  ])('%s', (expression, fault, detail, column) => {
    expect(faultOf(expression)).toEqual({ fault, detail, column })
  })

  it.each(['doc("file:///etc/passwd")', 'unparsed-text("file:///etc/passwd")', 'collection()', 'environment-variable("PATH")', 'json-doc("http://a")'])(
    'knows no function that reads anything else: %s',
    (expression) => {
      expect(faultOf(expression)).toMatchObject({ fault: 'x-path-refused', detail: 'XPST0017' })
    },
  )

  it('prints nothing, whatever is traced', () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    expect(chosen('<r>secret</r>', 'trace(string(/r))')).toEqual(['secret'])
    expect(log).not.toHaveBeenCalled()
    log.mockRestore()
  })

  it('throws nothing else whatever is typed', () => {
    const typed = fc.array(fc.constantFrom('/', '//', 'a', '*', '[', ']', '(', ')', '.', '@', '=', "'a'", '1', ' ', '::', 'text()', 'count(', '|', 'p:', '$', '{', '-', ',', '"')).map((parts) => parts.join(''))
    fc.assert(
      fc.property(typed, (expression) => {
        try {
          filterXml(rowsOf('<r><a b="1">2</a></r>'), expression)
        } catch (error) {
          expect(error).toBeInstanceOf(FilterError)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('plain paths', () => {
  it.each(['//a', '/a/b/c', 'a', '/*', '//*[2]', "//p:a[. = 'x']", 'count(//a//b)', "/a[@b = \"1\"][2]", "//a[b != 'x']", "//a[contains(., 'x')]", '//a[b]'])('%s is one', (expression) => {
    expect(readPlainPath(expression)).not.toBeNull()
  })

  it.each(['', '/', '//', '//a/', '//a[0]', '//a[b = 1]', '//a | //b', '//a/text()', '//a/@b', '//a[last()]', '//a/..', '/a/child::b', 'string(//a)', '//a[. = \'it\'\'s\']'])(
    '%s is none',
    (expression) => {
      expect(readPlainPath(expression)).toBeNull()
    },
  )

  const name = fc.constantFrom('a', 'b', 'p:a')
  const xml = fc.letrec<{ any: string }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('x', '<![CDATA[y]]>', '<!--x-->', '<?a x?>', ' '),
      fc
        .tuple(name, fc.constantFrom('', ' a="x"', ' p:b="y"', ' xmlns:p="x"'), fc.array(tie('any'), { maxLength: 4 }))
        .map(([tag, attributes, inside]) => `<${tag}${attributes}>${inside.join('')}</${tag}>`),
    ),
  })).any
  const condition = fc.constantFrom(
    ...['', '[1]', '[2]', "[. = 'x']", "[. = 'xy']", "[a = 'x']", "[p:a != 'x']", "[@a = 'x']", "[@b != 'x']", '[b]', '[@a]', "[. != '']", "[contains(., 'y')]", "[starts-with(., 'x')]", "[contains(@a, 'x')]", "[. = 'x'][1]", '[1][2]'],
  )
  const path = fc
    .array(fc.tuple(fc.constantFrom('/', '//'), fc.constantFrom('a', 'b', 'p:b', '*'), condition), { minLength: 1, maxLength: 4 })
    .map((steps) => steps.map((step) => step.join('')).join(''))

  it('choose what the library chooses', () => {
    fc.assert(
      fc.property(fc.array(xml, { maxLength: 4 }), path, fc.boolean(), (inside, steps, isCount) => {
        const rows = rowsOf(`<a>${inside.join('')}</a>`)
        const expression = isCount ? `count(${steps})` : steps
        expect(readPlainPath(expression)).not.toBeNull()
        expect(filterXml(rows, expression)).toEqual(filterByLibrary(rows, expression, false, {}))
      }),
      { numRuns: 300 },
    )
  })
})
