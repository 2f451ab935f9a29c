import { ExpressionReader } from './expression-reader'
import { FilterError, MAX_EXPRESSION_LENGTH, type FilterFault } from './filter-error'
import { isIRegexp } from '../pattern/i-regexp'
import {
  COMPARISON_OPERATORS,
  isSingular,
  type Comparable,
  type Literal,
  type Query,
  type Segment,
  type Selector,
  type Test,
} from './json-path-syntax'

/**
 * Reads a JSONPath (RFC 9535). Two conveniences beyond it: blanks around the path, and a missing `$`
 * (`result.items[0]`, `[0]`, `..sid`).
 * @throws FilterError with the column of what is wrong.
 */
export function parseJsonPath(expression: string): Query {
  if (expression.length > MAX_EXPRESSION_LENGTH) throw new FilterError('expression-too-long', null)
  return new JsonPathParser(expression).parse()
}

/** What stands where a test or a value may stand, before it is known which of the two is asked for. */
type Operand =
  | { readonly kind: 'comparable'; readonly comparable: Comparable }
  | { readonly kind: 'query'; readonly query: Query }
  | { readonly kind: 'test'; readonly test: Test }

const FUNCTION_AT = /[a-z][a-z_\d]*(?=\()/y

class JsonPathParser {
  private readonly reader: ExpressionReader

  constructor(expression: string) {
    this.reader = new ExpressionReader(expression)
  }

  parse(): Query {
    const { reader } = this
    reader.skipBlanks()
    const first: Segment[] = []
    if (!reader.take('$') && !reader.startsWith('.') && !reader.startsWith('[')) {
      first.push({ descendant: false, selectors: [this.nameOrWildcard()] })
    }
    const segments = [...first, ...this.segments()]
    reader.skipBlanks()
    if (!reader.isAtEnd) throw reader.unexpected()
    return { from: 'root', segments }
  }

  private segments(): Segment[] {
    const { reader } = this
    const segments: Segment[] = []
    for (;;) {
      const before = reader.at
      reader.skipBlanks()
      if (reader.take('..')) {
        segments.push({ descendant: true, selectors: reader.startsWith('[') ? this.bracketed() : [this.nameOrWildcard()] })
      } else if (reader.take('.')) {
        segments.push({ descendant: false, selectors: [this.nameOrWildcard()] })
      } else if (reader.startsWith('[')) {
        segments.push({ descendant: false, selectors: this.bracketed() })
      } else {
        reader.at = before
        return segments
      }
    }
  }

  private nameOrWildcard(): Selector {
    if (this.reader.take('*')) return { kind: 'wildcard' }
    const name = this.reader.takeName()
    if (name === '') throw this.reader.unexpected()
    return { kind: 'name', name }
  }

  private bracketed(): Selector[] {
    const { reader } = this
    const selectors: Selector[] = []
    reader.expect('[')
    do {
      reader.skipBlanks()
      selectors.push(this.selector())
      reader.skipBlanks()
    } while (reader.take(','))
    reader.expect(']')
    return selectors
  }

  private selector(): Selector {
    const { reader } = this
    const name = reader.takeString()
    if (name !== null) return { kind: 'name', name }
    if (reader.take('*')) return { kind: 'wildcard' }
    if (reader.take('?')) {
      reader.skipBlanks()
      return { kind: 'filter', test: this.test() }
    }
    const start = reader.takeInteger()
    const afterStart = reader.at
    reader.skipBlanks()
    if (reader.take(':')) return this.slice(start)
    reader.at = afterStart
    if (start === null) throw reader.unexpected()
    return { kind: 'index', index: start }
  }

  private slice(start: number | null): Selector {
    const { reader } = this
    reader.skipBlanks()
    const end = reader.takeInteger()
    reader.skipBlanks()
    if (!reader.take(':')) return { kind: 'slice', start, end, step: 1 }
    reader.skipBlanks()
    return { kind: 'slice', start, end, step: reader.takeInteger() ?? 1 }
  }

  private test(): Test {
    return this.joined('or', '||', () => this.joined('and', '&&', () => this.basicTest()))
  }

  private joined(kind: 'or' | 'and', operator: string, part: () => Test): Test {
    const { reader } = this
    const first = part()
    const tests = [first]
    for (;;) {
      const before = reader.at
      reader.skipBlanks()
      if (!reader.take(operator)) {
        reader.at = before
        return tests.length === 1 ? first : { kind, tests }
      }
      reader.skipBlanks()
      tests.push(part())
    }
  }

  private basicTest(): Test {
    const { reader } = this
    if (reader.take('!')) {
      reader.skipBlanks()
      const start = reader.at
      return { kind: 'not', test: reader.startsWith('(') ? this.parenthesised() : this.asTest(this.operand(), start) }
    }
    if (reader.startsWith('(')) return this.parenthesised()
    const start = reader.at
    const left = this.operand()
    const afterLeft = reader.at
    reader.skipBlanks()
    const operator = COMPARISON_OPERATORS.find((candidate) => reader.take(candidate))
    if (operator === undefined) {
      reader.at = afterLeft
      return this.asTest(left, start)
    }
    reader.skipBlanks()
    const rightStart = reader.at
    const right = this.operand()
    return { kind: 'comparison', operator, left: this.asComparable(left, start), right: this.asComparable(right, rightStart) }
  }

  private parenthesised(): Test {
    const { reader } = this
    reader.expect('(')
    reader.skipBlanks()
    const test = this.test()
    reader.skipBlanks()
    reader.expect(')')
    return test
  }

  private operand(): Operand {
    const { reader } = this
    if (reader.take('@')) return { kind: 'query', query: { from: 'current', segments: this.segments() } }
    if (reader.take('$')) return { kind: 'query', query: { from: 'root', segments: this.segments() } }
    const start = reader.at
    const name = reader.match(FUNCTION_AT)
    if (name !== '') return this.call(name, start)
    const value = this.literal()
    if (value === null) throw reader.unexpected()
    return { kind: 'comparable', comparable: { kind: 'literal', value } }
  }

  private literal(): Literal | null {
    const { reader } = this
    const text = reader.takeString()
    if (text !== null) return { kind: 'string', text }
    const start = reader.at
    const word = reader.match(/[a-z]+/y)
    if (word === 'true' || word === 'false') return { kind: 'boolean', text: word }
    if (word === 'null') return { kind: 'null' }
    reader.at = start
    const digits = reader.takeNumber()
    return digits === null ? null : { kind: 'number', digits }
  }

  private call(name: string, start: number): Operand {
    const { reader } = this
    reader.expect('(')
    const operands: { readonly operand: Operand; readonly start: number }[] = []
    reader.skipBlanks()
    while (!reader.take(')')) {
      if (operands.length > 0) {
        reader.expect(',')
        reader.skipBlanks()
      }
      operands.push({ start: reader.at, operand: this.operand() })
      reader.skipBlanks()
    }
    const [first, second] = operands
    const isPattern = name === 'match' || name === 'search'
    if (!isPattern && !['length', 'count', 'value'].includes(name)) this.refuse('unknown-function', start, name)
    if (first === undefined || operands.length !== (isPattern ? 2 : 1)) return this.refuse('wrong-arguments', start, name)
    if (isPattern && second !== undefined) {
      const pattern = this.asArgument(second.operand, second.start, name)
      this.checkPattern(pattern, second.start)
      const text = this.asArgument(first.operand, first.start, name)
      return { kind: 'test', test: { kind: 'pattern', whole: name === 'match', text, pattern } }
    }
    if (name === 'length') {
      return { kind: 'comparable', comparable: { kind: 'length', of: this.asArgument(first.operand, first.start, name) } }
    }
    if (first.operand.kind !== 'query') throw reader.error('wrong-arguments', first.start, name)
    return { kind: 'comparable', comparable: { kind: name === 'count' ? 'count' : 'value', query: first.operand.query } }
  }

  // By the RFC such a test is just false; a pattern in the user's own hand is rather told to be wrong.
  private checkPattern(pattern: Comparable, start: number): void {
    if (pattern.kind === 'literal' && !(pattern.value.kind === 'string' && isIRegexp(pattern.value.text))) {
      throw this.reader.error('not-i-regexp', start)
    }
  }

  private asTest(operand: Operand, start: number): Test {
    if (operand.kind === 'query') return { kind: 'exists', query: operand.query }
    if (operand.kind === 'test') return operand.test
    throw this.reader.error('not-a-test', start)
  }

  private asComparable(operand: Operand, start: number): Comparable {
    return asValue(operand) ?? this.refuse('not-comparable', start)
  }

  private asArgument(operand: Operand, start: number, name: string): Comparable {
    return asValue(operand) ?? this.refuse('wrong-arguments', start, name)
  }

  private refuse(fault: FilterFault, start: number, detail = ''): never {
    throw this.reader.error(fault, start, detail)
  }
}

function asValue(operand: Operand): Comparable | null {
  if (operand.kind === 'comparable') return operand.comparable
  return operand.kind === 'query' && isSingular(operand.query) ? { kind: 'singular', query: operand.query } : null
}
