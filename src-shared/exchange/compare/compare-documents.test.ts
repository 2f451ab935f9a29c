import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textOf } from '../../testing/arbitraries'
import { jsonText, xmlText } from '../../testing/documents'
import { damagedXmlText, markupSoup, xmlText as anyXmlText } from '../../testing/xml-texts'
import { compareDocuments } from './compare-documents'
import { compareLines } from './compare-lines'
import { MAX_LISTED, type Difference } from './difference'
import { IgnoreRules } from './ignore-patterns'
import { compareTexts, comparedText, finished, saidOf } from './testing/compare-texts'

describe('JSON', () => {
  it.each<[string, string, string, string[]]>([
    ['a changed value', '{"a":1,"b":2}', '{"a":1,"b":3}', ['changed $.b: 2 → 3']],
    ['members in another order', '{"a":1,"b":{"c":2,"d":3}}', '{"b":{"d":3,"c":2},"a":1}', []],
    ['white space and escapes', '{"a": "x\\/y"}', '{ "a":"x/y"\n}', []],
    ['a member more, where it stands', '{"a":1,"c":3}', '{"a":1,"b":2,"c":4}', ['added $.b: 2', 'changed $.c: 3 → 4']],
    ['a member less', '{"a":1,"b":[1,2]}', '{"a":1}', ['removed $.b: [\n  1,\n  2\n]']],
    ['every digit of an int64', '{"id":880000000000000001}', '{"id":880000000000000002}', ['changed $.id: 880000000000000001 → 880000000000000002']],
    ['one number written in two ways', '{"a":1.10,"b":1e2}', '{"a":1.1,"b":100}', ['changed $.a: 1.10 → 1.1 (same-number)', 'changed $.b: 1e2 → 100 (same-number)']],
    ['a number that became a string', '{"a":1}', '{"a":"1"}', ['changed $.a: 1 → "1" (other-type)']],
    ['null and its absence', '{"a":null}', '{}', ['removed $.a: null']],
    ['an object that became a list', '{"a":{}}', '{"a":[]}', ['changed $.a: {} → []']],
    ['a value that became an object', '{"a":""}', '{"a":{}}', ['changed $.a: "" → {}']],
    ['repeated names, the first with the first', '{"a":1,"a":2}', '{"a":1,"a":3,"a":4}', ['changed $.a: 2 → 3', 'added $.a: 4']],
    ['the document itself', '{"a":1}', '[1]', ['changed $: {\n  "a": 1\n} → [\n  1\n]']],
    ['another root', '{"x_response":{"a":1}}', '{"error_response":{"code":25}}', ['removed $.x_response: {\n  "a": 1\n}', 'added $.error_response: {\n  "code": 25\n}']],
  ])('tells %s', (_, left, right, differences) => {
    expect(saidOf(left, right)).toEqual(differences)
  })
})

