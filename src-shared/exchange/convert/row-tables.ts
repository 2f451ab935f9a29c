import { grown } from '../grown'

/**
 * Rows of a converted document as tables: `shapes` says what a row is, `origins` which row of the source it was made from.
 * The arrays may be longer than `count`.
 */
export class RowTables {
  count = 0
  shapes: Uint16Array
  origins: Uint32Array
  parents: Uint32Array
  nexts: Uint32Array

  constructor(expectedCount: number) {
    const capacity = expectedCount + 16
    this.shapes = new Uint16Array(capacity)
    this.origins = new Uint32Array(capacity)
    this.parents = new Uint32Array(capacity)
    this.nexts = new Uint32Array(capacity)
  }

  /** Adds a row with nothing inside. */
  add(shape: number, origin: number, parent: number): number {
    const row = this.count
    if (row === this.shapes.length) this.grow()
    this.shapes[row] = shape
    this.origins[row] = origin
    this.parents[row] = parent
    this.nexts[row] = row + 1
    this.count = row + 1
    return row
  }

  /** Says that the rows added since belong inside this one. */
  close(row: number): void {
    this.nexts[row] = this.count
  }

  private grow(): void {
    const capacity = this.shapes.length * 2
    this.shapes = grown(this.shapes, capacity)
    this.origins = grown(this.origins, capacity)
    this.parents = grown(this.parents, capacity)
    this.nexts = grown(this.nexts, capacity)
  }
}
