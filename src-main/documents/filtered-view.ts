import { AppError } from '@shared/errors'
import { FilterError } from '@shared/exchange/filter/filter-error'
import { filterJson } from '@shared/exchange/filter/json-path'
import { filterXml } from '@shared/exchange/filter/x-path'
import type { FilterResult } from '@shared/exchange/filter/filter-result'
import type { BuiltView, ShownView, ViewRows } from './built-view'

/** What a filter chose of a view: XPath in XML, JSONPath in JSON. @throws AppError `document.filter` */
export function filteredView(whole: ShownView, document: ViewRows, filter: string): BuiltView {
  const result = evaluate(document, filter)
  return { ...whole, matchCount: result.total }
}

function evaluate({ format, rows }: ViewRows, filter: string): FilterResult {
  try {
    return format === 'json' ? filterJson(rows, filter) : filterXml(rows, filter)
  } catch (error) {
    if (!(error instanceof FilterError)) throw error
    const { fault, column, detail } = error
    throw new AppError('document.filter', { problem: `filter.${fault}`, ...(column === null ? {} : { column: String(column) }), detail })
  }
}
