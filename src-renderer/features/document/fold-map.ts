/** A line and the last line that is folded away with it. */
export interface Fold {
  readonly line: number
  readonly lastLine: number
}

/**
 * Which lines of a document are shown when parts are folded away. A document's lines are numbered from 0; a shown line
 * has an index among the shown ones. Never changed: folding gives another map. Costs grow with the folds, not the lines.
 */
export class FoldMap {
  readonly shownCount: number
  /** Every fold by its line; one inside another waits until the outer one is unfolded. */
  readonly #folds: ReadonlyMap<number, Fold>
  /** The outermost ones in order, and how many lines are hidden before each. */
  readonly #outer: readonly Fold[]
  readonly #hiddenBefore: readonly number[]

  constructor(
    readonly lineCount: number,
    folds: Iterable<Fold> = [],
  ) {
    this.#folds = new Map([...folds].filter(({ line, lastLine }) => lastLine > line).map((fold) => [fold.line, fold]))
    const outer: Fold[] = []
    const hiddenBefore: number[] = []
    let hidden = 0
    for (const fold of [...this.#folds.values()].sort((left, right) => left.line - right.line)) {
      if (fold.line <= (outer.at(-1)?.lastLine ?? -1)) continue
      outer.push(fold)
      hiddenBefore.push(hidden)
      hidden += fold.lastLine - fold.line
    }
    this.#outer = outer
    this.#hiddenBefore = hiddenBefore
    this.shownCount = lineCount - hidden
  }

  isFolded(line: number): boolean {
    return this.#folds.has(line)
  }

  /** Index of a line among the shown ones; of a hidden line, the index of the line it is folded into. */
  indexOf(line: number): number {
    const at = lastAtMost(this.#outer.length, (index) => this.#outer[index]?.line ?? 0, line)
    const fold = this.#outer[at]
    if (fold === undefined) return line
    const hiddenBefore = this.#hiddenBefore[at] ?? 0
    return line <= fold.lastLine ? fold.line - hiddenBefore : line - hiddenBefore - (fold.lastLine - fold.line)
  }

  /** The line at an index among the shown ones. */
  lineAt(index: number): number {
    const at = lastAtMost(this.#outer.length, (one) => (this.#outer[one]?.line ?? 0) - (this.#hiddenBefore[one] ?? 0), index)
    const fold = this.#outer[at]
    if (fold === undefined) return index
    const hiddenBefore = this.#hiddenBefore[at] ?? 0
    return index === fold.line - hiddenBefore ? fold.line : index + hiddenBefore + (fold.lastLine - fold.line)
  }

  with(folds: Iterable<Fold>): FoldMap {
    return new FoldMap(this.lineCount, [...this.#folds.values(), ...folds])
  }

  without(line: number): FoldMap {
    return new FoldMap(this.lineCount, [...this.#folds.values()].filter((fold) => fold.line !== line))
  }

  withoutAny(): FoldMap {
    return this.#folds.size === 0 ? this : new FoldMap(this.lineCount)
  }

  /** Unfolds everything a line is hidden in. */
  revealing(line: number): FoldMap {
    const hides = (fold: Fold): boolean => fold.line < line && line <= fold.lastLine
    const folds = [...this.#folds.values()]
    return folds.some(hides) ? new FoldMap(this.lineCount, folds.filter((fold) => !hides(fold))) : this
  }
}

/** The last index whose value is at most the given one, or -1; values rise. */
function lastAtMost(count: number, valueOf: (index: number) => number, value: number): number {
  let low = -1
  let high = count - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (valueOf(middle) <= value) low = middle
    else high = middle - 1
  }
  return low
}
