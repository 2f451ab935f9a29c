import { json } from '@codemirror/lang-json'
import { xml } from '@codemirror/lang-xml'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { tags } from '@lezer/highlight'
import { canColour } from './code-limits'

/** What a code view colours its text as. */
export type CodeLanguage = 'json' | 'xml' | 'text'

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.tagName], color: 'var(--code-name)' },
  { tag: [tags.string, tags.attributeValue], color: 'var(--code-text)' },
  { tag: tags.number, color: 'var(--code-number)' },
  { tag: [tags.bool, tags.null, tags.attributeName], color: 'var(--code-word)' },
  { tag: [tags.comment, tags.processingInstruction, tags.documentMeta], color: 'var(--text-faint)' },
  { tag: [tags.angleBracket, tags.separator, tags.brace, tags.squareBracket], color: 'var(--text-quiet)' },
])

/** Parser and colours of a language; nothing for plain text or a text too long to colour. */
export function languageExtension(language: CodeLanguage, text: string): Extension {
  if (language === 'text' || !canColour(text)) return []
  return [language === 'json' ? json() : xml(), syntaxHighlighting(colours)]
}
