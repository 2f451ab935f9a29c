import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJsonRows } from '../json/rows'
import { MAX_EXPRESSION_LENGTH, FilterError } from './filter-error'
import type { FilterLimits } from './filter-result'
import { filterJson } from './json-path'

const rowsOf = (text: string): ReturnType<typeof readJsonRows> => readJsonRows(new TextEncoder().encode(text))

/** Each chosen node on one line; containers as the engine prints them. */
function chosen(text: string, expression: string, limits?: FilterLimits): string[] {
  const rows = rowsOf(text)
  const print = (row: number): string => {
    const kind = rows.kindOf(row)
    if (kind !== 'object' && kind !== 'array') return rows.literalOf(row)
    const parts: string[] = []
    for (let child = row + 1; child < rows.nextOf(row); child = rows.nextOf(child)) {
      parts.push(kind === 'object' ? `${rows.nameLiteralOf(child)}:${print(child)}` : print(child))
    }
    return kind === 'object' ? `{${parts.join(',')}}` : `[${parts.join(',')}]`
  }
  return filterJson(rows, expression, limits).matches.map(({ row }) => print(row))
}

function faultOf(expression: string): { fault: string; column: number | null; detail: string } {
  try {
    filterJson(rowsOf('{}'), expression)
  } catch (error) {
    if (error instanceof FilterError) return { fault: error.fault, column: error.column, detail: error.detail }
    throw error
  }
  throw new Error(`accepted: ${expression}`)
}

describe('selectors and segments', () => {
  const answer = '{"result":{"items":[{"sid":"a","n":1},{"sid":"b","n":2},{"sid":"c"}],"a b":true},"o\'k":null}'

  it.each([
    ['$', [answer]],
    ['$.result.items[1].sid', ['"b"']],
    ["$['result']['items'][-1]['sid']", ['"c"']],
    ['$.result["a b"]', ['true']],
    ["$['o\\'k']", ['null']],
    ['$["\\u006f\'k"]', ['null']],
    ['$.result.items[*].sid', ['"a"', '"b"', '"c"']],
    ['$..sid', ['"a"', '"b"', '"c"']],
    ['$..n', ['1', '2']],
    ['$ .result\n[ "items" ] [ 0 ] .n', ['1']],
    ['$.result.items[0,2]["sid","n"]', ['"a"', '1', '"c"']],
    ['$.result.items[0,0].n', ['1', '1']],
    ['$.none', []],
    ['$.result.items.sid', []],
    ['$.result.items[9]', []],
    ['$.result.items[-9]', []],
    ['$.result[0]', []],
    // Conveniences: without the first sign, with blanks around.
    ['result.items[0].sid', ['"a"']],
    [' result.items[0].sid ', ['"a"']],
    ['.result.items[0].sid', ['"a"']],
    ["['result'].items[0].sid", ['"a"']],
    ['..sid', ['"a"', '"b"', '"c"']],
    ['*.items[0].n', ['1']],
  ])('%s', (expression, expected) => {
    expect(chosen(answer, expression)).toEqual(expected)
  })

  it.each([
    ['[1:3]', '1,2'],
    ['[5:]', '5,6'],
    ['[1:5:2]', '1,3'],
    ['[5:1:-2]', '5,3'],
    ['[::-1]', '6,5,4,3,2,1,0'],
    ['[:]', '0,1,2,3,4,5,6'],
    ['[::]', '0,1,2,3,4,5,6'],
    ['[-2:]', '5,6'],
    ['[:-5]', '0,1'],
    ['[-1:-4:-1]', '6,5,4'],
    ['[::0]', ''],
    ['[10:0:-3]', '6,3'],
    ['[-100:100:3]', '0,3,6'],
    ['[3:3]', ''],
  ])('slices like $%s', (slice, expected) => {
    expect(chosen('[0,1,2,3,4,5,6]', `$${slice}`).join(',')).toBe(expected)
  })

  it('gives a value before what is inside it, and items in order, below `..`', () => {
    expect(chosen('[[0,1],2,{"a":[3]}]', '$..*')).toEqual(['[0,1]', '2', '{"a":[3]}', '0', '1', '[3]', '3'])
    expect(chosen('[[0,1],2]', '$..[1]')).toEqual(['2', '1'])
    expect(chosen('{"a":{"a":{"a":1}}}', '$..a..a')).toEqual(['{"a":1}', '1', '1'])
  })

  it('chooses every member of a name that repeats, and names like those of prototypes', () => {
    expect(chosen('{"a":1,"a":2,"__proto__":3}', '$.a')).toEqual(['1', '2'])
    expect(chosen('{"a":1,"__proto__":3}', '$.__proto__')).toEqual(['3'])
    expect(chosen('{"a":1}', '$.constructor')).toEqual([])
  })

  it('reads names in other scripts and beyond the first plane', () => {
    expect(chosen('{"会话":{"😀":1}}', '$.会话.😀')).toEqual(['1'])
    expect(chosen('{"会话":{"😀":1}}', "$['\\u4f1a\\u8bdd']['\\ud83d\\ude00']")).toEqual(['1'])
  })
})