describe('lists', () => {
  const people = (...names: string[]): string => `{"l":[${names.map((name) => `{"name":"${name}","age":1}`).join(',')}]}`
  const rows = (...ids: string[]): string => `{"l":[${ids.map((id) => `{"item_id":${id},"n":0}`).join(',')}]}`

  it.each<[string, string, string, string[]]>([
    ['an inserted item', people('a', 'b', 'c'), people('a', 'x', 'b', 'c'), ['added $.l[1]: {\n  "name": "x",\n  "age": 1\n}']],
    ['an item taken out', people('a', 'b', 'c'), people('b', 'c'), ['removed $.l[0]: {\n  "name": "a",\n  "age": 1\n}']],
    ['a changed item', people('a', 'b', 'c'), people('a', 'x', 'c'), ['changed $.l[1].name: "b" → "x"']],
    ['an inserted and a changed item', '[{"a":1,"b":2},{"a":3,"b":4}]', '[{"a":9,"b":9},{"a":1,"b":2},{"a":3,"b":5}]', ['added $[0]: {\n  "a": 9,\n  "b": 9\n}', 'changed $[1].b: 4 → 5']],
    ['items that are no objects', '["a","b","c"]', '["a","c","d"]', ['removed $[1]: "b"', 'added $[2]: "d"']],
    ['an item with an id of its own', rows('1', '2', '3'), rows('0', '1', '2', '3'), ['added $.l[0]: {\n  "item_id": 0,\n  "n": 0\n}']],
    ['an item that moved, known by its id', rows('1', '2', '3'), rows('3', '1', '2'), ['moved $.l[2]: {\n  "item_id": 3,\n  "n": 0\n} → {\n  "item_id": 3,\n  "n": 0\n}']],
    ['ids that are new in every answer', '[{"trace_id":1,"a":1},{"trace_id":2,"a":2}]', '[{"trace_id":3,"a":1},{"trace_id":4,"a":2}]', ['changed $[0].trace_id: 1 → 3', 'changed $[1].trace_id: 2 → 4']],
  ])('tell %s as one difference', (_, left, right, differences) => {
    expect(saidOf(left, right)).toEqual(differences)
  })

  it('find their items although every item holds something that is ignored', () => {
    const listOf = (time: number, ...names: string[]): string => JSON.stringify({ items: names.map((name, index) => ({ name, time: time + index, more: { time } })) })
    const { listed, ignored } = compareTexts(listOf(100, 'a', 'b', 'c', 'c'), listOf(200, 'x', 'a', 'b', 'c', 'c'), ['items[*].time', 'more.time'])
    expect(listed.map(({ kind, right }) => `${kind} ${right?.path ?? ''}`)).toEqual(['added $.items[0]'])
    expect(ignored).toEqual([
      { pattern: 'items[*].time', count: 4 },
      { pattern: 'more.time', count: 4 },
    ])
  })

  it('with tens of thousands of items take one inserted item for one difference', () => {
    const items = Array.from({ length: 20_000 }, (_, index) => `{"n":${index % 7},"v":${index}}`)
    const { total, listed } = compareTexts(`[${items.join(',')}]`, `[${items.toSpliced(10_000, 1, '{"n":8}', items[10_000] ?? '').join(',')}]`)
    expect(total).toBe(1)
    expect(listed[0]).toMatchObject({ kind: 'added', right: { path: '$[10000]' } })
  })
})

describe('XML', () => {
  it.each<[string, string, string, string[]]>([
    ['a changed text', '<r><a>1</a><b>2</b></r>', '<r><a>1</a><b>3</b></r>', ['changed /r/b: 2 → 3']],
    ['elements in another order and blanks between them', '<r><a>1</a><b>2</b></r>', '<r>\n  <b>2</b>\n  <a>1</a>\n</r>', []],
    ['attributes by name', '<r><a x="1" y="2">t</a></r>', '<r><a y="3" z="4">t</a></r>', ['removed /r/a/@x: 1', 'changed /r/a/@y: 2 → 3', 'added /r/a/@z: 4']],
    ['attributes in another order', '<r a="1" b="2"/>', '<r b="2" a="1"></r>', []],
    ['CDATA as text', '<r><a>x &lt; y</a></r>', '<r><a><![CDATA[x < ]]>y</a></r>', []],
    ['blanks of a value', '<r><a> x</a></r>', '<r><a>x</a></r>', ['changed /r/a:  x → x']],
    ['digits', '<r><a>1.10</a></r>', '<r><a>1.1</a></r>', ['changed /r/a: 1.10 → 1.1 (same-number)']],
    ['an inserted one of repeated elements', '<r><s>a</s><s>b</s></r>', '<r><s>a</s><s>x</s><s>b</s></r>', ['added /r/s[2]: x']],
    ['an empty element that got elements', '<r><l/></r>', '<r><l><s>a</s></l></r>', ['added /r/l/s: a']],
    ['a text that became an element', '<r><a>x</a></r>', '<r><a><b>x</b></a></r>', ['changed /r/a: x → <a><b>x</b></a>']],
    ['text between elements by its place', '<r>one <b>two</b> three</r>', '<r>one <b>two</b> four</r>', ['changed /r/text()[2]:  three →  four']],
    ['CDATA between elements', '<r>one<b/>t<![CDATA[w]]>o</r>', '<r>one<b/>two</r>', []],
    ['comments', '<r><a>1</a></r><!--host1-->', '<r><a>1</a></r><!--host2-->', ['changed /comment(): host1 → host2']],
    ['another root', '<a_response><x>1</x></a_response>', '<error_response/>', ['removed /a_response: <a_response><x>1</x></a_response>', 'added /error_response: ']],
  ])('tells %s', (_, left, right, differences) => {
    expect(saidOf(left, right)).toEqual(differences)
  })

  it('ignores comments and what is told by name, with its attributes', () => {
    const answer = (id: number, value: string): string => `<r><request_id kind="${id}">${id}</request_id><v>${value}</v><!--${id}--></r>`
    const { listed, ignored } = compareTexts(answer(1, 'a'), answer(2, 'b'), ['request_id', 'comment()'])
    expect(listed.map(({ left }) => left?.path)).toEqual(['/r/v'])
    expect(ignored).toEqual([
      { pattern: 'comment()', count: 1 },
      { pattern: 'request_id', count: 2 },
    ])
  })
})

