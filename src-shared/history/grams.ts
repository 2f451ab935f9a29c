/** Longest piece of a word that is a gram of its own. */
export const WORD_GRAM = 4

/** A character that is repeated so often in a word, and one that is repeated still more often, get a gram of their own. */
const SHORT_RUN = WORD_GRAM + 1
const LONG_RUN = 16

type CharacterClass = 0 | 1 | 2 | 3
/** Ends a word and cannot be searched for: blanks, control characters, halves of a character. */
const BLANK: CharacterClass = 0
/** Part of a word of letters and digits. */
const WORD: CharacterClass = 1
/** A character of a script without blanks between its words. */
const IDEOGRAPH: CharacterClass = 2
/** Ends a word; is found as itself. */
const SIGN: CharacterClass = 3

const classes = new Uint8Array(0x10000).fill(255)

/** Codes of ASCII signs are written in hexadecimal, as an index takes letters and digits only. */
export function signGram(character: string): string {
  const code = character.charCodeAt(0)
  return code < 0x80 ? `_${code.toString(16).padStart(4, '0')}` : character
}

/**
 * That a word has a character so many times in a row. The grams of such a run are all the same, so that they do not tell how long it is;
 * null for one they tell of.
 */
export function runGram(character: string, length: number): string | null {
  return length < SHORT_RUN ? null : `_run${Math.min(length, LONG_RUN)}_${character}`
}

/**
 * Adds the grams of a text, which must be folded already: of a word the up to four characters from every place of it, of
 * ideographs (and whatever lies beyond the basic plane) every one and every pair, of signs each, and runs (`runGram`). A text that is contained
 * in another has no gram, but for those at its ends, that the other does not have. Adds those of `[from, to)` and looks
 * at the characters behind `to` where a gram needs them, so that a long text can be read in parts.
 */
export function addGrams(text: string, grams: Set<string>, from = 0, to = text.length): void {
  let wordEnd = -1
  let run = runBefore(text, from)
  for (let place = from; place < to; ) {
    const kind = classAt(text, place)
    if (kind === WORD) {
      if (wordEnd < place + WORD_GRAM) wordEnd = knownEndOfWord(text, Math.max(wordEnd, place + 1))
      grams.add(text.substring(place, Math.min(place + WORD_GRAM, wordEnd)))
      run = place > 0 && text.charCodeAt(place) === text.charCodeAt(place - 1) ? run + 1 : 1
      if (run >= SHORT_RUN) grams.add(runGram(text.charAt(place), run) as string)
      place += 1
    } else if (kind === IDEOGRAPH) {
      const end = place + widthAt(text, place)
      grams.add(text.substring(place, end))
      if (end < text.length && classAt(text, end) === IDEOGRAPH) grams.add(text.substring(place, end + widthAt(text, end)))
      place = end
    } else {
      if (kind === SIGN) grams.add(signGram(text.charAt(place)))
      place += 1
    }
  }
}

/** A stretch of one class in a text that is looked for. `isClosed`: another character follows, so a word ends here wherever the text is found. */
export interface Stretch {
  readonly kind: 'word' | 'ideographs' | 'sign'
  readonly characters: readonly string[]
  readonly isClosed: boolean
}

/** A folded text as the stretches its grams come from; blanks are left out. */
export function stretchesOf(text: string): readonly Stretch[] {
  const stretches: Stretch[] = []
  for (let place = 0; place < text.length; ) {
    const kind = classAt(text, place)
    const characters: string[] = []
    do {
      const end = place + widthAt(text, place)
      characters.push(text.substring(place, end))
      place = end
    } while ((kind === WORD || kind === IDEOGRAPH) && place < text.length && classAt(text, place) === kind)
    if (kind === BLANK) continue
    const name = kind === WORD ? 'word' : kind === IDEOGRAPH ? 'ideographs' : 'sign'
    stretches.push({ kind: name, characters, isClosed: place < text.length })
  }
  return stretches
}

/** How often the character before a place is repeated up to there, as far as it matters. */
function runBefore(text: string, place: number): number {
  let length = place === 0 ? 0 : 1
  while (length > 0 && length < LONG_RUN && length < place && text.charCodeAt(place - 1 - length) === text.charCodeAt(place - 1)) length += 1
  return length
}

/** Where the word ends, or a place far enough behind `from` that it is known to reach there. */
function knownEndOfWord(text: string, from: number): number {
  const farthest = Math.min(text.length, from + 1024)
  let end = from
  while (end < farthest && classAt(text, end) === WORD) end += 1
  return end
}

function classAt(text: string, place: number): CharacterClass {
  const code = text.charCodeAt(place)
  if (code >= 0xd800 && code <= 0xdfff) return widthAt(text, place) === 2 ? IDEOGRAPH : BLANK
  const known = classes[code] as CharacterClass | 255
  return known === 255 ? (classes[code] = classOf(code)) : known
}

function widthAt(text: string, place: number): 1 | 2 {
  const code = text.charCodeAt(place)
  if (code < 0xd800 || code > 0xdbff) return 1
  const next = text.charCodeAt(place + 1)
  return next >= 0xdc00 && next <= 0xdfff ? 2 : 1
}

function classOf(code: number): CharacterClass {
  const character = String.fromCharCode(code)
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}]/u.test(character)) return IDEOGRAPH
  if (/[\p{L}\p{N}\p{M}]/u.test(character)) return WORD
  return /[\s\p{C}]/u.test(character) ? BLANK : SIGN
}
