import { NO_ROW, type XmlRows } from '../document/rows'

// Up to this many names are compared one by one; beyond, a map finds them.
const COMPARED_NAMES = 16

/**
 * Child elements grouped by name, in the order in which the names come first. Groups lie on a stack, so that those of
 * an element stay while its descendants are grouped; no object is made for an element.
 */
export class ElementGroups {
  private readonly names: string[] = []
  private readonly firsts: number[] = []
  private readonly lasts: number[] = []
  /** For a row of a repeated name, the next of that name among its siblings. */
  private followers: Uint32Array | null = null

  /** `onMove` is told of each element that joins its namesakes across others between them. */
  constructor(
    private readonly source: XmlRows,
    private readonly onMove: (row: number) => void,
  ) {}

  /** Groups the children of an element; `close` takes them from the stack again. */
  open(element: number): { from: number; to: number } {
    const { source, names } = this
    const from = names.length
    const end = source.nextOf(element)
    let places: Map<string, number> | null = null
    let previous = -1
    for (let child = element + 1; child < end; child = source.nextOf(child)) {
      if (source.kindOf(child) !== 'element') continue
      const name = source.nameOf(child)
      let group = previous
      if (previous === -1 || names[previous] !== name) {
        if (places === null && names.length - from > COMPARED_NAMES) {
          places = new Map()
          for (let known = from; known < names.length; known += 1) places.set(names[known]!, known)
        }
        group = places === null ? names.indexOf(name, from) : (places.get(name) ?? -1)
        // A JSON object holds a name once, so siblings in between lose their place.
        if (group !== -1) this.onMove(child)
      }
      if (group === -1) {
        group = names.length
        names.push(name)
        this.firsts.push(child)
        places?.set(name, group)
      } else this.follow(this.lasts[group]!, child)
      this.lasts[group] = child
      previous = group
    }
    return { from, to: names.length }
  }

  close(from: number): void {
    this.names.length = from
    this.firsts.length = from
    this.lasts.length = from
  }

  nameOf(group: number): string {
    return this.names[group]!
  }

  firstOf(group: number): number {
    return this.firsts[group]!
  }

  isRepeated(group: number): boolean {
    return this.firsts[group] !== this.lasts[group]
  }

  /** The next element of the group after this one; `NO_ROW` after the last. */
  nextInGroup(row: number, group: number): number {
    return row === this.lasts[group] ? NO_ROW : this.followers![row]!
  }

  private follow(row: number, follower: number): void {
    this.followers ??= new Uint32Array(this.source.count)
    this.followers[row] = follower
  }
}