it('cuts long values around the first character that differs', () => {
  const { listed } = compareTexts(JSON.stringify([`${'会'.repeat(9_000)}a`]), JSON.stringify([`${'会'.repeat(9_000)}b`]))
  const [difference] = listed
  expect(difference?.left?.length).toBe(9_003)
  expect(difference?.left?.text).toContain('会a"')
  expect(difference?.right?.text).toContain('会b"')
  expect(difference?.left?.text.length).toBeLessThanOrEqual(2_000)
})

it('counts all and lists the first', () => {
  const listOf = (value: number): string => JSON.stringify(Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`m${index}`, value])))
  const { total, listed } = compareTexts(listOf(1), listOf(2))
  expect(total).toBe(5_000)
  expect(listed).toHaveLength(MAX_LISTED)
  expect(listed.at(-1)?.name).toBe(`m${MAX_LISTED - 1}`)
})

it('gives what it found so far when it is stopped, and says so', () => {
  let pauses = 0
  const listOf = (value: number): string => JSON.stringify(Array.from({ length: 30_000 }, (_, index) => ({ a: index, b: value })))
  const control = { shouldStop: () => ++pauses > 6 }
  const { isStopped, total } = finished(compareDocuments(comparedText(listOf(1)), comparedText(listOf(2)), new IgnoreRules([]), control))
  expect(isStopped).toBe(true)
  expect(total).toBeLessThan(30_000)
})

const document = fc.oneof(jsonText.map((text) => ({ format: 'json', text })), fc.oneof(xmlText, anyXmlText).map((text) => ({ format: 'xml', text })))
const isText = ({ text }: { text: string }): boolean => {
  try {
    comparedText(text)
    return true
  } catch {
    return false
  }
}
const pairOfTexts = fc.tuple(document, document).filter(([left, right]) => left.format === right.format && isText(left) && isText(right))

describe('any two documents', () => {
  it('do not differ when they are the same', () => {
    fc.assert(
      fc.property(document.filter(isText), ({ text }) => {
        expect(compareTexts(text, text)).toEqual({ listed: [], total: 0, ignored: [], ignoredPlaces: [], isStopped: false })
      }),
    )
  })

  it('differ the same way from both sides', () => {
    const turned: Readonly<Record<string, string>> = { added: 'removed', removed: 'added' }
    const tell = ({ kind, note, left, right }: Difference, isTurned: boolean): string =>
      // Of items that changed places either may be the one that moved.
      kind === 'moved' ? kind : JSON.stringify(isTurned ? [turned[kind] ?? kind, note, right, left] : [kind, note, left, right])
    fc.assert(
      fc.property(pairOfTexts, ([{ text: left }, { text: right }]) => {
        const there = compareTexts(left, right)
        const back = compareTexts(right, left)
        expect(back.listed.map((difference) => tell(difference, true)).sort()).toEqual(there.listed.map((difference) => tell(difference, false)).sort())
      }),
    )
  })
})

