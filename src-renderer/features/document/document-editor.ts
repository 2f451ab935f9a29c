import { standardKeymap } from '@codemirror/commands'
import { Compartment, EditorSelection, EditorState, Prec, type Extension, type StateEffect } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import type { DocumentLine } from '@shared/exchange/document/document-contract'
import { codeColours } from '../../components/code-colours'
import type { CodeLanguage } from '../../components/line-tokens'
import { marksChanged, marksField, positionOfLine, windowChanged, windowField, windowLineAt, type Marks, type Place } from './editor-state'
import type { FoldMap } from './fold-map'
import { changesBetween } from './line-changes'
import { lineDecorations, type LineEndWords } from './line-decorations'
import { lineGutters } from './line-gutters'
import { LineWindow, type LineRange, type WindowLine } from './line-window'

/** Which shown lines are in sight, by index among the shown ones, and how many are shown in all. */
export interface Sight {
  readonly first: number
  readonly last: number
  /** The same lines by their number in the document. */
  readonly firstLine: number
  readonly lastLine: number
  readonly shownCount: number
  /** Whether the editor holds all shown lines and scrolls by itself. */
  readonly isWhole: boolean
}

export interface DocumentEditorOptions {
  readonly lineCount: number
  readonly language: CodeLanguage
  readonly wrap: boolean
  /** Name, words and looks that every code view has. */
  readonly reading: Extension
  readonly words: Omit<LineEndWords, 'onUnfold'> & { readonly fold: string; readonly unfold: string }
  readonly fetchLines: (ranges: readonly LineRange[]) => Promise<readonly DocumentLine[]>
  /** The user put the cursor into another line. */
  readonly onChoose: (line: WindowLine) => void
  readonly onSight: (sight: Sight) => void
  /** The user copies everything, of which the editor holds only a part. */
  readonly onCopyWhole: () => void
  /** The user copies lines of which parts are cut or folded away. */
  readonly onCopyPart: () => void
  readonly onError: (error: unknown) => void
}

interface Target extends Place {
  readonly y: 'start' | 'center'
  readonly moveCursor: boolean
}

/** A document of any length in an editor that holds a window of its lines. */
export class DocumentEditor {
  readonly #view: EditorView
  readonly #window: LineWindow
  readonly #wrapping = new Compartment()
  /** Where to go as soon as its line is in the window. */
  #target: Target | null = null

  constructor(
    host: HTMLElement,
    private readonly options: DocumentEditorOptions,
  ) {
    this.#window = new LineWindow({ lineCount: options.lineCount, fetchLines: options.fetchLines, onChange: (lines) => this.#apply(lines) })
    this.#view = new EditorView({ state: this.#initialState(), parent: host })
    this.#view.scrollDOM.addEventListener('scroll', () => this.#look(), { passive: true })
  }

  /** Loads the first lines, and those around them. */
  async start(): Promise<void> {
    await this.#do(this.#window.showAround(0))
  }

