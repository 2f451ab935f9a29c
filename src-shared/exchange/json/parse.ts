import { unitsBetween } from '../not-well-formed'
import { readJsonRows, textOfLiteral, type ScannedJsonRows } from './rows'
import type { JsonMember, JsonNode } from './tree'

/**
 * Reads one JSON text (RFC 8259) into nodes without losing anything that was written. For small values: a body is read as rows.
 * @throws NotWellFormedError with line, column and reason.
 */
export function parseJson(text: string): JsonNode {
  const rows = readJsonRows(new TextEncoder().encode(text))
  return new Materialisation(rows, text).nodeOf(0)
}

/** Cuts literals out of the text itself: a lone surrogate has no UTF-8, and only there is it still what was written. */
class Materialisation {
  private byteOffset = 0
  private textOffset = 0

  constructor(
    private readonly rows: ScannedJsonRows,
    private readonly text: string,
  ) {}

  nodeOf(row: number): JsonNode {
    const { rows } = this
    switch (rows.kindOf(row)) {
      case 'object': {
        const members: JsonMember[] = []
        for (let child = row + 1; child < rows.nextOf(row); child = rows.nextOf(child)) {
          const nameEnd = rows.nameEndOf(child)
          const rawName = this.slice(rows.nameStartBefore(nameEnd), nameEnd)
          members.push({ name: textOfLiteral(rawName), rawName, value: this.nodeOf(child) })
        }
        return { kind: 'object', members }
      }
      case 'array': {
        const items: JsonNode[] = []
        for (let child = row + 1; child < rows.nextOf(row); child = rows.nextOf(child)) items.push(this.nodeOf(child))
        return { kind: 'array', items }
      }
      case 'string': {
        const raw = this.slice(rows.startOf(row), rows.endOf(row))
        return { kind: 'string', text: textOfLiteral(raw), raw }
      }
      case 'number':
        return { kind: 'number', digits: rows.literalOf(row) }
      case 'boolean':
        return { kind: 'boolean', value: rows.literalOf(row) === 'true' }
      case 'null':
        return { kind: 'null' }
    }
  }

  /** The text between two byte offsets; asked for in document order, so that characters are counted once. */
  private slice(start: number, end: number): string {
    const from = this.advance(start)
    return this.text.slice(from, this.advance(end))
  }

  private advance(byteOffset: number): number {
    this.textOffset += unitsBetween(this.rows.bytes, this.byteOffset, byteOffset)
    this.byteOffset = byteOffset
    return this.textOffset
  }
}