describe('filters', () => {
  // The shape of the RFC's own example: numbers, strings, containers, missing members.
  const data = '{"a":[3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}],"o":{"p":1,"q":2,"r":3,"s":5,"t":{"u":6}},"e":"f"}'

  it.each([
    ['$.a[?@.b == "kilo"]', ['{"b":"kilo"}']],
    ['$.a[?(@.b == \'kilo\')]', ['{"b":"kilo"}']],
    ['$.a[?@>3.5]', ['5', '4', '6']],
    ['$.a[?@.b]', ['{"b":"j"}', '{"b":"k"}', '{"b":{}}', '{"b":"kilo"}']],
    ['$[?@.*]', ['[3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}]', '{"p":1,"q":2,"r":3,"s":5,"t":{"u":6}}']],
    ['$[?@[?@.b]]', ['[3,5,1,2,4,6,{"b":"j"},{"b":"k"},{"b":{}},{"b":"kilo"}]']],
    ['$.o[?@<3, ?@<3]', ['1', '2', '1', '2']],
    ['$.a[?@<2 || @.b == "k"]', ['1', '{"b":"k"}']],
    ['$.a[?match(@.b, "[jk]")]', ['{"b":"j"}', '{"b":"k"}']],
    ['$.a[?search(@.b, "[jk]")]', ['{"b":"j"}', '{"b":"k"}', '{"b":"kilo"}']],
    ['$.o[?@>1 && @<4]', ['2', '3']],
    ['$.o[?@.u || @.x]', ['{"u":6}']],
    ['$.a[?@.b == $.x]', ['3', '5', '1', '2', '4', '6']],
    ['$.a[?@ == @]', ['3', '5', '1', '2', '4', '6', '{"b":"j"}', '{"b":"k"}', '{"b":{}}', '{"b":"kilo"}']],
    ['$.a[?!@.b && !(@ > 2)]', ['1', '2']],
    ['$.a[?@.b == $.a[8].b]', ['{"b":{}}']],
    ['$.a[?length(@.b) == 4]', ['{"b":"kilo"}']],
    ['$.a[?length(@.b) < 2]', ['{"b":"j"}', '{"b":"k"}', '{"b":{}}']],
    ['$[?count(@.*) == 5].p', ['1']],
    ['$[?count(@..b) > 3][0]', ['3']],
    ['$.a[?value(@..b) == "j"]', ['{"b":"j"}']],
    ['$[?value(@..b) == "j"]', []],
    ['$.a[?@.b != "j"][?@ == "k"]', ['"k"']],
    ['$.a[? @.b <= "k" ].b', ['"j"', '"k"']],
  ])('%s', (expression, expected) => {
    expect(chosen(data, expression)).toEqual(expected)
  })

  // Each as a test about one document; what is absent equals only what is absent.
  it.each([
    ['$.absent1 == $.absent2', true],
    ['$.absent1 <= $.absent2', true],
    ['$.absent == "g"', false],
    ['$.absent != "g"', true],
    ['$.absent < 1', false],
    ['1 <= 2', true],
    ['1 > 2', false],
    ['13 == "13"', false],
    ['"a" <= "b"', true],
    ['"a" > "b"', false],
    ['"" < "a"', true],
    ['"\\ue000" < "\\ud83d\\ude00"', true],
    ['$.obj == $.arr', false],
    ['$.obj != $.arr', true],
    ['$.obj == $.obj', true],
    ['$.obj == $.same', true],
    ['$.obj == $.other', false],
    ['$.arr == $.arr2', true],
    ['$.arr != $.arr3', true],
    ['$.obj == 17', false],
    ['$.obj <= $.arr', false],
    ['$.obj < $.arr', false],
    ['$.obj <= $.obj', true],
    ['1 <= $.arr', false],
    ['true <= true', true],
    ['true > true', false],
    ['true < false', false],
    ['null == null', true],
    ['null == $.nothing', true],
    ['$.nothing', true],
    ['null == $.absent', false],
    ['false == $.absent', false],
    ['length($.text) == 3', true],
    ['length($.nothing) == $.absent', true],
    ['length(value($.arr[0])) == $.absent', true],
    ['match($.text, ".*")', true],
    ['match($.arr, ".*")', false],
    ['search("a会c", $.pattern)', true],
    ['match("a会c", $.pattern)', false],
    ['search("1", $.foreign)', false],
  ])('%s is %s', (test, expected) => {
    const document =
      '[{"obj":{"x":"y","n":[1.0]},"same":{"n":[1],"x":"y"},"other":{"x":"y"},"arr":[2,3],"arr2":[2.0,3e0],"arr3":[2],' +
      '"nothing":null,"text":"a😀c","pattern":"[会话]","foreign":"\\\\d"}]'
    expect(chosen(document, `$[?${test.replaceAll('$.', '@.')}]`)).toHaveLength(expected ? 1 : 0)
  })
})

