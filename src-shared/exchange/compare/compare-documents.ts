import { compareDecimals } from '../filter/decimal'
import { isJsonNumber } from '../json/tree'
import { ALONE, MAX_EFFORT } from './align'
import type { ComparedDocument, Place } from './compared-document'
import type { Difference, DifferenceKind, DifferenceNote, DifferenceSide, Differences } from './difference'
import { DifferenceCounts } from './difference-counts'
import { readDigests, type CompareControl } from './digests'
import { excerpts, type Excerpt } from './excerpt'
import { ignorePatternFor, type IgnoreRules, type Steps } from './ignore-patterns'
import { ChildMatcher, type Matched } from './match-children'

/** Places compared between two pauses. */
const PLACES_AT_ONCE = 5_000

/** A comparison under way: each step is a pause, the last one the result, which is what was found so far when it was stopped. */
export type Comparison = Generator<void, Differences, undefined>

/**
 * Compares two documents of one format value by value: members by name whatever their order, items by what identifies them
 * or by what is equal, texts and digits as they stand.
 */
export function* compareDocuments(left: ComparedDocument, right: ComparedDocument, rules: IgnoreRules, control: CompareControl): Comparison {
  const counts = new DifferenceCounts(rules)
  const leftDigests = yield* readDigests(left, rules, control)
  const rightDigests = yield* readDigests(right, rules, control)
  const matcher = new ChildMatcher({ document: left, digests: leftDigests }, { document: right, digests: rightDigests }, rules, { left: MAX_EFFORT })
  const step = new PairComparison(left, right, rules, counts, matcher)
  /** What is still to be compared, the next one last. */
  const open: Pair[] = [{ left: left.top, right: right.top, isMoved: false }]
  let compared = 0
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    if (compared % PLACES_AT_ONCE === 0) {
      yield
      if (control.shouldStop()) return counts.result(true)
    }
    compared += 1
    for (const inner of step.compare(pair).reverse()) open.push(inner)
  }
  return counts.result(false)
}

/** Two places that belong together, or one that stands alone. */
interface Pair {
  readonly left: Place | null
  readonly right: Place | null
  readonly isMoved: boolean
}

const NOTHING_INSIDE: readonly Place[] = []

class PairComparison {
  constructor(
    private readonly left: ComparedDocument,
    private readonly right: ComparedDocument,
    private readonly rules: IgnoreRules,
    private readonly counts: DifferenceCounts,
    private readonly matcher: ChildMatcher,
  ) {}

  /** Tells what differs in a pair itself and gives the pairs inside it. */
  compare({ left, right, isMoved }: Pair): Pair[] {
    if (left === null || right === null) {
      this.tell(left === null ? 'added' : 'removed', left, right)
      return []
    }
    if (isMoved) this.tell('moved', left, right)
    this.compareAttributes(left, right)
    return [...this.pairAsides(left, right), ...this.compareContent(left, right)]
  }

  private pairAsides(left: Place, right: Place): Pair[] {
    const asides = this.left.asidesOf(left)
    const others = this.right.asidesOf(right)
    return asides.length === 0 && others.length === 0 ? [] : pairsOf(this.matcher.members(asides, others), asides, others)
  }

  private compareContent(left: Place, right: Place): Pair[] {
    const shape = this.left.shapeOf(left)
    const other = this.right.shapeOf(right)
    if (shape === 'leaf' && other === 'leaf') {
      const isSame = this.left.typeOf(left) === this.right.typeOf(right) && this.left.textOf(left) === this.right.textOf(right)
      if (!isSame) this.tell('changed', left, right)
      return []
    }
    const isLeftVoid = shape === 'leaf' && this.left.isVoid(left)
    const isRightVoid = other === 'leaf' && this.right.isVoid(right)
    // A list and an object are as different as a text and either; in XML a stretch of text only makes a list of the same elements.
    const canMatch = shape === other || isLeftVoid || isRightVoid || (this.left.areRepeatsLists && shape !== 'leaf' && other !== 'leaf')
    if (!canMatch) {
      this.tell('changed', left, right)
      return []
    }
    const children = isLeftVoid ? NOTHING_INSIDE : this.left.childrenOf(left)
    const others = isRightVoid ? NOTHING_INSIDE : this.right.childrenOf(right)
    const matched = shape === 'list' || other === 'list' ? this.matcher.items(children, others) : this.matcher.members(children, others)
    return pairsOf(matched, children, others)
  }