it('ends on any two texts, line by line where they are no documents', () => {
  const soup = fc.oneof(damagedXmlText, markupSoup, textOf('{}[]",:ab1 \n'), jsonText)
  fc.assert(
    fc.property(soup, soup, (left, right) => {
      const isComparable = isText({ text: left }) && isText({ text: right }) && left.trimStart().startsWith('<') === right.trimStart().startsWith('<')
      const { total, isStopped } = isComparable ? compareTexts(left, right) : finished(compareLines(left, right, { shouldStop: () => false }))
      expect(isStopped).toBe(false)
      expect(total > 0 || isComparable || left.replace(/\r\n?/g, '\n') === right.replace(/\r\n?/g, '\n')).toBe(true)
    }),
  )
})

it('of one item only ignores what is told by its number', () => {
  expect(saidOf('[{"a":1},{"a":2}]', '[{"a":3},{"a":4}]', ['[0].a'])).toEqual(['changed $[1].a: 2 → 4'])
})

/** A value of unique names, and whether lists occur in it. */
const treeOf = (withLists: boolean): fc.Arbitrary<unknown> =>
  fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('a', 'b', '会话', '', 1, 1.5, true, null),
      fc.dictionary(fc.constantFrom('a', 'b', 'c', 'x y', '__proto__x', '会话'), tie('tree'), { minKeys: 1, maxKeys: 4 }),
      ...(withLists ? [fc.array(tie('tree'), { minLength: 1, maxLength: 5 })] : []),
    ),
  })).tree

/** Replaces the leaves at these numbers by texts that occur nowhere else; tells their paths. */
function mutate(tree: unknown, chosen: ReadonlySet<number>): { mutated: unknown; paths: string[]; leaves: number } {
  let leaves = 0
  const paths: string[] = []
  const visit = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => visit(item, `${path}[${index}]`))
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, visit(inner, name === 'x y' ? `${path}['x y']` : `${path}.${name}`)]))
    }
    const number = leaves++
    if (!chosen.has(number)) return value
    paths.push(path)
    return `changed ${number}`
  }
  return { mutated: visit(tree, '$'), paths, leaves }
}

describe('a document some of whose values were changed', () => {
  const report = (tree: unknown, numbers: readonly number[]): void => {
    const { leaves } = mutate(tree, new Set())
    const { mutated, paths } = mutate(tree, new Set(numbers.map((number) => number % leaves)))
    const { listed, total } = compareTexts(JSON.stringify(tree), JSON.stringify(mutated))
    expect(listed.map(({ kind, left, right }) => [kind, left?.path, right?.path])).toEqual(paths.map((path) => ['changed', path, path]))
    expect(total).toBe(paths.length)
  }
  // A text at the top is no document.
  const inObject = (tree: unknown): unknown => ({ top: tree })

  it('differs in exactly those', () => {
    fc.assert(fc.property(treeOf(false).map(inObject), fc.array(fc.nat(), { minLength: 1, maxLength: 5 }), report))
  })

  it('differs in exactly the one, also inside lists', () => {
    fc.assert(fc.property(treeOf(true).map(inObject), fc.tuple(fc.nat()), report))
  })

  it('differs in nothing that is ignored, and the ignored ones are counted', () => {
    fc.assert(
      fc.property(treeOf(false).map(inObject), fc.array(fc.nat(), { minLength: 1, maxLength: 5 }), fc.constantFrom('a', 'b', 'c'), (tree, numbers, name) => {
        const { leaves } = mutate(tree, new Set())
        const { mutated, paths } = mutate(tree, new Set(numbers.map((number) => number % leaves)))
        const { listed, ignored } = compareTexts(JSON.stringify(tree), JSON.stringify(mutated), [name])
        const isIgnored = (path: string): boolean => path.split('.').includes(name)
        expect(listed.map(({ left }) => left?.path)).toEqual(paths.filter((path) => !isIgnored(path.replaceAll("['x y']", '.x y'))))
        expect(listed.length + (ignored[0]?.count ?? 0)).toBe(paths.length)
      }),
    )
  })
})
