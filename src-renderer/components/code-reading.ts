import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, highlightSpecialChars } from '@codemirror/view'
import { CODE_PHRASES } from './code-phrases'
import { codeTheme } from './code-theme'

/** What every code view is: a read-only text under its name, in the colours of the page and the words of its language. */
export function codeReading(label: string, word: (key: (typeof CODE_PHRASES)[keyof typeof CODE_PHRASES]) => string): Extension {
  return [
    EditorState.readOnly.of(true),
    EditorState.phrases.of(Object.fromEntries(Object.entries(CODE_PHRASES).map(([phrase, key]) => [phrase, word(key)]))),
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true', spellcheck: 'false' }),
    highlightSpecialChars(),
    codeTheme,
  ]
}
