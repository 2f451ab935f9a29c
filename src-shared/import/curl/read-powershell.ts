import type { Parameter } from '../../protocol/parameters'
import type { CallPart } from '../http-call'
import { NoteBook, placeOf } from '../note-book'
import { powershellWords } from './powershell-words'
import type { FoundCall } from './read-curl'

const COMMAND = /\b(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\b(?=[ \t]+[-"'$h`])/i
const ASSIGNMENT = /^[ \t]*\$(\w+)[ \t]*=[ \t]*/gm

/** Reads a web request of PowerShell, as written by hand or copied from a browser; null when there is none. */
export function readPowershell(text: string): FoundCall | null {
  const match = COMMAND.exec(text)
  if (match === null) return null
  const notes = new NoteBook()
  const told = new NoteBook()
  const variables = variablesOf(text.slice(0, match.index))
  const { words, end } = powershellWords(text, match.index, told)
  // What was given a value above is known, or is an object of PowerShell's own.
  const isGiven = (variable: string): boolean => new RegExp(`^[ \\t]*\\${variable}[ \\t]*=`, 'm').test(text.slice(0, match.index).slice(-100_000))
  notes.addAll(told.list().filter(({ code, detail }) => code !== 'variable-kept' || !/^\$\w+$/.test(detail) || !isGiven(detail)))
  if (text.slice(end).trim() !== '') notes.add('rest-not-read', placeOf(text, end))
  const options = new Map<string, string>()
  let url: string | null = null
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at]!
    const [, name = ''] = /^-([A-Za-z]+):?$/.exec(word) ?? []
    if (name === '') url ??= word
    else if (!/^(?:UseBasicParsing|SkipCertificateCheck|DisableKeepAlive|Verbose|UseDefaultCredentials)$/i.test(name)) options.set(name.toLowerCase(), words[(at += 1)] ?? '')
  }
  const valueOf = (word: string): string => variables.get(/^\$(\w+)$/.exec(word)?.[1] ?? '') ?? word
  const dropped: Parameter[] = []
  for (const name of ['credential', 'websession', 'token', 'certificate']) {
    if (!options.has(name)) continue
    notes.add('credentials-dropped', `-${name}`)
    dropped.push({ name: `-${name}`, value: '' })
  }
  for (const name of ['infile', 'form']) if (options.has(name)) notes.add('file-not-read', options.get(name))
  return {
    notes,
    call: {
      shape: 'powershell',
      url: valueOf(options.get('uri') ?? url ?? '') || null,
      method: options.get('method') ?? (options.has('body') ? 'POST' : 'GET'),
      headers: [...pairsOf(valueOf(options.get('headers') ?? '')), ...(options.has('contenttype') ? [{ name: 'Content-Type', value: options.get('contenttype') ?? '' }] : [])],
      query: [],
      body: bodyOf(valueOf(options.get('body') ?? '')),
      dropped,
    },
  }
}

/** Texts and lists that were given names before the command. */
function variablesOf(text: string): Map<string, string> {
  const variables = new Map<string, string>()
  for (const match of text.slice(-100_000).matchAll(ASSIGNMENT)) {
    const from = Math.max(0, text.length - 100_000) + match.index + match[0].length
    // A line `$a = New-Object …` has several words; a text or a list is one.
    const { words } = powershellWords(text.slice(from, from + 50_000), 0, new NoteBook())
    if (words.length === 1 && variables.size < 100) variables.set(match[1] ?? '', words[0]!)
  }
  return variables
}

function bodyOf(word: string): CallPart[] {
  if (word === '') return []
  if (word.startsWith('@{')) return pairsOf(word).map((pair) => ({ kind: 'pair', ...pair }))
  // Browsers turn a text into bytes: ([System.Text.Encoding]::UTF8.GetBytes("…")).
  const call = /^\(\s*\[[\w.]+\]::UTF8\.GetBytes\(/i.exec(word)
  if (call === null) return [{ kind: 'form', text: word }]
  const { words } = powershellWords(word.slice(call[0].length).replace(/\)\s*\)?\s*$/, ''), 0, new NoteBook())
  return words.length === 0 ? [] : [{ kind: 'form', text: words[0]! }]
}

/** Names and values of `@{ name = 'value'; "other" = "…" }`, one a line or between semicolons. */
function pairsOf(list: string): Parameter[] {
  if (!list.startsWith('@{')) return []
  const inside = list.slice(2, -1)
  const pairs: Parameter[] = []
  for (let at = 0; at < inside.length && pairs.length < 10_000; ) {
    const { words, end } = powershellWords(inside, at, new NoteBook())
    at = Math.max(end, at) + 1
    // `name=value` without blanks is one word.
    const [first = '', second, ...rest] = words
    const equals = first.indexOf('=')
    if (second === '=' && rest.length > 0) pairs.push({ name: first, value: rest.join(' ') })
    else if (equals > 0) pairs.push({ name: first.slice(0, equals), value: [first.slice(equals + 1), ...(second === undefined ? [] : [second, ...rest])].filter((part) => part !== '').join(' ') })
    else if (second?.startsWith('=') === true) pairs.push({ name: first, value: second.slice(1) })
  }
  return pairs
}
