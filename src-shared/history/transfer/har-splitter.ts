/** Characters of the longest line or entry that is read: the largest body a response may have, in base64, and what is around it. */
export const LONGEST_ITEM = 400_000_000

/**
 * Cuts the entries out of a HAR file that comes in pieces, so that a file of gigabytes is never in memory as a whole: gives the text of
 * each member of the array `entries` of the object `log`. What is around and between them is not judged; an entry's text is, by whoever reads it.
 */
export class HarSplitter {
  private depth = 0
  private inString = false
  private isEscaped = false
  /** The string being read, or read last, at the depth of `log`; a name when a colon follows. */
  private name = ''
  private isReadingName = false
  private isInEntries = false
  /** Text of the entry under way before the piece at hand; null outside of one. */
  private entry: string | null = null
  private found = false
  private isTooLong = false

  /** Whether the array was there at all: without it a file is no HAR. */
  get foundEntries(): boolean {
    return this.found
  }

  /** Whether an entry was begun and not ended: the file was cut off. */
  get isInsideEntry(): boolean {
    return this.entry !== null
  }

  /** The entries that end in this piece; one that is too long to be held is given as ''. */
  *push(piece: string): Generator<string, void> {
    let from = 0
    for (let at = 0; at < piece.length; at += 1) {
      if (this.inString) {
        this.readStringCharacter(piece, at)
        continue
      }
      const character = piece.charCodeAt(at)
      switch (character) {
        case QUOTE:
          this.inString = true
          this.isReadingName = !this.isInEntries && this.depth <= LOG_DEPTH
          if (this.isReadingName) this.name = ''
          break
        case OPENING_BRACE:
        case OPENING_BRACKET:
          if (character === OPENING_BRACKET && this.depth === LOG_DEPTH && this.name === 'entries') {
            this.isInEntries = true
            this.found = true
          } else if (this.isInEntries && this.depth === LOG_DEPTH + 1 && character === OPENING_BRACE) {
            this.entry = ''
            this.isTooLong = false
            from = at
          }
          this.depth += 1
          break
        case CLOSING_BRACE:
        case CLOSING_BRACKET:
          this.depth -= 1
          if (this.entry !== null && this.depth === LOG_DEPTH + 1) {
            this.append(piece.slice(from, at + 1))
            yield this.isTooLong ? '' : this.entry
            this.entry = null
          } else if (this.isInEntries && this.depth === LOG_DEPTH) {
            this.isInEntries = false
            this.name = ''
          }
          break
      }
    }
    this.append(piece.slice(from))
  }

  private append(part: string): void {
    if (this.entry === null || this.isTooLong) return
    this.isTooLong = this.entry.length + part.length > LONGEST_ITEM
    this.entry = this.isTooLong ? '' : this.entry + part
  }

  private readStringCharacter(piece: string, at: number): void {
    const character = piece.charCodeAt(at)
    if (this.isEscaped) this.isEscaped = false
    else if (character === BACKSLASH) this.isEscaped = true
    else if (character === QUOTE) {
      this.inString = false
      return
    }
    // Longer names than this are no `entries`.
    if (this.isReadingName && this.name.length < 20) this.name += piece.charAt(at)
  }
}

/** How deep the members of `log` stand. */
const LOG_DEPTH = 2
const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPENING_BRACE = 0x7b
const CLOSING_BRACE = 0x7d
const OPENING_BRACKET = 0x5b
const CLOSING_BRACKET = 0x5d
