import { evaluateXPath, type NamespaceResolver } from 'fontoxpath'
import { NO_ROW, type XmlRows } from '../document/rows'
import { FilterError, MAX_EXPRESSION_LENGTH, columnAt } from './filter-error'
import { Budget, MatchList, type FilterLimits, type FilterResult } from './filter-result'
import { filterByPlainPath, readPlainPath } from './plain-path'
import { XmlNode, XmlNodes } from './xml-nodes'

export interface XPathOptions extends FilterLimits {
  /**
   * False (the default) reads names without namespaces: `//a` finds `<a xmlns="x">` and `<p:a>`, and a prefix in the
   * expression does not count. True reads them as XPath does, with the prefixes of the root element.
   */
  readonly namespaceExact?: boolean
}

/**
 * What an XPath 3.1 chooses: rows for elements, comments and instructions; texts for attributes, character data and
 * computed values. There is no function that reads anything but this document.
 *
 * Digits: texts are compared and given as they were written, so `//x[. = '9007199254740993']` is exact. XPath computes
 * with doubles; therefore a number of more than 15 digits in the expression is refused (it has to be quoted), and a
 * computed number that is no exact whole number is given with `≈` before it. Only what the expression itself turns
 * into a number (`number(…)`, `sum(…)`, `. > 1`) is read as a double.
 *
 * Reading the document is limited by `limits`; a computation that reads nothing (`count(1 to 1000000000)`) is not.
 * @throws FilterError
 */
export function filterXml(rows: XmlRows, expression: string, options: XPathOptions = {}): FilterResult {
  if (expression.length > MAX_EXPRESSION_LENGTH) throw new FilterError('expression-too-long', null)
  if (expression.trim() === '') throw new FilterError('ends-early', 1)
  refuseLongNumbers(expression)
  const isExact = options.namespaceExact ?? false
  const plain = isExact ? null : readPlainPath(expression)
  return plain === null ? filterByLibrary(rows, expression, isExact, options) : filterByPlainPath(rows, plain, options)
}

/** The same without the short way for plain paths. */
export function filterByLibrary(rows: XmlRows, expression: string, isExact: boolean, limits: FilterLimits): FilterResult {
  const nodes = new XmlNodes(rows, isExact, new Budget(limits))
  const resolve: NamespaceResolver = (prefix) => (prefix === '' ? '' : isExact ? nodes.resolve(prefix, rows.rootRow) : '')
  let values: unknown[]
  try {
    values = evaluateXPath(expression, nodes.document, nodes as never, null, evaluateXPath.ALL_RESULTS_TYPE, {
      language: evaluateXPath.XPATH_3_1_LANGUAGE,
      namespaceResolver: resolve,
      // What the library keeps of an expression holds its options, and with them this document.
      disableCache: true,
      // The library would print what `trace` is given; texts of an exchange belong into no output.
      logger: { trace: () => undefined },
    })
  } catch (error) {
    throw asFilterError(error, expression)
  }
  const found = new MatchList(limits)
  for (const value of values) addValue(found, value, rows)
  return found.result()
}

const MAX_EXACT_DIGITS = 15
// Strings, comments and names hold digits that are no numbers.
const TOKENS = /"[^"]*"|'[^']*'|\(:[^]*?:\)|[\p{L}_][\p{L}\p{N}_.-]*|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/gu

function refuseLongNumbers(expression: string): void {
  for (const { 1: number, index } of expression.matchAll(TOKENS)) {
    const digits = number?.replace(/[eE].*/, '').replace(/\D/g, '').replace(/^0+/, '') ?? ''
    if (digits.length > MAX_EXACT_DIGITS) throw new FilterError('number-needs-quotes', columnAt(expression, index), number)
  }
}

function addValue(found: MatchList, value: unknown, rows: XmlRows): void {
  if (value instanceof XmlNode) addNode(found, value, rows)
  else if (Array.isArray(value)) for (const member of value as unknown[]) addValue(found, member, rows)
  else found.add(NO_ROW, textOfValue(value))
}

function addNode(found: MatchList, node: XmlNode, rows: XmlRows): void {
  if (node.isAttribute) found.add(node.row, node.value)
  else if (node.isText) found.add(node.row, rows.textOf(node.row))
  else found.add(node.row === NO_ROW ? rows.rootRow : node.row)
}

function textOfValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value
    case 'boolean':
      return String(value)
    case 'number':
      return Number.isSafeInteger(value) || !Number.isFinite(value) ? String(value) : `≈ ${value}`
    default:
      if (value instanceof Date) return value.toISOString()
      throw new FilterError('x-path-refused', null, 'FOTY0013')
  }
}

const CODE = /\b[A-Z]{4}\d{4}\b/

function asFilterError(error: unknown, expression: string): FilterError {
  if (error instanceof FilterError) return error
  if (!(error instanceof Error)) throw error
  // A stack that is exhausted by the library is the expression's doing, too.
  const detail = CODE.exec(error.message)?.[0] ?? (error instanceof RangeError ? 'RangeError' : '')
  if (detail === '') throw error
  return new FilterError('x-path-refused', columnOf(error, expression), detail)
}

function columnOf(error: Error, expression: string): number | null {
  const start = (error as { position?: { start?: { offset?: unknown } } }).position?.start?.offset
  return typeof start === 'number' ? columnAt(expression, start) : null
}