  get cursorLine(): WindowLine | undefined {
    return windowLineAt(this.#view.state, this.#view.state.selection.main.head)
  }

  /** Shows a place in the middle, unfolding what hides it, and puts the cursor there. */
  async reveal(place: Place): Promise<void> {
    await this.#do(this.#window.setFolds((folds) => folds.revealing(place.line)))
    await this.#goTo({ ...place, y: 'center', moveCursor: true })
  }

  /** Scrolls so that the shown line with this index is at the top. */
  async scrollTo(index: number): Promise<void> {
    const { folds } = this.#window
    const line = folds.lineAt(Math.max(0, Math.min(index, folds.shownCount - 1)))
    await this.#goTo({ line, from: 0, to: 0, y: 'start', moveCursor: false })
  }

  setMarks(marks: Marks): void {
    this.#view.dispatch({ effects: marksChanged.of(marks) })
  }

  setWrap(wrap: boolean): void {
    this.#view.dispatch({ effects: this.#wrapping.reconfigure(wrap ? EditorView.lineWrapping : []) })
  }

  toggleFold(line: WindowLine): Promise<void> {
    const { number, lastLine } = line
    return this.#fold((folds) => (folds.isFolded(number) ? folds.without(number) : folds.with([{ line: number, lastLine }])))
  }

  /** Folds every line of the window that is as deep as the cursor's. */
  foldSiblings(): Promise<void> {
    const line = this.cursorLine
    return line === undefined ? Promise.resolve() : this.#fold((folds) => folds.with(this.#window.siblingsOf(line)))
  }

  unfoldAll(): Promise<void> {
    return this.#fold((folds) => folds.withoutAny())
  }

  focus(): void {
    this.#view.focus()
  }

  destroy(): void {
    this.#window.close()
    this.#view.destroy()
  }

  #initialState(): EditorState {
    const { options } = this
    const { words } = options
    return EditorState.create({
      extensions: [
        windowField,
        marksField,
        lineGutters(options.lineCount, { fold: words.fold, unfold: words.unfold, onToggle: (line) => void this.toggleFold(line) }),
        codeColours(options.language),
        lineDecorations({ ...words, onUnfold: (line) => void this.toggleFold(line) }),
        this.#wrapping.of(options.wrap ? EditorView.lineWrapping : []),
        Prec.high(keymap.of(this.#keys())),
        keymap.of(standardKeymap),
        Prec.high(EditorView.domEventHandlers({ copy: (event) => this.#copy(event) })),
        EditorView.updateListener.of((update) => {
          if (update.geometryChanged || update.docChanged) this.#look()
          if (!update.selectionSet || !update.transactions.some((transaction) => transaction.isUserEvent('select'))) return
          const line = this.cursorLine
          if (line !== undefined) options.onChoose(line)
        }),
        options.reading,
      ],
    })
  }

  #keys(): { key: string; mac?: string; run: () => boolean }[] {
    const doing = (action: () => Promise<void>) => () => {
      void action()
      return true
    }
    const foldCursorLine = (isWanted: boolean) => async () => {
      const line = this.cursorLine
      if (line !== undefined && line.isFolded !== isWanted && line.lastLine > line.number) await this.toggleFold(line)
    }
    return [
      { key: 'Ctrl-Shift-[', mac: 'Cmd-Alt-[', run: doing(foldCursorLine(true)) },
      { key: 'Ctrl-Shift-]', mac: 'Cmd-Alt-]', run: doing(foldCursorLine(false)) },
      { key: 'Ctrl-Alt-[', run: doing(() => this.foldSiblings()) },
      { key: 'Ctrl-Alt-]', run: doing(() => this.unfoldAll()) },
      { key: 'Mod-Home', run: doing(() => this.#goToEnd(0)) },
      { key: 'Mod-End', run: doing(() => this.#goToEnd(this.#window.folds.shownCount - 1)) },
    ]
  }

  async #goToEnd(index: number): Promise<void> {
    await this.reveal({ line: this.#window.folds.lineAt(index), from: 0, to: 0 })
    const line = this.cursorLine
    if (line !== undefined) this.options.onChoose(line)
  }

  async #fold(change: (folds: FoldMap) => FoldMap): Promise<void> {
    const line = this.cursorLine
    await this.#do(this.#window.setFolds(change))
    // A cursor inside what was folded goes to the line that stands for it.
    if (line === undefined) return
    const shown = this.#window.folds.lineAt(this.#window.folds.indexOf(line.number))
    const position = shown === line.number ? null : positionOfLine(this.#view.state, shown)
    if (position !== null) this.#view.dispatch({ selection: EditorSelection.cursor(position) })
  }

  async #goTo(target: Target): Promise<void> {
    this.#target = target
    const index = this.#window.folds.indexOf(target.line)
    await this.#do(this.#window.showAround(index))
    if (this.#target !== target) return
    this.#view.dispatch(this.#arrival() ?? {})
    await this.#scrolled()
    if (this.#target !== target) return
    this.#target = null
    this.#look()
  }

  /** Until the editor has scrolled: it does so after the measurements that are asked for before, so the second comes behind. */
  #scrolled(): Promise<void> {
    return new Promise((resolve) => {
      this.#view.requestMeasure({ read: () => null, write: () => this.#view.requestMeasure({ read: () => null, write: () => resolve() }) })
    })
  }

  /** The way to the target, when its line is in the window. */
  #arrival(state: EditorState = this.#view.state): { effects: StateEffect<unknown>; selection?: EditorSelection } | null {
    const target = this.#target
    const start = target === null ? null : positionOfLine(state, target.line)
    if (target === null || start === null) return null
    const line = state.doc.lineAt(start)
    const range = EditorSelection.range(Math.min(line.to, start + target.from), Math.min(line.to, start + target.to))
    const effects = EditorView.scrollIntoView(range, { y: target.y, x: 'nearest', yMargin: 0 })
    return target.moveCursor ? { effects, selection: EditorSelection.single(range.anchor) } : { effects }
  }

  #apply(lines: readonly WindowLine[]): void {
    const { state } = this.#view
    this.#view.dispatch({ changes: changesBetween(state.field(windowField), lines), effects: windowChanged.of(lines) })
    const arrival = this.#arrival()
    if (arrival !== null) this.#view.dispatch(arrival)
  }

  /** Tells what is in sight and sees to it that there is enough around it. */
  #look(): void {
    this.#view.requestMeasure({
      key: this,
      read: (view) => {
        const top = view.scrollDOM.scrollTop - view.documentPadding.top
        const lineAt = (height: number): number => view.state.doc.lineAt(view.lineBlockAtHeight(Math.max(0, height)).from).number - 1
        return { first: lineAt(top), last: lineAt(top + view.scrollDOM.clientHeight) }
      },
      write: ({ first, last }) => {
        const { firstIndex, folds, isWhole } = this.#window
        const sight = { first: firstIndex + first, last: firstIndex + last }
        this.options.onSight({ ...sight, firstLine: folds.lineAt(sight.first), lastLine: folds.lineAt(sight.last), shownCount: folds.shownCount, isWhole })
        if (this.#target === null) void this.#do(this.#window.showAround(sight.first, sight.last))
      },
    })
  }

  #copy(event: ClipboardEvent): boolean {
    const { state } = this.#view
    const { main } = state.selection
    const lines = state.field(windowField)
    const chosen = lines.slice(state.doc.lineAt(main.from).number - 1, state.doc.lineAt(main.to).number)
    const isCut = chosen.some(({ cutFrom }) => cutFrom !== null)
    const hidesLines = chosen.slice(0, -1).some(({ isFolded }) => isFolded)
    const isAll = !main.empty && main.from === 0 && main.to === state.doc.length
    if (isAll && (isCut || hidesLines || !this.#window.isWhole)) {
      event.preventDefault()
      this.options.onCopyWhole()
      return true
    }
    if (isCut || hidesLines) this.options.onCopyPart()
    return false
  }

  async #do(work: Promise<void>): Promise<void> {
    try {
      await work
    } catch (error) {
      this.options.onError(error)
    }
  }
}
