import { NO_ROW, type XmlRows } from '../document/rows'
import { Budget, MatchList, type FilterLimits, type FilterResult } from './filter-result'
import { localNameOf } from './xml-nodes'

/** A path of names, which a walk over the rows answers many times faster than the XPath library: `//a/b[2]`, `count(//a)`. */
export interface PlainPath {
  readonly steps: readonly PlainStep[]
  /** Whether only the number of elements is asked for. */
  readonly isCount: boolean
}

interface PlainStep {
  /** Whether the elements stand at any depth below (`//`) or directly inside. */
  readonly descendant: boolean
  /** Null stands for any name. */
  readonly name: string | null
  readonly conditions: readonly Condition[]
}

/** The nth child that passed the conditions before, or what the text of the element, a child or an attribute must be. */
type Condition =
  | { readonly kind: 'position'; readonly position: number }
  | { readonly kind: 'text'; readonly of: 'self' | 'child' | 'attribute'; readonly name: string; readonly test: TextTest; readonly text: string }

/** `is-not` holds when some child or attribute of the name has another text, as `!=` of XPath does. */
type TextTest = 'exists' | 'is' | 'is-not' | 'contains' | 'starts-with'

const COUNT = /^\s*count\((.*)\)\s*$/s
const NAME = String.raw`[\p{L}_][\p{L}\p{N}_.-]*`
const STEP_AT = new RegExp(String.raw`(\/\/?)\s*(?:(\*)|(?:${NAME}:)?(${NAME}))(?!\s*[(:])\s*`, 'uy')
const LITERAL = String.raw`\s*(?:"([^"]*)"|'([^']*)')\s*`
const OPERAND = String.raw`(?:(\.)|(@?)(?:${NAME}:)?(${NAME}))`
const CONDITION_AT = new RegExp(
  String.raw`\[\s*(?:([1-9]\d{0,8})|${OPERAND}\s*(?:(!?=)${LITERAL})?|(contains|starts-with)\(\s*(?:\.|@(?:${NAME}:)?(${NAME}))\s*,${LITERAL}\))\s*\]\s*`,
  'uy',
)

/** The expression as a plain path; null when it is anything else, right or wrong. Prefixes of names do not count. */
export function readPlainPath(expression: string): PlainPath | null {
  const counted = COUNT.exec(expression)?.[1]
  const path = (counted ?? expression).trim()
  if (path === '') return null
  const text = path.startsWith('/') ? path : `/${path}`
  const steps: PlainStep[] = []
  for (let at = 0; at < text.length; ) {
    STEP_AT.lastIndex = at
    const step = STEP_AT.exec(text)
    if (step === null) return null
    at = STEP_AT.lastIndex
    const conditions: Condition[] = []
    CONDITION_AT.lastIndex = at
    for (let found = CONDITION_AT.exec(text); found !== null; found = CONDITION_AT.exec(text)) {
      conditions.push(readCondition(found))
      at = CONDITION_AT.lastIndex
    }
    steps.push({ descendant: step[1] === '//', name: step[3] ?? null, conditions })
  }
  return { steps, isCount: counted !== undefined }
}

function readCondition(found: RegExpExecArray): Condition {
  const [, position, self, at, name = '', sign, isDouble, isSingle, call, argument = '', callDouble, callSingle] = found
  if (position !== undefined) return { kind: 'position', position: Number(position) }
  if (call === 'contains' || call === 'starts-with') {
    return { kind: 'text', of: argument === '' ? 'self' : 'attribute', name: argument, test: call, text: callDouble ?? callSingle ?? '' }
  }
  const of = self !== undefined ? 'self' : at === '@' ? 'attribute' : 'child'
  const test = sign === undefined ? 'exists' : sign === '=' ? 'is' : 'is-not'
  return { kind: 'text', of, name, test, text: isDouble ?? isSingle ?? '' }
}

/** The elements a plain path chooses, in document order. @throws FilterError when it takes too long. */
export function filterByPlainPath(rows: XmlRows, path: PlainPath, limits: FilterLimits): FilterResult {
  const walk = new PlainWalk(rows, new Budget(limits))
  const found = new MatchList(limits)
  let chosen: RowList | null = null
  for (const step of path.steps) chosen = walk.take(step, chosen)
  const count = chosen?.count ?? 0
  if (path.isCount) found.add(NO_ROW, String(count))
  else for (let index = 0; index < count; index += 1) found.add(chosen?.rows[index] ?? NO_ROW)
  return found.result()
}

class PlainWalk {
  constructor(
    private readonly rows: XmlRows,
    private readonly budget: Budget,
  ) {}

