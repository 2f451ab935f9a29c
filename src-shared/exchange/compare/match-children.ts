import { ALONE, align, inOrder, longestIncreasing, type Effort, type Step } from './align'
import type { ComparedDocument, Place } from './compared-document'
import type { Digests } from './digests'
import type { IgnoreRules } from './ignore-patterns'

/** One side of a comparison with what was read of it. */
export interface MatchedSide {
  readonly document: ComparedDocument
  readonly digests: Digests
}

/** Which children of two containers belong together; `moved` are left children whose partner stands elsewhere in the list. */
export interface Matched {
  readonly steps: readonly Step[]
  readonly moved: ReadonlySet<number>
}

const NONE_MOVED: ReadonlySet<number> = new Set()
/** Children looked at to tell how alike two items are. */
const MAX_TOLD_APART = 64
const MAX_SIDE_BY_SIDE = 32
/** Names that are tried as what identifies the items of a list. */
const MAX_KEY_NAMES = 4

/** Finds the children that belong together. */
export class ChildMatcher {
  constructor(
    private readonly left: MatchedSide,
    private readonly right: MatchedSide,
    private readonly rules: IgnoreRules,
    private readonly effort: Effort,
  ) {}

  /** Members by name; those that share one by which comes first, or as a list where the format says so. */
  members(left: readonly Place[], right: readonly Place[]): Matched {
    if (this.isSideBySide(left, right)) return { steps: left.map((_, index) => [index, index]), moved: NONE_MOVED }
    const rightGroups = this.groupsOf(this.right.document, right)
    const partners = new Int32Array(left.length).fill(ALONE)
    let moved = NONE_MOVED
    for (const [name, places] of this.groupsOf(this.left.document, left)) {
      const others = rightGroups.get(name) ?? []
      if (others.length === 0) continue
      if (!this.left.document.areRepeatsLists || (places.length === 1 && others.length === 1)) {
        for (let index = 0; index < Math.min(places.length, others.length); index += 1) partners[places[index]!] = others[index]!
        continue
      }
      const matched = this.pairs(places.map((at) => left[at]!), others.map((at) => right[at]!))
      matched.partners.forEach((partner, index) => {
        if (partner !== ALONE) partners[places[index]!] = others[partner]!
      })
      if (matched.moved.size > 0) moved = new Set([...moved, ...[...matched.moved].map((index) => places[index]!)])
    }
    return { steps: inOrder(partners, right.length), moved }
  }

  /** Items by what identifies them, or by what is equal and alike. */
  items(left: readonly Place[], right: readonly Place[]): Matched {
    const { partners, moved } = this.pairs(left, right)
    return { steps: inOrder(partners, right.length), moved }
  }

  /** Whether both have the same names in the same order, each once: what most objects are, and quicker told than joined. */
  private isSideBySide(left: readonly Place[], right: readonly Place[]): boolean {
    if (left.length !== right.length || left.length > MAX_SIDE_BY_SIDE) return false
    const names: string[] = []
    for (let index = 0; index < left.length; index += 1) {
      const name = this.left.document.nameOf(left[index]!)
      if (name !== this.right.document.nameOf(right[index]!) || names.includes(name)) return false
      names.push(name)
    }
    return true
  }

  private groupsOf(document: ComparedDocument, children: readonly Place[]): Map<string, number[]> {
    const groups = new Map<string, number[]>()
    children.forEach((place, index) => {
      const name = document.nameOf(place)
      const group = groups.get(name)
      if (group === undefined) groups.set(name, [index])
      else group.push(index)
    })
    return groups
  }

  private pairs(left: readonly Place[], right: readonly Place[]): { partners: Int32Array; moved: ReadonlySet<number> } {
    if (left.length === 1 && right.length === 1) return { partners: Int32Array.of(0), moved: NONE_MOVED }
    if (left.length === 0 || right.length === 0) return { partners: new Int32Array(left.length).fill(ALONE), moved: NONE_MOVED }
    const keyed = this.byKey(left, right)
    if (keyed !== null) return { partners: keyed, moved: movedIn(keyed) }
    const likeness = (at: number, otherAt: number): number => this.likeness(left[at]!, right[otherAt]!)
    return { partners: align(Uint32Array.from(left, this.left.digests.of), Uint32Array.from(right, this.right.digests.of), likeness, this.effort), moved: NONE_MOVED }
  }

