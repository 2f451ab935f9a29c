/** Characters that would not be seen as what they are: controls, joiners, directions, unassigned ones and every blank but the space. */
const HIDDEN = /^(?:[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs})$/u

/** Longest piece of a text that compilers with a limit take as one literal, in code points: MSVC takes 16,380 bytes, Java 65,535. */
const LONGEST_PIECE = 4_000

interface Spelling {
  /** What stands for a character that has an escape of its own. */
  readonly named: Readonly<Record<string, string>>
  /** What stands for any other hidden character, by its code point. */
  readonly numbered: (codePoint: number) => string
}

const BACKSLASHED = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

const JAVA: Spelling = {
  named: BACKSLASHED,
  // javac reads \uXXXX before it reads strings, so that \u000a would end the line inside of one.
  numbered: (codePoint) => (codePoint < 0x80 ? `\\${octal(codePoint)}` : [...utf16Units(codePoint)].map((unit) => `\\u${hex(unit, 4)}`).join('')),
}
const CSHARP: Spelling = { named: BACKSLASHED, numbered: (codePoint) => (codePoint < 0x1_0000 ? `\\u${hex(codePoint, 4)}` : `\\U${hex(codePoint, 8)}`) }
const PHP: Spelling = {
  named: { ...BACKSLASHED, $: '\\$' },
  numbered: (codePoint) => (codePoint < 0x80 ? `\\x${hex(codePoint, 2)}` : `\\u{${hex(codePoint, 1)}}`),
}
const PYTHON: Spelling = {
  named: BACKSLASHED,
  numbered: (codePoint) => (codePoint < 0x100 ? `\\x${hex(codePoint, 2)}` : codePoint < 0x1_0000 ? `\\u${hex(codePoint, 4)}` : `\\U${hex(codePoint, 8)}`),
}
const NODEJS: Spelling = { named: BACKSLASHED, numbered: (codePoint) => `\\u{${hex(codePoint, 1)}}` }
const CPP: Spelling = {
  named: BACKSLASHED,
  // Octal escapes end after three digits, hexadecimal ones wherever the digits end.
  numbered: (codePoint) => [...new TextEncoder().encode(String.fromCodePoint(codePoint))].map((byte) => `\\${octal(byte)}`).join(''),
}

/**
 * A Java expression of exactly that text, for a source file read as UTF-8. Long texts are joined when the program runs,
 * because javac makes one constant of literals that are added.
 */
export function javaText(text: string): string {
  const pieces = piecesOf(text).map((piece) => quoted(piece, JAVA))
  return pieces.length === 1 ? pieces.join('') : `String.join("", ${pieces.join(', ')})`
}

/** A C# expression of exactly that text. */
export function csharpText(text: string): string {
  return quoted(text, CSHARP)
}

/** A PHP expression of exactly that text, in UTF-8. */
export function phpText(text: string): string {
  return quoted(text, PHP)
}

/** A Python 3 expression of exactly that text. */
export function pythonText(text: string): string {
  return quoted(text, PYTHON)
}

/** A JavaScript expression of exactly that text. */
export function nodejsText(text: string): string {
  return quoted(text, NODEJS)
}

/** A C++ expression of exactly that text, in UTF-8, for a text without U+0000; a `std::string` where it is long, otherwise a literal. */
export function cppText(text: string): string {
  // ?? begins a trigraph where those are still read.
  const pieces = piecesOf(text).map((piece) => quoted(piece, CPP).replace(/(?<=\?)\?/g, '\\?'))
  return pieces.length === 1 ? pieces.join('') : `std::string(${pieces.join(') + std::string(')})`
}

/** A word of a POSIX shell that is exactly that text, for a text without U+0000. */
export function shellText(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

function quoted(text: string, { named, numbered }: Spelling): string {
  let inside = ''
  for (const character of text) {
    const name = named[character]
    inside += name ?? (HIDDEN.test(character) ? numbered(character.codePointAt(0) ?? 0) : character)
  }
  return `"${inside}"`
}

/** Cuts a text between characters; an empty one is one piece. */
function piecesOf(text: string): string[] {
  if (text.length <= LONGEST_PIECE) return [text]
  const characters = [...text]
  return Array.from({ length: Math.ceil(characters.length / LONGEST_PIECE) }, (_, index) =>
    characters.slice(index * LONGEST_PIECE, (index + 1) * LONGEST_PIECE).join(''),
  )
}

function utf16Units(codePoint: number): number[] {
  const text = String.fromCodePoint(codePoint)
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0')
}

function octal(number: number): string {
  return number.toString(8).padStart(3, '0')
}
