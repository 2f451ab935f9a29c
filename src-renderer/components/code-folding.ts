import { codeFolding, foldGutter, foldService } from '@codemirror/language'
import type { EditorState, Extension, Line } from '@codemirror/state'

/** Lines looked at for the end of a fold. */
const MAX_FOLDED_LINES = 20_000

/** Folding by indentation, which is how the texts of this console are laid out. */
export function foldingByIndentation(): Extension {
  return [
    foldService.of((state, from) => foldAt(state, state.doc.lineAt(from))),
    foldGutter({ openText: '⌄', closedText: '›' }),
    codeFolding({ placeholderText: '…' }),
  ]
}

function foldAt(state: EditorState, line: Line): { from: number; to: number } | null {
  const depth = depthOf(line.text)
  const end = Math.min(state.doc.lines, line.number + MAX_FOLDED_LINES)
  let last = line
  for (let number = line.number + 1; number <= end; number += 1) {
    const next = state.doc.line(number)
    if (depthOf(next.text) <= depth) break
    last = next
  }
  return last === line ? null : { from: line.to, to: last.to }
}

function depthOf(text: string): number {
  return text.length - text.trimStart().length
}
