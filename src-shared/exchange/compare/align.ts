/** Stands where an item has no partner. */
export const ALONE = -1

/** How many comparisons of two items a whole comparison may spend on finding the best partners; then the places decide. */
export interface Effort {
  left: number
}
export const MAX_EFFORT = 30_000_000
const MAX_AT_ONCE = 4_000_000
const MAX_ALIKE = 2_500

/** How alike two items are; 0 means not at all. Asked with a place on the left and one on the right. */
export type Likeness = (left: number, right: number) => number

/**
 * Finds partners for the items of two lists by their digests, in order: items that are equal first (the longest common
 * subsequence), then what stands between them by likeness. Gives for every left item the right one, or `ALONE`.
 * Turned around, the lists give the same partners.
 */
export function align(left: Uint32Array, right: Uint32Array, likeness: Likeness, effort: Effort): Int32Array {
  // Several alignments may be equally good; one order of the two lists makes the choice the same from both sides.
  if (isInOrder(left, right)) return alignOrdered(left, right, likeness, effort)
  return inverse(alignOrdered(right, left, (one, other) => likeness(other, one), effort), left.length)
}

function isInOrder(left: Uint32Array, right: Uint32Array): boolean {
  if (left.length !== right.length) return left.length < right.length
  const at = left.findIndex((digest, index) => digest !== right[index])
  return at === -1 || left[at]! < right[at]!
}

/** The same partners seen from the other list. */
export function inverse(partners: Int32Array, count: number): Int32Array {
  const turned = new Int32Array(count).fill(ALONE)
  partners.forEach((partner, at) => {
    if (partner !== ALONE) turned[partner] = at
  })
  return turned
}

/** Two stretches, one of each list, that lie between the same partners. */
interface Stretch {
  readonly left: number
  readonly leftEnd: number
  readonly right: number
  readonly rightEnd: number
}

function alignOrdered(left: Uint32Array, right: Uint32Array, likeness: Likeness, effort: Effort): Int32Array {
  const partners = new Int32Array(left.length).fill(ALONE)
  const open: Stretch[] = [{ left: 0, leftEnd: left.length, right: 0, rightEnd: right.length }]
  for (let whole = open.pop(); whole !== undefined; whole = open.pop()) {
    const stretch = trim(whole, left, right, partners)
    const rows = stretch.leftEnd - stretch.left
    const columns = stretch.rightEnd - stretch.right
    if (rows === 0 || columns === 0) continue
    const cells = rows * columns
    const anchors = cells <= MAX_AT_ONCE && cells <= effort.left ? commonSubsequence(stretch, left, right, effort) : uniqueAnchors(stretch, left, right)
    if (anchors.length === 0) pairByLikeness(stretch, likeness, effort, partners)
    else open.push(...between(anchors, stretch, partners))
  }
  return partners
}

/** Takes equal items off both ends. */
function trim(stretch: Stretch, left: Uint32Array, right: Uint32Array, partners: Int32Array): Stretch {
  let { left: from, leftEnd, right: to, rightEnd } = stretch
  while (from < leftEnd && to < rightEnd && left[from] === right[to]) partners[from++] = to++
  while (from < leftEnd && to < rightEnd && left[leftEnd - 1] === right[rightEnd - 1]) partners[--leftEnd] = --rightEnd
  return { left: from, leftEnd, right: to, rightEnd }
}

type Anchor = readonly [left: number, right: number]

function between(anchors: readonly Anchor[], stretch: Stretch, partners: Int32Array): Stretch[] {
  const stretches: Stretch[] = []
  let { left, right } = stretch
  for (const [anchorLeft, anchorRight] of anchors) {
    partners[anchorLeft] = anchorRight
    stretches.push({ left, leftEnd: anchorLeft, right, rightEnd: anchorRight })
    left = anchorLeft + 1
    right = anchorRight + 1
  }
  stretches.push({ left, leftEnd: stretch.leftEnd, right, rightEnd: stretch.rightEnd })
  return stretches.filter((one) => one.left < one.leftEnd && one.right < one.rightEnd)
}

