import { StateEffect, StateField, type EditorState } from '@codemirror/state'
import type { WindowLine } from './line-window'

/** A place of the document: line and columns count from 0. */
export interface Place {
  readonly line: number
  readonly from: number
  readonly to: number
}

/** What is marked in a document, by the numbers of its lines. */
export interface Marks {
  /** The line whose node is chosen. */
  readonly chosenLine: number | null
  readonly matches: readonly Place[]
  readonly currentMatch: Place | null
  /** The place where the text breaks. */
  readonly fault: Place | null
}

export const NO_MARKS: Marks = { chosenLine: null, matches: [], currentMatch: null, fault: null }

/** Says which lines of the document the editor's lines are; goes with the change of the text. */
export const windowChanged = StateEffect.define<readonly WindowLine[]>()
export const marksChanged = StateEffect.define<Marks>()

/** The lines of the document in the editor: line 1 of the editor is the first of them. */
export const windowField = StateField.define<readonly WindowLine[]>({
  create: () => [],
  update: (lines, { effects }) => effects.reduce((last, effect) => (effect.is(windowChanged) ? effect.value : last), lines),
})

interface KnownMarks {
  readonly marks: Marks
  readonly matchesByLine: ReadonlyMap<number, readonly Place[]>
}

export const marksField = StateField.define<KnownMarks>({
  create: () => ({ marks: NO_MARKS, matchesByLine: new Map() }),
  update: (known, { effects }) =>
    effects.reduce((last, effect) => {
      if (!effect.is(marksChanged)) return last
      const { value: marks } = effect
      return { marks, matchesByLine: marks.matches === last.marks.matches ? last.matchesByLine : byLine(marks.matches) }
    }, known),
})

function byLine(places: readonly Place[]): Map<number, Place[]> {
  const found = new Map<number, Place[]>()
  for (const place of places) {
    const ofLine = found.get(place.line)
    if (ofLine === undefined) found.set(place.line, [place])
    else ofLine.push(place)
  }
  return found
}

/** The line of the document at a position of the editor. */
export function windowLineAt(state: EditorState, position: number): WindowLine | undefined {
  return state.field(windowField)[state.doc.lineAt(position).number - 1]
}

/** Where a line of the document begins in the editor; null when it is not in the window. */
export function positionOfLine(state: EditorState, number: number): number | null {
  const lines = state.field(windowField)
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((lines[middle]?.number ?? 0) < number) low = middle + 1
    else high = middle
  }
  return lines[low]?.number === number ? state.doc.line(low + 1).from : null
}
