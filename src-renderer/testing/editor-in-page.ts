import { EditorView } from '@codemirror/view'

/**
 * Keeps the document from telling of changed selections. Browsers tell after the change; happy-dom tells while it is made, in the
 * midst of the editor's own update. Returns what ends it.
 */
export function keepSelectionQuiet(): () => void {
  const dispatch = document.dispatchEvent.bind(document)
  document.dispatchEvent = (event) => event.type === 'selectionchange' || dispatch(event)
  return () => {
    document.dispatchEvent = dispatch
  }
}

/** Puts the cursor into a line, counted from 0, as a click does; without layout no click hits a line. */
export function putCursorInto(editor: Element, line: number): void {
  const view = editor instanceof HTMLElement ? EditorView.findFromDOM(editor) : null
  if (view === null) throw new Error('no editor')
  view.dispatch({ selection: { anchor: view.state.doc.line(line + 1).from }, userEvent: 'select.pointer' })
}
