import { MAX_LINES, type DocumentLine } from '@shared/exchange/document/document-contract'
import { FoldMap, type Fold } from './fold-map'

/** A line of the window: what main gave, its number in the document from 0, and whether what belongs to it is folded away. */
export interface WindowLine extends DocumentLine {
  readonly number: number
  readonly isFolded: boolean
}

export interface LineRange {
  readonly from: number
  readonly count: number
}

export interface LineWindowOptions {
  readonly lineCount: number
  /** Gives the lines of the ranges one after another. */
  readonly fetchLines: (ranges: readonly LineRange[]) => Promise<readonly DocumentLine[]>
  /** Called with every new window; the lines that stay are the same objects as before. */
  readonly onChange: (lines: readonly WindowLine[]) => void
}

/** Drawn at once; the rest of the window follows. */
const FIRST_LINES = 200
/** Most lines kept around the visible ones when the document has more than one call gives. */
const WINDOW_LINES = 1_200
/** Most characters of a window, as far as its first lines tell: a window of very long lines holds fewer of them. */
const WINDOW_CHARACTERS = 1_000_000
const MAX_RANGES = 100

/**
 * The part of a document the page holds: all shown lines of a short one, a window around the visible lines of a long one.
 * It is moved by telling it what is visible; lines on both sides are fetched ahead and far ones are dropped.
 */
export class LineWindow {
  #folds: FoldMap
  #lines: readonly WindowLine[] = []
  #visible: { readonly first: number; readonly last: number } = { first: 0, last: 0 }
  #moving: Promise<void> | null = null
  #isClosed = false

  constructor(private readonly options: LineWindowOptions) {
    this.#folds = new FoldMap(options.lineCount)
  }

  get folds(): FoldMap {
    return this.#folds
  }

  get lines(): readonly WindowLine[] {
    return this.#lines
  }

  /** Whether every line that is not folded away is in the window. */
  get isWhole(): boolean {
    return this.#lines.length === this.#folds.shownCount
  }

  /** Index among the shown lines of the window's first line. */
  get firstIndex(): number {
    const [first] = this.#lines
    return first === undefined ? 0 : this.#folds.indexOf(first.number)
  }

  /** Sees to it that these shown lines, by index, and some around them are in the window. Rejects when they cannot be fetched. */
  async showAround(first: number, last: number = first): Promise<void> {
    this.#visible = { first, last }
    if (this.#needsMove()) await this.#move()
  }

  /** Folds, unfolds or both; what is visible stays in the window. */
  async setFolds(change: (folds: FoldMap) => FoldMap): Promise<void> {
    const next = change(this.#folds)
    if (next === this.#folds) return
    const firstLine = this.#folds.lineAt(this.#visible.first)
    const height = this.#visible.last - this.#visible.first
    this.#folds = next
    const first = next.indexOf(firstLine)
    this.#visible = { first, last: first + height }
    await this.#move()
  }

  /** The lines of the window that can be folded and are as deep as the given one, e.g. all items of a list. */
  siblingsOf(line: WindowLine): readonly Fold[] {
    const depth = depthOf(line)
    return this.#lines.filter((one) => one.lastLine > one.number && depthOf(one) === depth).map(({ number, lastLine }) => ({ line: number, lastLine }))
  }

  /** Nothing more is told of this window, whatever is still on its way. */
  close(): void {
    this.#isClosed = true
  }

  /** How many lines the window should have. */
  #size(): number {
    const { shownCount } = this.#folds
    if (this.#lines.length === 0) return Math.min(FIRST_LINES, shownCount)
    const characters = this.#lines.reduce((sum, { text }) => sum + text.length, 0)
    const affordable = Math.max(FIRST_LINES, Math.floor((WINDOW_CHARACTERS * this.#lines.length) / Math.max(1, characters)))
    return shownCount <= Math.min(MAX_LINES, affordable) ? shownCount : Math.min(WINDOW_LINES, affordable, shownCount)
  }

  /** Fewer lines than a quarter of the window between the visible ones and its end, and it is time to move. */
  #needsMove(): boolean {
    const size = this.#size()
    if (this.#lines.length < size) return true
    const first = this.firstIndex
    const end = first + this.#lines.length
    const margin = Math.floor(size / 4)
    return (
      (first > 0 && this.#visible.first < first + margin) ||
      (end < this.#folds.shownCount && this.#visible.last >= end - margin)
    )
  }

  /** One load at a time; what is asked for meanwhile follows with what is visible then. */
  async #move(): Promise<void> {
    if (this.#moving === null) {
      this.#moving = this.#load()
      try {
        await this.#moving
      } finally {
        this.#moving = null
      }
    } else {
      await this.#moving
    }
    if (!this.#isClosed && this.#moving === null && this.#needsMove()) await this.#move()
  }

  async #load(): Promise<void> {
    const folds = this.#folds
    const known = new Map<number, WindowLine>(this.#lines.map((line) => [line.number, line]))
    const isElsewhere = !known.has(folds.lineAt(this.#visible.first))
    const numbers = wantedLines(folds, this.#visible, isElsewhere ? Math.min(FIRST_LINES, folds.shownCount) : this.#size())
    const missing = numbers.filter((number) => !known.has(number))
    const fetched = (await Promise.all(inCalls(missing).map((ranges) => this.options.fetchLines(ranges)))).flat()
    if (this.#isClosed) return
    if (fetched.length < missing.length) throw new Error(`${missing.length} lines were asked for and ${fetched.length} given`)
    missing.forEach((number, index) => {
      const line = fetched[index]
      if (line !== undefined) known.set(number, { ...line, number, isFolded: false })
    })
    // What was folded while the lines were on their way is not what this window shows: the move that follows sees to it.
    if (folds !== this.#folds) return this.#load()
    this.#lines = numbers.flatMap((number) => {
      const line = known.get(number)
      if (line === undefined) return []
      const isFolded = folds.isFolded(number)
      return [line.isFolded === isFolded ? line : { ...line, isFolded }]
    })
    this.options.onChange(this.#lines)
  }
}

/** Numbers of the lines a window of this size should hold. */
function wantedLines(folds: FoldMap, visible: { readonly first: number; readonly last: number }, size: number): number[] {
  const middle = Math.floor((visible.first + visible.last) / 2)
  const first = Math.max(0, Math.min(middle - Math.floor(size / 2), folds.shownCount - size))
  return Array.from({ length: size }, (_, index) => folds.lineAt(first + index))
}

/** Rising numbers as ranges, as many in each call as a call may have. */
function inCalls(numbers: readonly number[]): LineRange[][] {
  const ranges: { from: number; count: number }[] = []
  for (const number of numbers) {
    const last = ranges.at(-1)
    if (last !== undefined && last.from + last.count === number) last.count += 1
    else ranges.push({ from: number, count: 1 })
  }
  return Array.from({ length: Math.ceil(ranges.length / MAX_RANGES) }, (_, index) =>
    ranges.slice(index * MAX_RANGES, (index + 1) * MAX_RANGES),
  )
}

/** How far a line is indented; a laid-out document is indented by depth. */
function depthOf({ text }: Pick<DocumentLine, 'text'>): number {
  return text.length - text.trimStart().length
}
