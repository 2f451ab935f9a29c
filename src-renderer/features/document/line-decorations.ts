import { RangeSetBuilder, type Extension } from '@codemirror/state'
import { Decoration, ViewPlugin, WidgetType, type DecorationSet, type EditorView, type ViewUpdate } from '@codemirror/view'
import { marksChanged, marksField, windowChanged, windowField, type Place } from './editor-state'
import type { WindowLine } from './line-window'

/** The words beside a line and what its buttons do. */
export interface LineEndWords {
  /** What stands beside the value, in the current language; null when nothing does. */
  readonly annotation: (line: WindowLine) => string | null
  /** `… 4,812,345 characters` */
  readonly cut: (characters: number) => string
  readonly copyCut: string
  /** `1,204 lines` */
  readonly folded: (lines: number) => string
  readonly onUnfold: (line: WindowLine) => void
  readonly onCopyCut: (line: WindowLine) => void
}

const CHOSEN = Decoration.line({ class: 'cm-chosenLine' })
const MATCH = Decoration.mark({ class: 'cm-searchMatch' })
const CURRENT_MATCH = Decoration.mark({ class: 'cm-searchMatch cm-currentMatch' })
const FAULT = Decoration.mark({ class: 'cm-fault' })

/** Marks what is chosen and found, and writes beside the lines in sight what belongs to them but not into the text. */
export function lineDecorations(words: LineEndWords): Extension {
  return ViewPlugin.define(
    (view) => ({
      decorations: decorationsOf(view, words),
      update(update: ViewUpdate) {
        const isMarked = update.transactions.some(({ effects }) => effects.some((effect) => effect.is(marksChanged) || effect.is(windowChanged)))
        if (isMarked || update.docChanged || update.viewportChanged) this.decorations = decorationsOf(update.view, words)
      },
    }),
    { decorations: ({ decorations }: { decorations: DecorationSet }) => decorations },
  )
}

function decorationsOf(view: EditorView, words: LineEndWords): DecorationSet {
  const lines = view.state.field(windowField)
  const { marks, matchesByLine } = view.state.field(marksField)
  const builder = new RangeSetBuilder<Decoration>()
  const { from, to } = view.viewport
  for (let position = from; position <= to; ) {
    const { from: start, to: end, number } = view.state.doc.lineAt(position)
    const line = lines[number - 1]
    position = end + 1
    if (line === undefined) continue
    if (line.number === marks.chosenLine) builder.add(start, start, CHOSEN)
    for (const { place, decoration } of placesOf(line, marks.fault, marks.currentMatch, matchesByLine)) {
      const first = Math.min(end, start + place.from)
      const last = Math.min(end, start + place.to)
      if (last > first) builder.add(first, last, decoration)
    }
    if (hasLineEnd(line, words)) builder.add(end, end, Decoration.widget({ widget: new LineEnd(line, words), side: 1 }))
  }
  return builder.finish()
}

function placesOf(
  { number }: WindowLine,
  fault: Place | null,
  current: Place | null,
  matches: ReadonlyMap<number, readonly Place[]>,
): { readonly place: Place; readonly decoration: Decoration }[] {
  const found = (matches.get(number) ?? []).map((place) => ({
    place,
    decoration: place.line === current?.line && place.from === current.from ? CURRENT_MATCH : MATCH,
  }))
  return (fault?.line === number ? [...found, { place: fault, decoration: FAULT }] : found).sort((left, right) => left.place.from - right.place.from)
}

function hasLineEnd(line: WindowLine, words: LineEndWords): boolean {
  return line.cutFrom !== null || line.isFolded || words.annotation(line) !== null
}

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']' }

/** `… }`, `… </result>`: the end of what is folded away, which is folded away with it. */
function foldedText(text: string): string {
  const closing = CLOSING[text.at(-1) ?? '']
  const tag = /<([^\s<>/]+)[^<>]*>$/.exec(text)?.[1]
  return tag === undefined ? `… ${closing ?? ''}`.trimEnd() : `… </${tag}>`
}

/** What stands behind a line: how long it is when it was cut, what is folded away, what the value means. */
class LineEnd extends WidgetType {
  readonly #annotation: string | null

  constructor(
    private readonly line: WindowLine,
    private readonly words: LineEndWords,
  ) {
    super()
    this.#annotation = words.annotation(line)
  }

  override eq(other: LineEnd): boolean {
    return this.line === other.line && this.words === other.words
  }

  override toDOM(): HTMLElement {
    const { line, words } = this
    const end = document.createElement('span')
    end.className = 'cm-lineEnd'
    if (line.cutFrom !== null) {
      end.append(chip('cm-cut', words.cut(line.cutFrom), words.copyCut, () => words.onCopyCut(line)))
    }
    if (line.isFolded) {
      end.append(chip('cm-foldPlaceholder', foldedText(line.text), words.folded(line.lastLine - line.number), () => words.onUnfold(line)))
    }
    if (this.#annotation !== null) {
      const annotation = document.createElement('span')
      annotation.className = 'cm-annotation'
      annotation.textContent = this.#annotation
      end.append(annotation)
    }
    return end
  }

  override ignoreEvent(): boolean {
    return true
  }
}

function chip(className: string, text: string, title: string, onPress: () => void): HTMLElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = className
  button.textContent = text
  button.title = title
  button.setAttribute('aria-label', `${text} ${title}`)
  // The editor holds the focus; a chip is pressed, not focused.
  button.tabIndex = -1
  button.addEventListener('mousedown', (event) => event.preventDefault())
  button.addEventListener('click', onPress)
  return button
}
