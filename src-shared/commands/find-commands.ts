/** What a list is searched by: the names of something, in every language, and other ways to write them. */
export interface Findable {
  readonly texts: readonly string[]
}

const WORD = /[\p{L}\p{N}]+/gu

/** How well a text answers what was typed, the best first. */
const RANKS = { equal: 0, start: 1, word: 2, inside: 3, initials: 4, letters: 5 } as const

/**
 * The entries that answer what was typed, the best first, equally good ones in their order. Every word of the query has to be
 * found in one of the texts: as its start, as the start of a word, inside, as initials of its words (`lf` of
 * "Load into form"), or as letters of one word in their order.
 */
export function findEntries<Entry extends Findable>(query: string, entries: readonly Entry[]): readonly Entry[] {
  const whole = folded(query)
  if (whole === '') return entries
  const words = whole.split(' ')
  const found = entries.flatMap((entry) => {
    const texts = entry.texts.map(folded)
    const rank = Math.min(bestRank(whole, texts), Math.max(...words.map((word) => bestRank(word, texts))))
    return rank === Infinity ? [] : [{ entry, rank }]
  })
  return found.sort((left, right) => left.rank - right.rank).map(({ entry }) => entry)
}

function folded(text: string): string {
  return text.toLowerCase().trim().replaceAll(/\s+/g, ' ')
}

function bestRank(typed: string, texts: readonly string[]): number {
  return Math.min(Infinity, ...texts.map((text) => rankOf(typed, text)))
}

function rankOf(typed: string, text: string): number {
  if (text === typed) return RANKS.equal
  const at = text.indexOf(typed)
  if (at === 0) return RANKS.start
  const starts = wordStarts(text)
  if (starts.some((start) => text.startsWith(typed, start))) return RANKS.word
  if (at !== -1) return RANKS.inside
  // One letter in some word is everywhere, and Chinese is never abbreviated by leaving characters out of the middle.
  if (typed.length < 2 || !/^[a-z0-9]+$/.test(typed)) return Infinity
  if (isInOrder(typed, starts.map((start) => text[start]).join(''))) return RANKS.initials
  // Letters of one word only: across words they are found in nearly anything.
  return text.match(WORD)?.some((word) => word[0] === typed[0] && isInOrder(typed, word)) === true ? RANKS.letters : Infinity
}

function wordStarts(text: string): readonly number[] {
  return Array.from(text.matchAll(WORD), ({ index }) => index)
}

function isInOrder(typed: string, text: string): boolean {
  let at = -1
  return [...typed].every((letter) => (at = text.indexOf(letter, at + 1)) !== -1)
}
