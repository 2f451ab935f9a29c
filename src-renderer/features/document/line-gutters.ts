import type { Extension } from '@codemirror/state'
import { GutterMarker, gutter, type EditorView } from '@codemirror/view'
import { windowLineAt } from './editor-state'
import type { WindowLine } from './line-window'

export interface GutterWords {
  readonly fold: string
  readonly unfold: string
  readonly onToggle: (line: WindowLine) => void
}

/** Line numbers of the whole document, and marks to fold; a line that continues the one before has no number. */
export function lineGutters(lineCount: number, words: GutterWords): Extension {
  return [
    gutter({
      class: 'cm-lineNumbers',
      lineMarker: (view, { from }) => numberAt(view, from),
      initialSpacer: () => new NumberMarker(String(lineCount)),
    }),
    gutter({
      class: 'cm-foldGutter',
      lineMarker: (view, { from }) => {
        const line = windowLineAt(view.state, from)
        if (line === undefined || line.lastLine <= line.number) return null
        return line.isFolded ? new FoldMarker('›', words.unfold) : new FoldMarker('⌄', words.fold)
      },
      // Folding replaces the lines behind the mark and leaves its own line alone.
      lineMarkerChange: ({ docChanged }) => docChanged,
      initialSpacer: () => new FoldMarker('⌄', ''),
      domEventHandlers: {
        click: (view, { from }) => {
          const line = windowLineAt(view.state, from)
          if (line === undefined || line.lastLine <= line.number) return false
          words.onToggle(line)
          return true
        },
      },
    }),
  ]
}

function numberAt(view: EditorView, position: number): GutterMarker | null {
  const line = windowLineAt(view.state, position)
  return line === undefined || line.continues ? null : new NumberMarker(String(line.number + 1))
}

class NumberMarker extends GutterMarker {
  constructor(private readonly text: string) {
    super()
  }

  override eq(other: NumberMarker): boolean {
    return this.text === other.text
  }

  override toDOM(): Text {
    return document.createTextNode(this.text)
  }
}

class FoldMarker extends GutterMarker {
  constructor(
    private readonly text: string,
    private readonly title: string,
  ) {
    super()
  }

  override eq(other: FoldMarker): boolean {
    return this.text === other.text && this.title === other.title
  }

  override toDOM(): HTMLElement {
    const mark = document.createElement('span')
    mark.textContent = this.text
    mark.title = this.title
    return mark
  }
}
