import { matchesIRegexp } from '../pattern/i-regexp'
import { compareDecimals } from './decimal'
import type { JsonPathEvaluator } from './json-path'
import type { Comparable, ComparisonOperator, Literal, Query, Test } from './json-path-syntax'

/** A value of the expression: written or computed, an object or array of the document, or nothing at all. */
type Value = Literal | { readonly kind: 'container'; readonly row: number } | { readonly kind: 'nothing' }

const NOTHING: Value = { kind: 'nothing' }

/** Answers the tests of filter selectors about rows (RFC 9535, section 2.3.5). */
export class JsonPathTests {
  constructor(private readonly evaluator: JsonPathEvaluator) {}

  /** Whether the test holds when `@` is the row. */
  holds(test: Test, row: number): boolean {
    switch (test.kind) {
      case 'or':
        return test.tests.some((part) => this.holds(part, row))
      case 'and':
        return test.tests.every((part) => this.holds(part, row))
      case 'not':
        return !this.holds(test.test, row)
      case 'exists':
        return !this.evaluator.visit(test.query, row, () => false)
      case 'comparison':
        return this.compare(test.operator, this.valueOf(test.left, row), this.valueOf(test.right, row))
      case 'pattern': {
        const text = this.valueOf(test.text, row)
        const pattern = this.valueOf(test.pattern, row)
        if (text.kind !== 'string' || pattern.kind !== 'string') return false
        this.evaluator.budget.spend(text.text.length)
        return matchesIRegexp(pattern.text, text.text, test.whole)
      }
    }
  }

  private valueOf(comparable: Comparable, row: number): Value {
    switch (comparable.kind) {
      case 'literal':
        return comparable.value
      case 'singular':
      case 'value':
        return this.onlyValueOf(comparable.query, row)
      case 'length':
        return this.lengthOf(this.valueOf(comparable.of, row))
      case 'count': {
        let count = 0
        this.evaluator.visit(comparable.query, row, () => {
          count += 1
          return true
        })
        return { kind: 'number', digits: String(count) }
      }
    }
  }

  /** The value of the one node the query finds; nothing when it finds none or several. */
  private onlyValueOf(query: Query, row: number): Value {
    let found: number | null = null
    const isOnly = this.evaluator.visit(query, row, (candidate) => {
      if (found !== null) return false
      found = candidate
      return true
    })
    return found === null || !isOnly ? NOTHING : this.valueAt(found)
  }

  private valueAt(row: number): Value {
    const { rows } = this.evaluator
    const kind = rows.kindOf(row)
    switch (kind) {
      case 'string':
      case 'boolean':
        return { kind, text: rows.textOf(row) }
      case 'number':
        return { kind, digits: rows.textOf(row) }
      case 'null':
        return { kind }
      default:
        return { kind: 'container', row }
    }
  }

  private lengthOf(value: Value): Value {
    if (value.kind === 'string') return { kind: 'number', digits: String(characterCount(value.text)) }
    if (value.kind === 'container') return { kind: 'number', digits: String(this.evaluator.childCount(value.row)) }
    return NOTHING
  }

  private compare(operator: ComparisonOperator, left: Value, right: Value): boolean {
    switch (operator) {
      case '==':
        return this.areEqual(left, right)
      case '!=':
        return !this.areEqual(left, right)
      case '<':
        return isLess(left, right)
      case '>':
        return isLess(right, left)
      case '<=':
        return isLess(left, right) || this.areEqual(left, right)
      case '>=':
        return isLess(right, left) || this.areEqual(left, right)
    }
  }

  private areEqual(left: Value, right: Value): boolean {
    if (left.kind === 'container') return right.kind === 'container' && this.areEqualRows(left.row, right.row)
    if (left.kind === 'number') return right.kind === 'number' && compareDecimals(left.digits, right.digits) === 0
    if (left.kind === 'string' || left.kind === 'boolean') return right.kind === left.kind && right.text === left.text
    return left.kind === right.kind
  }

  private areEqualRows(left: number, right: number): boolean {
    const { rows } = this.evaluator
    if (left === right) return true
    const kind = rows.kindOf(left)
    if (kind !== rows.kindOf(right)) return false
    if (kind === 'object') return this.areEqualObjects(left, right)
    if (kind !== 'array') return this.areEqual(this.valueAt(left), this.valueAt(right))
    const end = rows.nextOf(right)
    let other = right + 1
    const isStart = this.evaluator.eachChild(left, (item) => {
      if (other >= end || !this.areEqualRows(item, other)) return false
      other = rows.nextOf(other)
      return true
    })
    return isStart && other >= end
  }

  // Of a name that repeats the last member counts, as in JSON.parse.
  private areEqualObjects(left: number, right: number): boolean {
    const one = this.membersOf(left)
    const other = this.membersOf(right)
    if (one.size !== other.size) return false
    for (const [name, row] of one) {
      const counterpart = other.get(name)
      if (counterpart === undefined || !this.areEqualRows(row, counterpart)) return false
    }
    return true
  }

  private membersOf(row: number): Map<string, number> {
    const members = new Map<string, number>()
    this.evaluator.eachChild(row, (child) => {
      members.set(this.evaluator.rows.nameOf(child) ?? '', child)
      return true
    })
    return members
  }
}

function isLess(left: Value, right: Value): boolean {
  if (left.kind === 'number' && right.kind === 'number') return compareDecimals(left.digits, right.digits) < 0
  return left.kind === 'string' && right.kind === 'string' && compareCharacters(left.text, right.text) < 0
}

/** By Unicode scalar values, not by UTF-16 units, among which surrogates stand before U+E000. */
function compareCharacters(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  let at = 0
  while (at < length && left.charCodeAt(at) === right.charCodeAt(at)) at += 1
  if (at === length) return left.length - right.length
  const one = left.charCodeAt(at)
  const other = right.charCodeAt(at)
  return rank(one) - rank(other)
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}

function characterCount(text: string): number {
  let count = 0
  for (const _character of text) count += 1
  return count
}