  /** Partners by a member that identifies each item on both sides; null when there is none, or when it joins less than half. */
  private byKey(left: readonly Place[], right: readonly Place[]): Int32Array | null {
    for (const name of this.keyNames(left[0]!, right[0]!)) {
      const places = this.keysOf(this.right.document, right, name)
      const keys = places === null ? null : this.keysOf(this.left.document, left, name)
      if (places === null || keys === null) continue
      const partners = new Int32Array(left.length).fill(ALONE)
      let joined = 0
      for (const [key, index] of keys) {
        const partner = places.get(key)
        if (partner === undefined) continue
        partners[index] = partner
        joined += 1
      }
      if (2 * joined >= Math.min(left.length, right.length)) return partners
    }
    return null
  }

  /** Names that tell items apart, of the first item of both sides: `id`, `sid`, then what ends in `_id`. */
  private keyNames(left: Place, right: Place): string[] {
    const onRight = new Set(namesIn(this.right.document, right))
    const names = [...new Set(namesIn(this.left.document, left))].filter((name) => onRight.has(name) && IDENTIFYING.test(name))
    const rank = (name: string): string => `${name === 'id' ? 0 : name === 'sid' ? 1 : 2}${name}`
    return names
      .filter((name) => !this.rules.mayIgnore(name))
      .sort((one, other) => (rank(one) < rank(other) ? -1 : 1))
      .slice(0, MAX_KEY_NAMES)
  }

  /** Where each key stands; null unless every item has one of its own. */
  private keysOf(document: ComparedDocument, items: readonly Place[], name: string): Map<string, number> | null {
    const keys = new Map<string, number>()
    for (const [index, item] of items.entries()) {
      if (document.shapeOf(item) !== 'members') return null
      const members = document.childrenOf(item).filter((child) => document.nameOf(child) === name)
      const [member] = members
      if (member === undefined || members.length > 1 || document.shapeOf(member) !== 'leaf') return null
      const key = `${document.typeOf(member)} ${document.textOf(member)}`
      if (keys.has(key)) return null
      keys.set(key, index)
    }
    return keys
  }

  /** More than nothing for any two, so that what stands alone is as little as can be; more for each member they share. */
  private likeness(left: Place, right: Place): number {
    const one = this.left.document
    const other = this.right.document
    const shape = one.shapeOf(left)
    if (shape !== other.shapeOf(right)) return 1
    if (shape === 'leaf') return 2
    const counts = new Map<number, number>()
    for (const child of one.childrenOf(left).slice(0, MAX_TOLD_APART)) {
      const digest = this.left.digests.ofMember(child)
      counts.set(digest, (counts.get(digest) ?? 0) + 1)
    }
    let shared = 0
    for (const child of other.childrenOf(right).slice(0, MAX_TOLD_APART)) {
      const digest = this.right.digests.ofMember(child)
      const left = counts.get(digest) ?? 0
      if (left === 0) continue
      shared += 1
      counts.set(digest, left - 1)
    }
    return 2 + shared
  }
}

const IDENTIFYING = /^(?:id|sid|.*_id)$/

function namesIn(document: ComparedDocument, item: Place): string[] {
  return document.shapeOf(item) === 'members' ? document.childrenOf(item).map((child) => document.nameOf(child)) : []
}

/** Left items that have to be moved for the rest to stand in the same order on both sides. */
function movedIn(partners: Int32Array): ReadonlySet<number> {
  const joined = [...partners.keys()].filter((index) => partners[index] !== ALONE)
  const staying = longestIncreasing(joined.map((index) => partners[index]!))
  if (staying.length === joined.length) return NONE_MOVED
  const stays = new Set(staying.map((index) => joined[index]!))
  return new Set(joined.filter((index) => !stays.has(index)))
}
