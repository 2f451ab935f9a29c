import { elementText, hasElements } from '../document/members'
import { SiblingIndex, xmlPaths } from '../document/paths'
import { NO_ROW, type XmlRows } from '../document/rows'
import { childRows, type ComparedDocument, type Place, type Shape } from './compared-document'

// No row has this number: the top holds the root element and what stands around it.
const TOP = NO_ROW - 1

/**
 * XML to be compared: elements by name, those of one name as a list; of an element with text between its elements all
 * children by place. CDATA is text. Comments and instructions stand aside.
 */
export function comparedXml(rows: XmlRows): ComparedDocument {
  return new ComparedXml(rows)
}

class ComparedXml implements ComparedDocument {
  readonly top = TOP
  readonly areRepeatsLists = true
  private readonly paths
  private readonly siblings

  constructor(readonly rows: XmlRows) {
    this.paths = xmlPaths(rows)
    this.siblings = new SiblingIndex(rows, (row) => this.nameOf(row))
  }

  shapeOf(place: Place): Shape {
    const { rows } = this
    if (place === TOP) return 'members'
    if (rows.kindOf(place) !== 'element') return 'leaf'
    if (!hasElements(rows, place)) return 'leaf'
    return rows.isMixed(place) ? 'list' : 'members'
  }

  isVoid(place: Place): boolean {
    return place !== TOP && elementText(this.rows, place) === ''
  }

  childrenOf(place: Place): Place[] {
    const children: Place[] = []
    let isAfterText = false
    for (const row of this.rowsIn(place)) {
      const isTextRow = this.isText(row)
      // A stretch of text and CDATA is one child, told by its first row.
      if (isTextRow ? !isAfterText : this.rows.kindOf(row) === 'element') children.push(row)
      if (isTextRow || this.rows.kindOf(row) === 'element') isAfterText = isTextRow
    }
    return children
  }

  asidesOf(place: Place): readonly Place[] {
    if (place !== TOP && this.rows.nextOf(place) === place + 1) return NOTHING
    return [...this.rowsIn(place)].filter((row) => this.isAside(row))
  }

  nameOf(place: Place): string {
    switch (this.rows.kindOf(place)) {
      case 'element':
        return this.rows.nameOf(place)
      case 'comment':
        return 'comment()'
      case 'instruction':
        return 'processing-instruction()'
      default:
        return 'text()'
    }
  }

  attributesOf(place: Place): readonly { readonly name: string; readonly value: string }[] {
    return place === TOP ? NOTHING : this.rows.attributesOf(place)
  }

  typeOf(): string {
    return 'text'
  }

  textOf(place: Place): string {
    const { rows } = this
    switch (rows.kindOf(place)) {
      case 'element':
        return elementText(rows, place)
      case 'instruction':
        return `${rows.nameOf(place)} ${rows.textOf(place)}`
      case 'comment':
        return rows.textOf(place)
      default:
        return this.stretchFrom(place)
    }
  }

  writtenOf(place: Place): string {
    const { rows } = this
    const isLeaf = rows.kindOf(place) !== 'element' || (rows.attributesOf(place).length === 0 && !hasElements(rows, place))
    return isLeaf ? this.textOf(place) : rows.markupOf(place)
  }

  pathOf(place: Place): string {
    return this.paths.pathOf(place)
  }

  stepsOf(place: Place, withNumbers: boolean): (string | number)[] {
    const steps: (string | number)[] = []
    if (place === TOP) return steps
    for (let row = place; row !== NO_ROW; row = this.rows.parentOf(row)) steps.push(withNumbers ? this.siblings.placeOf(row).index : 0, this.nameOf(row))
    return steps.reverse()
  }

  private rowsIn(place: Place): Iterable<number> {
    return place === TOP ? topRows(this.rows) : childRows(this.rows, place)
  }

  /** The text from a row on to the next element. */
  private stretchFrom(first: number): string {
    const { rows } = this
    const parent = rows.parentOf(first)
    const end = rows.nextOf(parent)
    let text = ''
    for (let row = first; row < end && rows.kindOf(row) !== 'element'; row = rows.nextOf(row)) if (this.isText(row)) text += rows.textOf(row)
    return text
  }

  private isText(row: number): boolean {
    const kind = this.rows.kindOf(row)
    return kind === 'text' || kind === 'cdata'
  }

  private isAside(row: number): boolean {
    const kind = this.rows.kindOf(row)
    return kind === 'comment' || kind === 'instruction'
  }
}

const NOTHING: readonly never[] = []

function* topRows(rows: XmlRows): Generator<number, void, undefined> {
  for (let row = 0; row < rows.count; row = rows.nextOf(row)) yield row
}
