import { AppError } from '@shared/errors'
import { filteredJson, filteredXml } from '@shared/exchange/document/filtered'
import { FilterError } from '@shared/exchange/filter/filter-error'
import { filterJson } from '@shared/exchange/filter/json-path'
import { filterXml } from '@shared/exchange/filter/x-path'
import type { ShownView, ViewRows } from './built-view'

/** What a filter chose of a view: XPath in XML, JSONPath in JSON. @throws AppError `document.filter` */
export function filteredView(whole: ShownView, document: ViewRows, filter: string): ShownView {
  try {
    if (document.format === 'json') {
      const { matches, total } = filterJson(document.rows, filter)
      return { ...whole, lines: filteredJson(document.rows, whole.lines, matches), matchCount: total }
    }
    const { matches, total } = filterXml(document.rows, filter)
    return { ...whole, lines: filteredXml(document.rows, whole.lines, matches), matchCount: total }
  } catch (error) {
    if (!(error instanceof FilterError)) throw error
    const { fault, column, detail } = error
    throw new AppError('document.filter', { problem: `filter.${fault}`, ...(column === null ? {} : { column: String(column) }), detail })
  }
}
