import { EditorView } from '@codemirror/view'

/** The looks of a code view, in the colours of the page. */
export const codeTheme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'transparent', color: 'var(--text)', fontSize: 'var(--size-code)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-code)', lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 12px 0 4px' },
  // A long value starts behind its name and goes on at the margin, instead of leaving the line for the next one.
  '.cm-lineWrapping': { wordBreak: 'break-all' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--text-faint)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '32px', padding: '0 4px 0 8px' },
  '.cm-foldGutter .cm-gutterElement': { width: '14px', cursor: 'pointer', color: 'var(--text-faint)' },
  '.cm-foldPlaceholder': {
    padding: '0 6px',
    border: '1px solid var(--line)',
    backgroundColor: 'var(--ground-hover)',
    color: 'var(--text-quiet)',
  },
  '.cm-masked': { borderRadius: '3px', backgroundColor: 'var(--unknown-ground)', color: 'var(--unknown)' },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-ground)', outline: '1px solid var(--warn)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--ground-chosen)' },
  '.cm-panels': { backgroundColor: 'var(--ground-quiet)', color: 'var(--text)' },
  '.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '6px 32px 6px 8px', fontFamily: 'var(--font-text)' },
  '.cm-panel.cm-search label': { fontSize: 'var(--size-small)', color: 'var(--text-quiet)' },
  '.cm-textfield, .cm-button': { fontSize: 'var(--size-small)' },
  '.cm-textfield': { border: '1px solid var(--line-strong)', borderRadius: '4px', backgroundColor: 'var(--ground)', color: 'var(--text)' },
  '.cm-button': {
    border: '1px solid var(--line-strong)',
    borderRadius: '4px',
    background: 'var(--ground)',
    color: 'var(--text)',
    cursor: 'pointer',
  },
  '.cm-panel.cm-search [name=close]': { top: '4px', right: '8px', fontSize: '18px', color: 'var(--text-quiet)', cursor: 'pointer' },
})