  /** The elements of one step below the ones before, which are in document order; null stands for the document. */
  take(step: PlainStep, before: RowList | null): RowList {
    const found = new RowList()
    const counters = step.conditions.map(() => new Map<number, number>())
    if (before === null) {
      this.takeBelow(step, NO_ROW, found, counters)
      return found
    }
    let end = 0
    let isNested = false
    for (let index = 0; index < before.count; index += 1) {
      const row = before.rows[index] ?? NO_ROW
      if (row < end) {
        isNested = true
        // What stands inside an element that was walked through was found there.
        if (step.descendant) continue
      } else {
        end = this.rows.nextOf(row)
      }
      this.takeBelow(step, row, found, counters)
    }
    if (isNested && !step.descendant) found.sort()
    return found
  }

  private takeBelow(step: PlainStep, parent: number, found: RowList, counters: Counters): void {
    const { rows } = this
    const end = parent === NO_ROW ? rows.count : rows.nextOf(parent)
    const first = parent === NO_ROW ? 0 : parent + 1
    for (let row = first; row < end; row = step.descendant ? row + 1 : rows.nextOf(row)) {
      this.budget.spend(1)
      if (rows.kindOf(row) === 'element' && (step.name === null || isNamed(rows, row, step.name)) && this.passes(step, row, counters)) {
        found.add(row)
      }
    }
  }

  private passes(step: PlainStep, row: number, counters: Counters): boolean {
    for (let index = 0; index < step.conditions.length; index += 1) {
      const condition = step.conditions[index]
      if (condition !== undefined && !this.holds(condition, row, counters[index])) return false
    }
    return true
  }

  private holds(condition: Condition, row: number, counter: Map<number, number> | undefined): boolean {
    const { rows } = this
    if (condition.kind === 'position') {
      // Also below `//` a position counts the children of one parent.
      const parent = rows.parentOf(row)
      const position = (counter?.get(parent) ?? 0) + 1
      counter?.set(parent, position)
      return position === condition.position
    }
    const { of, name, test, text } = condition
    if (of === 'self') return this.textHolds(row, test, text)
    if (of === 'attribute') {
      return rows
        .attributesOf(row)
        .some((attribute) => isAttribute(attribute.name) && localNameOf(attribute.name) === name && holdsFor(attribute.value, test, text))
    }
    for (let child = row + 1; child < rows.nextOf(row); child = rows.nextOf(child)) {
      this.budget.spend(1)
      if (rows.kindOf(child) === 'element' && isNamed(rows, child, name) && this.textHolds(child, test, text)) return true
    }
    return false
  }

  private textHolds(row: number, test: TextTest, text: string): boolean {
    if (test === 'exists') return true
    if (test === 'is') return this.hasText(row, text)
    return test === 'is-not' ? !this.hasText(row, text) : holdsFor(this.textIn(row), test, text)
  }

  /** Whether the character data inside the element, put together, is the text; ends with the first part that differs. */
  private hasText(row: number, text: string): boolean {
    let at = 0
    const isStart = this.eachText(row, (part) => {
      if (!text.startsWith(part, at)) return false
      at += part.length
      return true
    })
    return isStart && at === text.length
  }

  private textIn(row: number): string {
    const parts: string[] = []
    this.eachText(row, (part) => parts.push(part) > 0)
    return parts.join('')
  }

  private eachText(row: number, take: (part: string) => boolean): boolean {
    const { rows } = this
    const end = rows.nextOf(row)
    if (end === row + 1) return take(rows.textOf(row))
    for (let inner = row + 1; inner < end; inner += 1) {
      this.budget.spend(1)
      const kind = rows.kindOf(inner)
      if (kind !== 'comment' && kind !== 'instruction' && !take(rows.textOf(inner))) return false
    }
    return true
  }
}

function holdsFor(value: string, test: TextTest, text: string): boolean {
  switch (test) {
    case 'exists':
      return true
    case 'is':
      return value === text
    case 'is-not':
      return value !== text
    case 'contains':
      return value.includes(text)
    case 'starts-with':
      return value.startsWith(text)
  }
}

type Counters = readonly Map<number, number>[]

function isNamed(rows: XmlRows, row: number, name: string): boolean {
  const written = rows.nameOf(row)
  return written === name || (written.length > name.length && localNameOf(written) === name)
}

function isAttribute(name: string): boolean {
  return name !== 'xmlns' && !name.startsWith('xmlns:')
}

/** Row numbers without an object each. */
class RowList {
  count = 0
  rows = new Uint32Array(1_024)

  add(row: number): void {
    if (this.count === this.rows.length) {
      const longer = new Uint32Array(this.rows.length * 2)
      longer.set(this.rows)
      this.rows = longer
    }
    this.rows[this.count] = row
    this.count += 1
  }

  sort(): void {
    this.rows.subarray(0, this.count).sort()
  }
}
