import { type NoteBook, placeOf } from '../note-book'
import { isMeantAmpersand, WordList, type ShellReader, type ShellWords } from './shell-words'

/**
 * Words of a command of Windows' cmd.exe: first carets and line ends by its rules, then quotes and backslashes as the C run-time
 * of the program reads them (`\"` and `""` are a quote, backslashes count only before one).
 */
export const cmdWords: ShellReader = (text, from, notes) => {
  const { line, end } = commandLine(text, from, notes)
  return { words: argumentsOf(line, text, from, notes), end }
}

function commandLine(text: string, from: number, notes: NoteBook): { line: string; end: number } {
  const parts: string[] = []
  let isQuoted = false
  let at = from
  let wordStart = from
  for (; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === '^' && !isQuoted) {
      at += 1
      if (text.charAt(at) === '\r' && text.charAt(at + 1) === '\n') at += 1
      if (text.charAt(at) !== '\n') parts.push(text.charAt(at))
      else if (/^\r?\n/.test(text.slice(at + 1, at + 3))) {
        // What follows the end of a line that goes on is taken as it stands, a line break too.
        parts.push('\n')
        at += text.charAt(at + 1) === '\r' ? 2 : 1
      }
      continue
    }
    if (character === '"') isQuoted = !isQuoted
    if (/\s/.test(character)) wordStart = at + 1
    if (character === '\n') {
      // cmd ends a quoted text with its line; what was pasted goes on.
      if (!isQuoted) break
    } else if (!isQuoted && /[&|<>]/.test(character)) {
      if (character !== '&' || !isMeantAmpersand(text.slice(wordStart, Math.min(at, wordStart + 2_000)), text, at)) break
      notes.addAt('unquoted-ampersand', text, at)
    }
    if (character === '%') {
      if (text.charAt(at + 1) === '%') at += 1
      else variableAt(text, at, notes)
    }
    parts.push(character)
  }
  return { line: parts.join(''), end: at }
}

/** Tells of `%NAME%`; what can be a percent escape is one. */
function variableAt(text: string, at: number, notes: NoteBook): void {
  const variable = /^%[A-Za-z_]\w{2,40}%/.exec(text.slice(at, at + 44))?.[0]
  if (variable !== undefined && !/^%[0-9A-Fa-f]{2}/.test(variable)) notes.add('variable-kept', variable)
}

function argumentsOf(line: string, text: string, from: number, notes: NoteBook): ShellWords['words'] {
  const list = new WordList()
  let isQuoted = false
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at)
    if (character === '\\') {
      const start = at
      while (line.charAt(at) === '\\') at += 1
      const count = at - start
      if (line.charAt(at) === '"') {
        list.append('\\'.repeat(count >> 1))
        if (count % 2 === 1) list.append('"')
        else at -= 1
      } else {
        list.append('\\'.repeat(count))
        at -= 1
      }
    } else if (character === '"') {
      list.append('')
      if (isQuoted && line.charAt(at + 1) === '"') {
        list.append('"')
        at += 1
      } else isQuoted = !isQuoted
    } else if (!isQuoted && /\s/.test(character)) list.endWord()
    else list.append(character)
  }
  if (isQuoted) notes.add('unclosed-quote', placeOf(text, from + line.lastIndexOf('"')))
  list.endWord()
  return list.words
}
