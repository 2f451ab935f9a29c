import { RangeSetBuilder, type Extension } from '@codemirror/state'
import { Decoration, ViewPlugin, EditorView, type DecorationSet, type ViewUpdate } from '@codemirror/view'
import { TOKEN_KINDS, tokensOf, type CodeLanguage, type TokenKind } from './line-tokens'

const MARKS = Object.fromEntries(TOKEN_KINDS.map((kind) => [kind, Decoration.mark({ class: `cm-${kind}` })])) as Readonly<Record<TokenKind, Decoration>>

/** Longer lines are coloured up to here: what is drawn of them ends long before. */
const MAX_COLOURED_LENGTH = 20_000

/** Colours the lines in sight, each by itself, so that a text of any size costs the same. */
export function codeColours(language: CodeLanguage): Extension {
  if (language === 'text') return []
  const colours = ViewPlugin.define(
    (view) => ({
      decorations: coloursOf(view, language),
      update(update: ViewUpdate) {
        if (update.docChanged || update.viewportChanged) this.decorations = coloursOf(update.view, language)
      },
    }),
    { decorations: ({ decorations }: { decorations: DecorationSet }) => decorations },
  )
  return [colours, EditorView.editorAttributes.of({ class: `code-${language}` })]
}

function coloursOf(view: EditorView, language: CodeLanguage): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  let done = -1
  for (const { from, to } of view.visibleRanges) {
    for (let position = Math.max(from, done + 1); position <= to; ) {
      const line = view.state.doc.lineAt(position)
      if (line.from > done) {
        for (const token of tokensOf(line.text.slice(0, MAX_COLOURED_LENGTH), language)) {
          builder.add(line.from + token.from, line.from + token.to, MARKS[token.kind])
        }
      }
      done = line.to
      position = line.to + 1
    }
  }
  return builder.finish()
}
