import { MAX_MATCHES } from '@shared/exchange/document/document-contract'
import { anyCasePattern, type Search, type SearchControl, type SearchMatch, type SearchOutcome, type SearchQuery } from '@shared/exchange/document/search'
import { LinearPattern } from '@shared/exchange/pattern/linear-pattern'
import type { RawLines } from './raw-lines'

type Place = readonly [from: number, to: number]

/**
 * Looks through a message line by line as it was written: a place may begin in one piece of a long line and end in the
 * next, and is then given up to the end of the first. Rests after every line; a body is often only one.
 * @throws PatternError at the first step when the regular expression cannot be searched for.
 */
export function* searchRaw(raw: RawLines, query: SearchQuery, control: SearchControl): Search {
  const placesIn = placesOf(query, control)
  const places = new PiecePlaces(query.from ?? 0)
  let characters = 0
  for (let first = 0; first < raw.count; ) {
    const texts = [raw.lineAt(first).text]
    while (first + texts.length < raw.count && raw.continuesAt(first + texts.length)) texts.push(raw.lineAt(first + texts.length).text)
    const text = texts.join('')
    places.beginLine(first, texts)
    for (const place of placesIn(text)) places.add(place)
    first += texts.length
    characters += text.length
    if (characters < CHARACTERS_PER_SLICE) continue
    characters = 0
    yield
    if (control.shouldStop()) return places.outcome(false)
  }
  return places.outcome(true)
}

const CHARACTERS_PER_SLICE = 500_000

function placesOf({ text: sought, others = [], matchCase, regexp }: SearchQuery, control: SearchControl): (text: string) => Iterable<Place> {
  if (regexp) {
    const pattern = new LinearPattern(sought, { ignoreCase: !matchCase, shouldGoOn: () => !control.shouldStop() })
    return function* (text) {
      for (let place = pattern.find(text, 0); place !== null; place = pattern.find(text, place.to)) yield [place.from, place.to]
    }
  }
  if (!matchCase || others.length > 0) {
    const pattern = anyCasePattern(sought, ...others)
    return function* (text) {
      for (const match of text.matchAll(pattern)) yield [match.index, match.index + match[0].length]
    }
  }
  return function* (text) {
    for (let at = text.indexOf(sought); at !== -1; at = text.indexOf(sought, at + sought.length)) yield [at, at + sought.length]
  }
}

/** Tells in which piece of a line each of its places stands. Places come in order. */
class PiecePlaces {
  private readonly matches: SearchMatch[] = []
  private before = 0
  private total = 0
  private piece = 0
  private pieceStart = 0
  private first = 0
  private texts: readonly string[] = []

  constructor(private readonly firstGiven: number) {}

  beginLine(first: number, texts: readonly string[]): void {
    this.first = first
    this.texts = texts
    this.piece = 0
    this.pieceStart = 0
  }

  add([from, to]: Place): void {
    for (let length = this.lengthOfPiece(); from >= this.pieceStart + length && this.piece + 1 < this.texts.length; length = this.lengthOfPiece()) {
      this.pieceStart += length
      this.piece += 1
    }
    const line = this.first + this.piece
    this.total += 1
    if (line < this.firstGiven) this.before += 1
    else if (this.matches.length < MAX_MATCHES) {
      this.matches.push({ line, from: from - this.pieceStart, to: Math.min(to - this.pieceStart, this.lengthOfPiece()) })
    }
  }

  outcome(complete: boolean): SearchOutcome {
    return { matches: this.matches, before: this.before, total: this.total, complete }
  }

  private lengthOfPiece(): number {
    return this.texts[this.piece]?.length ?? 0
  }
}
