import type { NoteBook } from './note-book'

/** Prompts of shells in front of a command, at the very start. */
const PROMPT = /^(?:PS [^\n>]{0,200}> ?|[A-Za-z]:\\[^\n>]{0,200}>\s?|(?:\([\w.-]{1,60}\) )?[\w.-]{1,60}@[\w.-]{1,60}[:~][^\n$#%]{0,200}[$#%] |[$%>] (?=\S))/
const FENCE = /^[ \t]*(`{3,}|~{3,})[^\n`]*$/

/** The text without what commonly stands around a request: byte order mark, blanks, a Markdown fence, a prompt of a shell. */
export function unwrapped(text: string, notes: NoteBook): string {
  const plain = withoutFence(text, notes)
  const prompt = promptOf(plain)
  if (prompt === '') return plain
  notes.add('prompt-removed', prompt.trim().slice(-1))
  return plain.slice(prompt.length).trim()
}

/** The same with a prompt left in front. */
export function withoutFence(text: string, notes: NoteBook): string {
  return withoutQuoteMarks(insideFence(text.replace(/^\ufeff/, '').trim(), notes))
}

/** The prompt of a shell a text begins with; '' for none. */
export function promptOf(text: string): string {
  return PROMPT.exec(text)?.[0] ?? ''
}

/** The content of the first fenced block; prose around it is told by where the block begins. */
function insideFence(text: string, notes: NoteBook): string {
  if (!text.includes('```') && !text.includes('~~~')) return withoutInlineCode(text, notes)
  const lines = text.split('\n')
  const first = lines.findIndex((line) => line.length < 200 && FENCE.test(line.trimEnd()))
  if (first === -1) return text
  const mark = FENCE.exec(lines[first]!.trimEnd())?.[1] ?? ''
  const length = lines.slice(first + 1).findIndex((line) => line.length < 200 && line.trim() === mark)
  notes.add('fence-removed')
  if (lines.slice(0, first).some((line) => line.trim() !== '')) notes.add('prefix-removed', `${first + 2}:1`)
  return lines
    .slice(first + 1, length === -1 ? undefined : first + 1 + length)
    .join('\n')
    .trim()
}

function withoutInlineCode(text: string, notes: NoteBook): string {
  const isSpan = text.length > 2 && text.startsWith('`') && text.endsWith('`') && !text.slice(1, -1).includes('`')
  if (isSpan) notes.add('fence-removed')
  return isSpan ? text.slice(1, -1).trim() : text
}

/** Lines of an answer to a mail begin with `> `, every one of them. */
function withoutQuoteMarks(text: string): string {
  const lines = text.split('\n')
  return lines.length > 1 && lines.every((line) => line.startsWith('>')) ? lines.map((line) => line.replace(/^> ?/, '')).join('\n').trim() : text
}