/** The longest common subsequence of two stretches, by the table that everyone knows. */
function commonSubsequence(stretch: Stretch, left: Uint32Array, right: Uint32Array, effort: Effort): Anchor[] {
  const rows = stretch.leftEnd - stretch.left
  const columns = stretch.rightEnd - stretch.right
  effort.left -= rows * columns
  const width = columns + 1
  const lengths = new Uint32Array((rows + 1) * width)
  for (let row = rows - 1; row >= 0; row -= 1) {
    const digest = left[stretch.left + row]
    for (let column = columns - 1; column >= 0; column -= 1) {
      const at = row * width + column
      lengths[at] = digest === right[stretch.right + column] ? lengths[at + width + 1]! + 1 : Math.max(lengths[at + width]!, lengths[at + 1]!)
    }
  }
  const anchors: Anchor[] = []
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    const at = row * width + column
    if (left[stretch.left + row] === right[stretch.right + column]) anchors.push([stretch.left + row++, stretch.right + column++])
    else if (lengths[at + width]! >= lengths[at + 1]!) row += 1
    else column += 1
  }
  return anchors
}

/** Items that occur once on each side, as many of them as stand in the same order. For stretches too long for the table. */
function uniqueAnchors(stretch: Stretch, left: Uint32Array, right: Uint32Array): Anchor[] {
  const onLeft = uniquePlaces(left, stretch.left, stretch.leftEnd)
  const onRight = uniquePlaces(right, stretch.right, stretch.rightEnd)
  const shared: Anchor[] = []
  for (const [digest, place] of onLeft) {
    const other = onRight.get(digest)
    if (place !== ALONE && other !== undefined && other !== ALONE) shared.push([place, other])
  }
  return longestIncreasing(shared.map(([, place]) => place)).map((index) => shared[index]!)
}

function uniquePlaces(digests: Uint32Array, from: number, to: number): Map<number, number> {
  const places = new Map<number, number>()
  for (let at = from; at < to; at += 1) {
    const digest = digests[at]!
    places.set(digest, places.has(digest) ? ALONE : at)
  }
  return places
}

/** Indexes of a longest increasing subsequence of numbers that are all different. */
export function longestIncreasing(numbers: readonly number[]): number[] {
  /** For each length the index at which the smallest end of such a subsequence stands. */
  const ends: number[] = []
  const before = new Int32Array(numbers.length).fill(ALONE)
  numbers.forEach((number, index) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (numbers[ends[middle]!]! < number) low = middle + 1
      else high = middle
    }
    before[index] = low === 0 ? ALONE : ends[low - 1]!
    ends[low] = index
  })
  const found: number[] = []
  for (let index = ends.at(-1) ?? ALONE; index !== ALONE; index = before[index]!) found.push(index)
  return found.reverse()
}

/** Pairs what is nowhere equal: in order, the most alike with one another; in long stretches by their places. */
function pairByLikeness(stretch: Stretch, likeness: Likeness, effort: Effort, partners: Int32Array): void {
  const { left, right } = stretch
  const rows = stretch.leftEnd - left
  const columns = stretch.rightEnd - right
  if (rows * columns > MAX_ALIKE || rows * columns > effort.left) {
    for (let index = 0; index < Math.min(rows, columns); index += 1) partners[left + index] = right + index
    return
  }
  effort.left -= rows * columns
  const width = columns + 1
  const likenesses = new Float64Array(rows * width)
  const sums = new Float64Array((rows + 1) * width)
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      const at = row * width + column
      likenesses[at] = likeness(left + row, right + column)
      sums[at] = Math.max(likenesses[at]! + sums[at + width + 1]!, sums[at + width]!, sums[at + 1]!)
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    const at = row * width + column
    if (likenesses[at]! > 0 && sums[at] === likenesses[at]! + sums[at + width + 1]!) partners[left + row++] = right + column++
    else if (sums[at] === sums[at + width]) row += 1
    else column += 1
  }
}

/** One step through two lists side by side: a pair, or an item that stands alone. */
export type Step = readonly [left: number, right: number]

/** Both lists in one order: each left item with its partner, right items without one before the partner that follows them. */
export function inOrder(partners: Int32Array, rightCount: number): Step[] {
  const steps: Step[] = []
  const taken = new Uint8Array(rightCount)
  for (const partner of partners) if (partner !== ALONE) taken[partner] = 1
  let told = 0
  const tellUpTo = (end: number): void => {
    for (; told < end; told += 1) if (taken[told] === 0) steps.push([ALONE, told])
  }
  partners.forEach((partner, left) => {
    if (partner !== ALONE) tellUpTo(partner)
    steps.push([left, partner])
  })
  tellUpTo(rightCount)
  return steps
}
