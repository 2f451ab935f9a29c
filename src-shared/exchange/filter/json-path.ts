import { NO_ROW, type JsonRows } from '../document/rows'
import { Budget, MatchList, type FilterLimits, type FilterResult } from './filter-result'
import { JsonPathTests } from './json-path-tests'
import { parseJsonPath } from './json-path-parser'
import type { Query, Segment, Selector } from './json-path-syntax'

/**
 * The rows a JSONPath chooses (RFC 9535), in its order, repeated where the path repeats them.
 * Numbers are compared by their digits. A name that repeats in one object chooses every member of that name.
 * @throws FilterError when the expression is wrong (before any row is read) or takes too long.
 */
export function filterJson(rows: JsonRows, expression: string, limits: FilterLimits = {}): FilterResult {
  const query = parseJsonPath(expression)
  const found = new MatchList(limits)
  new JsonPathEvaluator(rows, new Budget(limits)).visit(query, 0, (row) => {
    found.add(row)
    return true
  })
  return found.result()
}

/** Takes a chosen row; false when no more are wanted. */
type Take = (row: number) => boolean

/** Walks the rows a query chooses one at a time, so that no list of nodes is ever held. */
export class JsonPathEvaluator {
  private readonly tests: JsonPathTests

  constructor(
    readonly rows: JsonRows,
    readonly budget: Budget,
  ) {
    this.tests = new JsonPathTests(this)
  }

  /** Gives every row the query chooses, `current` standing for `@`; false when `take` ended it. */
  visit(query: Query, current: number, take: Take): boolean {
    return this.visitFrom(query.segments, 0, query.from === 'root' ? 0 : current, take)
  }

  private visitFrom(segments: readonly Segment[], index: number, row: number, take: Take): boolean {
    const segment = segments[index]
    if (segment === undefined) return take(row)
    const goOn: Take = index === segments.length - 1 ? take : (found) => this.visitFrom(segments, index + 1, found, take)
    if (!segment.descendant) return this.select(segment.selectors, row, goOn)
    const end = this.rows.nextOf(row)
    for (let inner = row; inner < end; inner += 1) {
      if (!this.select(segment.selectors, inner, goOn)) return false
    }
    return true
  }

  private select(selectors: readonly Selector[], row: number, take: Take): boolean {
    this.budget.spend(1)
    if (this.rows.nextOf(row) === row + 1) return true
    for (const selector of selectors) {
      if (!this.selectOne(selector, row, take)) return false
    }
    return true
  }

  private selectOne(selector: Selector, row: number, take: Take): boolean {
    const { rows } = this
    switch (selector.kind) {
      case 'wildcard':
        return this.eachChild(row, take)
      case 'name':
        return this.eachChild(row, (child) => rows.nameOf(child) !== selector.name || take(child))
      case 'filter':
        return this.eachChild(row, (child) => !this.tests.holds(selector.test, child) || take(child))
      case 'index': {
        if (rows.kindOf(row) !== 'array') return true
        const index = selector.index < 0 ? selector.index + this.childCount(row) : selector.index
        const item = this.childAt(row, index)
        return item === NO_ROW || take(item)
      }
      case 'slice':
        return rows.kindOf(row) !== 'array' || this.slice(selector, row, take)
    }
  }

  /** Bounds as RFC 9535, section 2.3.4.2.2 normalises them. */
  private slice(selector: Extract<Selector, { kind: 'slice' }>, row: number, take: Take): boolean {
    const { start, end, step } = selector
    if (step === 0) return true
    const length = this.childCount(row)
    const fromStart = (bound: number): number => (bound < 0 ? length + bound : bound)
    if (step > 0) {
      const lower = Math.min(Math.max(fromStart(start ?? 0), 0), length)
      const upper = Math.min(Math.max(fromStart(end ?? length), 0), length)
      let index = 0
      return this.eachChild(row, (child) => {
        const isChosen = index >= lower && index < upper && (index - lower) % step === 0
        index += 1
        return !isChosen || take(child)
      })
    }
    const upper = Math.min(Math.max(fromStart(start ?? length - 1), -1), length - 1)
    const lower = Math.min(Math.max(end === null ? -1 : fromStart(end), -1), length - 1)
    const chosen: number[] = []
    let index = 0
    this.eachChild(row, (child) => {
      if (index <= upper && index > lower && (upper - index) % -step === 0) chosen.push(child)
      index += 1
      return true
    })
    return chosen.reverse().every(take)
  }

  /** Number of items or members. */
  childCount(row: number): number {
    let count = 0
    this.eachChild(row, () => {
      count += 1
      return true
    })
    return count
  }

  private childAt(row: number, index: number): number {
    if (index < 0) return NO_ROW
    let found = NO_ROW
    let left = index
    this.eachChild(row, (child) => {
      if (left === 0) found = child
      left -= 1
      return left >= 0
    })
    return found
  }

  /** Gives the items or members in order; false when `take` ended it. */
  eachChild(row: number, take: Take): boolean {
    const { rows } = this
    const end = rows.nextOf(row)
    for (let child = row + 1; child < end; child = rows.nextOf(child)) {
      this.budget.spend(1)
      if (!take(child)) return false
    }
    return true
  }
}
