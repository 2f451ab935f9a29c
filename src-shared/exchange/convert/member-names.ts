import { isXmlName } from '../xml/writable'

// Up to this many names are compared one by one; beyond, a set finds them.
const COMPARED_NAMES = 16
const REMEMBERED_NAMES = 4_096

/** Names of the members of one object after another, on a stack, so that no object is made for most of them. */
export class MemberNames {
  private readonly names: string[] = []
  private readonly sets = new Map<number, Set<string>>()
  private readonly judged = new Map<string, boolean>()

  /** Begins an object; gives where its names begin. */
  open(): number {
    return this.names.length
  }

  close(from: number): void {
    this.names.length = from
    this.sets.delete(from)
  }

  /** Whether the object that begins at `from` had a member of that name before; from now on it has. */
  isRepeated(name: string, from: number): boolean {
    const { names } = this
    const set = this.sets.get(from)
    if (set !== undefined) {
      const { size } = set
      return set.add(name).size === size
    }
    if (names.includes(name, from)) return true
    names.push(name)
    if (names.length - from > COMPARED_NAMES) this.sets.set(from, new Set(names.slice(from)))
    return false
  }

  /** Whether the name can stand as an element name; names come again and again, so most are judged once. */
  isXmlName(name: string): boolean {
    const known = this.judged.get(name)
    if (known !== undefined) return known
    if (this.judged.size === REMEMBERED_NAMES) this.judged.clear()
    const is = isXmlName(name)
    this.judged.set(name, is)
    return is
  }
}
