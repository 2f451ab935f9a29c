import type { Operation } from '@shared/descriptor/types'
import { annotationOf, fieldOf } from '@shared/exchange/document/annotations'
import type { TableField } from '@shared/exchange/document/document-contract'
import { NO_ROW, type JsonRows, type Line, type Lines } from '@shared/exchange/document/rows'
import { cutText } from './line-answers'
import { pathOf } from './view-rows'

/** The values of a JSON tree as a table, one field a line: everything in it but the value that holds it all. */
export class TableLines implements Lines {
  readonly count: number

  constructor(
    private readonly rows: JsonRows,
    private readonly operation: Operation,
    private readonly half: 'request' | 'response',
  ) {
    this.count = Math.max(rows.count - 1, 0)
  }

  /** A field as text: its path and, behind a tab, its value as it was written. */
  lineAt(number: number): Line {
    const row = number + 1
    return { text: `${this.pathOf(row)}\t${this.isLeaf(row) ? this.rows.literalOf(row) : ''}`, row, lastLine: this.rows.nextOf(row) - 2 }
  }

  /** The value that holds everything has no line of its own. */
  lineOf(row: number): number {
    return row - 1
  }

  /** Fields `from` to `from + count`. */
  fields(from: number, count: number): TableField[] {
    const fields: TableField[] = []
    for (let number = from; number < Math.min(from + count, this.count); number += 1) fields.push(this.fieldAt(number + 1))
    return fields
  }

  private fieldAt(row: number): TableField {
    const { rows, operation, half } = this
    const field = fieldOf(rows, row, operation, half)
    const path = this.pathOf(row)
    const { text, cutFrom } = this.isLeaf(row) ? cutText(rows.textOf(row)) : { text: null, cutFrom: null }
    const origin = rows.originOf(row)
    return {
      row,
      // A field that was added by a conversion stands for what holds it.
      origin: origin === NO_ROW ? 0 : origin,
      depth: this.depthOf(row),
      name: rows.nameOf(row) ?? path.slice(path.lastIndexOf('[')),
      path,
      value: text,
      cutFrom,
      label: field?.label ?? null,
      meaning: field?.meaning ?? null,
      annotation: annotationOf(rows, row, operation, half),
    }
  }

  private pathOf(row: number): string {
    return pathOf({ format: 'json', rows: this.rows }, row)
  }

  private isLeaf(row: number): boolean {
    const kind = this.rows.kindOf(row)
    return kind !== 'object' && kind !== 'array'
  }

  /** How many containers a row stands in, besides the one that holds everything. */
  private depthOf(row: number): number {
    let depth = -1
    for (let parent = this.rows.parentOf(row); parent !== NO_ROW; parent = this.rows.parentOf(parent)) depth += 1
    return depth
  }
}
