import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'

const setLine = StateEffect.define<number | null>()
const mark = Decoration.line({ class: 'cm-currentDifference' })

/** Marks the line of the difference that is looked at. */
export const currentDifference: Extension = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    const effect = transaction.effects.findLast((one) => one.is(setLine))
    if (effect === undefined) return decorations.map(transaction.changes)
    const start = startOfLine(transaction.state, effect.value)
    return start === null ? Decoration.none : Decoration.set(mark.range(start))
  },
  provide: (field) => EditorView.decorations.from(field),
})

const ignoredMark = Decoration.line({ class: 'cm-ignoredDifference' })

/** Tells the lines, counted from 0, in which only something ignored differs. */
export function ignoredDifferences(lines: readonly number[]): Extension {
  return EditorView.decorations.compute([], (state) =>
    Decoration.set(lines.flatMap((line) => (line < state.doc.lines ? ignoredMark.range(state.doc.line(line + 1).from) : []))),
  )
}

/** Moves the mark to a line, counted from 0, and brings it into sight; null takes it away. */
export function showDifferenceAt(view: EditorView, line: number | null): void {
  const start = startOfLine(view.state, line)
  view.dispatch({ effects: start === null ? [setLine.of(null)] : [setLine.of(line), EditorView.scrollIntoView(start, { y: 'center' })] })
}

function startOfLine(state: EditorState, line: number | null): number | null {
  return line === null || line >= state.doc.lines ? null : state.doc.line(line + 1).from
}