describe('errors', () => {
  it.each([
    ['', 'ends-early', 1],
    ['$.', 'ends-early', 3],
    ['$[', 'ends-early', 3],
    ['$[0', 'ends-early', 4],
    ['$x', 'unexpected-character', 2],
    ['$.a-b', 'unexpected-character', 4],
    ['$.1', 'unexpected-character', 3],
    ['$. a', 'unexpected-character', 3],
    ['@.a', 'unexpected-character', 1],
    ['$.会话[?@.a = 1]', 'unexpected-character', 11],
    ['$.😀!', 'unexpected-character', 4],
    ['$[]', 'unexpected-character', 3],
    ['$[a]', 'unexpected-character', 3],
    ['$["a]', 'unclosed-string', 3],
    ["$['\\x']", 'wrong-escape', 4],
    ['$["\\\'"]', 'wrong-escape', 4],
    ["$['\\u12']", 'wrong-escape', 4],
    ["$['a\tb']", 'unexpected-character', 5],
    ['$[01]', 'wrong-number', 3],
    ['$[-0]', 'wrong-number', 3],
    ['$[9007199254740992]', 'wrong-number', 3],
    ['$[1:-01]', 'wrong-number', 5],
    ['$[?@ == 01]', 'wrong-number', 9],
    ['$[?@ == 1.]', 'wrong-number', 9],
    ['$[?@ == .5]', 'unexpected-character', 9],
    ['$[?@ === 1]', 'unexpected-character', 8],
    ['$[?@.* == 1]', 'not-comparable', 4],
    ['$[?@..a == 1]', 'not-comparable', 4],
    ['$[?1 == @[0,1]]', 'not-comparable', 9],
    ['$[?match(@, "a") == true]', 'not-comparable', 4],
    ['$[?length(@)]', 'not-a-test', 4],
    ['$[?!count(@.*)]', 'not-a-test', 5],
    ['$[?1]', 'not-a-test', 4],
    ['$[?true]', 'not-a-test', 4],
    ['$[?!@.a == 1]', 'unexpected-character', 9],
    ['$[?@.a && ]', 'unexpected-character', 11],
    ['$[?(@.a]', 'unexpected-character', 8],
    ['$[?foo(@)]', 'unknown-function', 4],
    ['$[?length(@, @) > 1]', 'wrong-arguments', 4],
    ['$[?length(@.*) > 1]', 'wrong-arguments', 11],
    ['$[?count(1) > 1]', 'wrong-arguments', 10],
    ['$[?match(@)]', 'wrong-arguments', 4],
    ['$[?match(@.*, "a")]', 'wrong-arguments', 10],
    ['$[?match(@, "\\\\d")]', 'not-i-regexp', 13],
    ['$[?match(@, 1)]', 'not-i-regexp', 13],
    ['$.a b', 'unexpected-character', 5],
  ])('%s: %s at %i', (expression, fault, column) => {
    expect(faultOf(expression)).toMatchObject({ fault, column })
  })

  it('refuses an expression longer than the limit', () => {
    expect(faultOf('('.repeat(MAX_EXPRESSION_LENGTH + 1))).toMatchObject({ fault: 'expression-too-long', column: null })
  })

  it('throws nothing else whatever is typed', () => {
    const typed = fc.string({ unit: fc.constantFrom(...'$@.[]()*?!=<>&|,:\'"\\ab01-u会', '..', 'count(', 'match(', '@.a') })
    fc.assert(
      fc.property(typed, (expression) => {
        try {
          filterJson(rowsOf('{"a":[1,{"b":"0"}]}'), expression)
        } catch (error) {
          expect(error).toBeInstanceOf(FilterError)
        }
      }),
      { numRuns: 3_000 },
    )
  })
})

