import { localNameOf } from '../filter/xml-nodes'
import { NO_ROW, type JsonRows, type Rows, type XmlRows } from './rows'

/**
 * Tells where rows stand. A path chooses exactly its row when it is used as a filter, except that a name repeated in one
 * JSON object stands for all members of that name.
 * The first path below a parent walks over the parent's children once; the parents asked about last are remembered, so
 * that the paths of a million siblings cost little more than one.
 */
export interface Paths {
  pathOf(row: number): string
}

/** Paths as people write them, quoted only where a name needs it: `$.result.items[0]['a b']`. */
export function jsonPaths(rows: JsonRows): Paths {
  const siblings = new SiblingIndex(rows, () => '')
  const step = (row: number): string => {
    const name = rows.nameOf(row)
    if (name === null) return `[${siblings.placeOf(row).index}]`
    return SHORT_NAME.test(name) ? `.${name}` : `['${escapeName(name)}']`
  }
  return { pathOf: (row) => `$${chainOf(rows, row).slice(1).map(step).join('')}` }
}

/** XPaths: `/root/items/string[2]`, with a number only where siblings share the name (prefixes do not count, as in the filter). */
export function xmlPaths(rows: XmlRows): Paths {
  const sameStep = new SiblingIndex(rows, (row) => stepOf(rows, row))
  const elements = new SiblingIndex(rows, (row) => (rows.kindOf(row) === 'element' ? ANY_ELEMENT : ''))
  const step = (row: number): string => {
    const name = stepOf(rows, row)
    const { index, count } = (name === ANY_ELEMENT ? elements : sameStep).placeOf(row)
    return `/${name}${count > 1 ? `[${index + 1}]` : ''}`
  }
  return { pathOf: (row) => chainOf(rows, row).map(step).join('') }
}

/** The rows from the top down to the row. */
function chainOf(rows: Rows, row: number): number[] {
  const chain: number[] = []
  for (let above = row; above !== NO_ROW; above = rows.parentOf(above)) chain.push(above)
  return chain.reverse()
}

const SHORT_NAME = /^[A-Za-z_\u0080-\ud7ff\ue000-\uffff\u{10000}-\u{10ffff}][A-Za-z_\d\u0080-\ud7ff\ue000-\uffff\u{10000}-\u{10ffff}]*$/u
// eslint-disable-next-line no-control-regex -- the RFC names exactly these characters; lone surrogates have no other form
const ESCAPED = /['\\\u0000-\u001f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't', "'": "'", '\\': '\\' }

function escapeName(name: string): string {
  return name.replace(ESCAPED, (character) => `\\${SHORT_ESCAPES[character] ?? `u${character.charCodeAt(0).toString(16).padStart(4, '0')}`}`)
}

const ANY_ELEMENT = '*'
// Narrower than XML: what is left out is told apart by its number alone, like names with two colons, which XPath cannot say.
const PLAIN_NAME = /^(?:[\p{L}_][\p{L}\p{N}_.-]*:)?[\p{L}_][\p{L}\p{N}_.-]*$/u

/** What a row is called in a path; siblings of the same step are counted together. */
function stepOf(rows: XmlRows, row: number): string {
  switch (rows.kindOf(row)) {
    case 'element': {
      const name = rows.nameOf(row)
      return PLAIN_NAME.test(name) ? localNameOf(name) : ANY_ELEMENT
    }
    case 'comment':
      return 'comment()'
    case 'instruction':
      return 'processing-instruction()'
    default:
      return 'text()'
  }
}

const KEPT_PARENTS = 64

/** Tells how many siblings of the same key stand before a row, and how many there are. */
export class SiblingIndex {
  /** By parent, the rows of each key in order. */
  private readonly known = new Map<number, ReadonlyMap<string, Uint32Array>>()

  constructor(
    private readonly rows: Rows,
    private readonly keyOf: (row: number) => string,
  ) {}

  placeOf(row: number): { readonly index: number; readonly count: number } {
    const same = this.siblingsOf(row).get(this.keyOf(row)) ?? new Uint32Array()
    return { index: indexOf(same, row), count: same.length }
  }

  private siblingsOf(row: number): ReadonlyMap<string, Uint32Array> {
    const parent = this.rows.parentOf(row)
    const known = this.known.get(parent)
    if (known !== undefined) return known
    if (this.known.size >= KEPT_PARENTS) this.known.clear()
    const found = this.readSiblings(parent)
    this.known.set(parent, found)
    return found
  }

  private readSiblings(parent: number): ReadonlyMap<string, Uint32Array> {
    const { rows } = this
    const lists = new Map<string, number[]>()
    const end = parent === NO_ROW ? rows.count : rows.nextOf(parent)
    for (let row = parent === NO_ROW ? 0 : parent + 1; row < end; row = rows.nextOf(row)) {
      const key = this.keyOf(row)
      const list = lists.get(key)
      if (list === undefined) lists.set(key, [row])
      else list.push(row)
    }
    return new Map(Array.from(lists, ([key, list]) => [key, Uint32Array.from(list)]))
  }
}

function indexOf(ascending: Uint32Array, value: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ascending[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
