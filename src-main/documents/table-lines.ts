import type { Operation } from '@shared/descriptor/types'
import type { TableField } from '@shared/exchange/document/document-contract'
import { NO_ROW, type JsonRows, type Line, type Lines } from '@shared/exchange/document/rows'
import { cutText } from './line-answers'

/** The values of a JSON tree as a table, one field a line: everything in it but the value that holds it all. */
export class TableLines implements Lines {
  readonly count: number
  private readonly counted = new Map<number, { row: number; index: number }>()

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
    return { text: `${this.nameOf(row)}\t${this.rows.literalOf(row)}`, row, lastLine: this.rows.nextOf(row) - 2 }
  }

  lineOf(row: number): number {
    return Math.max(row - 1, 0)
  }

  /** Fields `from` to `from + count`. */
  fields(from: number, count: number): TableField[] {
    const fields: TableField[] = []
    for (let number = from; number < Math.min(from + count, this.count); number += 1) fields.push(this.fieldAt(number + 1))
    return fields
  }

  private fieldAt(row: number): TableField {
    const { rows } = this
    const kind = rows.kindOf(row)
    const isLeaf = kind !== 'object' && kind !== 'array'
    const { text, cutFrom } = cutText(rows.textOf(row))
    return {
      row,
      origin: rows.originOf(row) === NO_ROW ? 0 : rows.originOf(row),
      depth: this.depthOf(row),
      name: this.nameOf(row),
      path: '',
      value: isLeaf ? text : null,
      cutFrom: isLeaf ? cutFrom : null,
      label: null,
      meaning: null,
      annotation: null,
    }
  }

  private nameOf(row: number): string {
    return this.rows.nameOf(row) ?? `[${this.indexOf(row)}]`
  }

  /** How many containers a row stands in, besides the one that holds everything. */
  private depthOf(row: number): number {
    let depth = -1
    for (let parent = this.rows.parentOf(row); parent !== NO_ROW; parent = this.rows.parentOf(parent)) depth += 1
    return depth
  }

  /** Number of an item among its siblings. Tables are read from top to bottom, so it is counted on from the item asked for last. */
  private indexOf(row: number): number {
    const parent = this.rows.parentOf(row)
    const last = this.counted.get(parent)
    let { row: at, index } = last !== undefined && last.row <= row ? last : { row: parent + 1, index: 0 }
    for (; at < row; at = this.rows.nextOf(at)) index += 1
    this.counted.set(parent, { row, index })
    return index
  }
}
