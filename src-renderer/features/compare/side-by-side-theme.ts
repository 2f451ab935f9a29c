import { EditorView } from '@codemirror/view'

/** The looks of two texts side by side, in the colours of the page. */
export const sideBySideTheme = EditorView.theme({
  '&.cm-merge-a .cm-changedLine': { backgroundColor: 'color-mix(in srgb, var(--bad-ground) 55%, transparent)' },
  '&.cm-merge-b .cm-changedLine': { backgroundColor: 'color-mix(in srgb, var(--good-ground) 55%, transparent)' },
  '&.cm-merge-a .cm-changedText': { background: 'color-mix(in srgb, var(--bad) 26%, transparent)' },
  '&.cm-merge-b .cm-changedText': { background: 'color-mix(in srgb, var(--good) 26%, transparent)' },
  '&.cm-merge-a .cm-changedLineGutter': { background: 'var(--bad)' },
  '&.cm-merge-b .cm-changedLineGutter': { background: 'var(--good)' },
  '& .cm-collapsedLines': {
    padding: '3px 10px',
    background: 'var(--ground-quiet)',
    color: 'var(--text-quiet)',
    fontFamily: 'var(--font-text)',
    fontSize: 'var(--size-small)',
  },
  // The library's marks are in no font of the page.
  '& .cm-collapsedLines:before, & .cm-collapsedLines:after': { content: 'none' },
  '&.cm-merge-a .cm-ignoredDifference, &.cm-merge-b .cm-ignoredDifference': { backgroundColor: 'var(--ground-quiet)' },
  '&.cm-merge-a .cm-ignoredDifference .cm-changedText, &.cm-merge-b .cm-ignoredDifference .cm-changedText': {
    background: 'color-mix(in srgb, var(--unknown) 16%, transparent)',
  },
  '&.cm-merge-a .cm-currentDifference, &.cm-merge-b .cm-currentDifference': {
    backgroundColor: 'var(--ground-chosen)',
    boxShadow: 'inset 3px 0 0 var(--focus)',
  },
})