describe('limits', () => {
  const long = `[${Array.from({ length: 300 }, (_, index) => index).join(',')}]`

  it('gives the first matches and counts all', () => {
    expect(filterJson(rowsOf(long), '$[*]', { maxMatches: 10 })).toMatchObject({ total: 300, matches: { length: 10 } })
  })

  it('gives up what takes too many steps, and what it is told to stop', () => {
    const nested = `${'['.repeat(40)}${']'.repeat(40)}`
    const endless = `$${'..*'.repeat(30)}`
    expect(() => filterJson(rowsOf(nested), endless)).toThrow(expect.objectContaining({ fault: 'filter-too-long' }))
    expect(() => filterJson(rowsOf(nested), endless, { shouldStop: () => true })).toThrow(expect.objectContaining({ fault: 'stopped' }))
  })

  it('takes a number of steps below `..` that grows with the document, not with its square', () => {
    expect(chosen(long, '$..[?@ == 299]', { maxSteps: 2_000 })).toEqual(['299'])
  })
})

/** RFC 9535 in a dozen lines over plain values, without any care for speed. */
function naive(value: unknown, path: readonly Naive[]): unknown[] {
  let nodes: unknown[] = [value]
  for (const step of path) {
    if (step.descendant) nodes = nodes.flatMap(descendants)
    nodes = nodes.flatMap((node) => select(node, step.selector))
  }
  return nodes
}
interface Naive {
  readonly descendant: boolean
  readonly selector: string
}
const descendants = (node: unknown): unknown[] => [node, ...childrenOf(node).flatMap(descendants)]
const childrenOf = (node: unknown): unknown[] => (node !== null && typeof node === 'object' ? Object.values(node) : [])
function select(node: unknown, selector: string): unknown[] {
  const children = childrenOf(node)
  if (selector === '*') return children
  if (selector === '?@.a') return children.filter((child) => select(child, "'a'").length > 0)
  if (selector.startsWith("'")) {
    const name = selector.slice(1, -1)
    return node !== null && typeof node === 'object' && !Array.isArray(node) && Object.hasOwn(node, name) ? [(node as Record<string, unknown>)[name]] : []
  }
  if (!Array.isArray(node)) return []
  if (selector.includes(':')) {
    const [start = 0, end = children.length] = selector.split(':').map((bound) => (bound === '' ? undefined : Number(bound)))
    return children.slice(start, end)
  }
  return children.filter((_, index) => index === Number(selector) || index === children.length + Number(selector))
}

describe('filterJson', () => {
  it('chooses what a naive reading of the RFC chooses', () => {
    const value = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof({ maxDepth: 4 }, fc.constantFrom('x', true, null), fc.array(tie('any'), { maxLength: 4 }), fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('any'))),
    })).any
    const step = fc.record({ descendant: fc.boolean(), selector: fc.constantFrom('*', "'a'", "'b'", '0', '1', '-1', '1:', ':2', '-2:', '?@.a') })
    fc.assert(
      fc.property(value, fc.array(step, { minLength: 1, maxLength: 3 }), (document, path) => {
        const expression = `$${path.map(({ descendant, selector }) => `${descendant ? '..' : ''}[${selector}]`).join('')}`
        expect(chosen(JSON.stringify(document), expression)).toEqual(naive(document, path).map((node) => JSON.stringify(node)))
      }),
      { numRuns: 1_000 },
    )
  })
})