  private compareAttributes(left: Place, right: Place): void {
    const ones = this.left.attributesOf(left)
    const others = this.right.attributesOf(right)
    if (ones.length === 0 && others.length === 0) return
    for (const { name, value } of ones) {
      const other = others.find((attribute) => attribute.name === name)
      if (other === undefined) this.tellAttribute('removed', name, left, value, right, null)
      else if (other.value !== value) this.tellAttribute('changed', name, left, value, right, other.value)
    }
    for (const { name, value } of others) {
      if (!ones.some((attribute) => attribute.name === name)) this.tellAttribute('added', name, left, null, right, value)
    }
  }

  private tell(kind: DifferenceKind, left: Place | null, right: Place | null): void {
    const ways = this.waysTo(left, right)
    this.counts.add(ways, { left, right }, () => {
      const [shown, otherShown] = excerpts(left === null ? null : this.left.writtenOf(left), right === null ? null : this.right.writtenOf(right))
      return {
        ...namesOf(ways),
        kind,
        isContainer: [left === null ? 'leaf' : this.left.shapeOf(left), right === null ? 'leaf' : this.right.shapeOf(right)].some((shape) => shape !== 'leaf'),
        note: kind === 'changed' ? this.noteOn(left, right) : null,
        left: sideOf(this.left, left, '', shown),
        right: sideOf(this.right, right, '', otherShown),
      }
    })
  }

  private tellAttribute(kind: DifferenceKind, name: string, left: Place, value: string | null, right: Place, other: string | null): void {
    const ways = this.waysTo(left, right).map((way) => [...way, `@${name}`])
    this.counts.add(ways, { left, right }, (): Difference => {
      const [shown, otherShown] = excerpts(value, other)
      return {
        ...namesOf(ways),
        kind,
        isContainer: false,
        note: value !== null && other !== null ? noteOnTexts(value, other) : null,
        left: sideOf(this.left, left, `/@${name}`, shown),
        right: sideOf(this.right, right, `/@${name}`, otherShown),
      }
    })
  }

  private waysTo(left: Place | null, right: Place | null): Steps[] {
    const { needsNumbers } = this.rules
    const ways: Steps[] = []
    if (left !== null) ways.push(this.left.stepsOf(left, needsNumbers))
    // Names are the same on both sides; only numbers may differ.
    if (right !== null && (left === null || needsNumbers)) ways.push(this.right.stepsOf(right, needsNumbers))
    return ways
  }

  private noteOn(left: Place | null, right: Place | null): DifferenceNote | null {
    if (left === null || right === null || this.left.shapeOf(left) !== 'leaf' || this.right.shapeOf(right) !== 'leaf') return null
    const text = this.left.textOf(left)
    const other = this.right.textOf(right)
    return text === other ? 'other-type' : noteOnTexts(text, other)
  }
}

function pairsOf({ steps, moved }: Matched, left: readonly Place[], right: readonly Place[]): Pair[] {
  return steps.map(([one, other]) => ({
    left: one === ALONE ? null : left[one]!,
    right: other === ALONE ? null : right[other]!,
    isMoved: moved.has(one),
  }))
}

function noteOnTexts(left: string, right: string): DifferenceNote | null {
  return isJsonNumber(left) && isJsonNumber(right) && compareDecimals(left, right) === 0 ? 'same-number' : null
}

function namesOf(ways: readonly Steps[]): Pick<Difference, 'name' | 'pattern'> {
  const [steps = []] = ways
  return { name: steps.findLast((step) => typeof step === 'string') ?? '', pattern: ignorePatternFor(steps) }
}

function sideOf(document: ComparedDocument, place: Place | null, ending: string, shown: Excerpt | null): DifferenceSide | null {
  return place === null || shown === null ? null : { row: place, path: document.pathOf(place) + ending, ...shown }
}
