import { type NoteBook, placeOf } from '../note-book'
import { isMeantAmpersand, WordList, type ShellWords } from './shell-words'

/** Cuts one command into words from an offset on; the rules of a shell are its `special`. */
export abstract class WordReader {
  protected readonly list = new WordList()

  constructor(
    protected readonly text: string,
    protected at: number,
    protected readonly notes: NoteBook,
    private readonly plain: RegExp,
  ) {}

  read(): ShellWords {
    while (this.at < this.text.length && this.step());
    this.list.endWord()
    return { words: this.list.words, end: this.at }
  }

  /** Takes what begins with a character that means something; false at the end of the command. */
  protected abstract special(character: string): boolean

  private step(): boolean {
    const plain = this.match(this.plain)
    if (plain === null) return this.special(this.text.charAt(this.at))
    this.list.append(plain)
    return true
  }

  /** Takes an ampersand that belongs to a bare address; any other ends the command. */
  protected ampersand(): boolean {
    if (!isMeantAmpersand(this.list.current, this.text, this.at)) return false
    this.notes.addAt('unquoted-ampersand', this.text, this.at)
    this.take(1)
    return true
  }

  /** Takes so many characters as they stand. */
  protected take(length: number): void {
    this.list.append(this.text.slice(this.at, this.at + length))
    this.at += length
  }

  /** What a sticky pattern finds here, and goes behind it; null where it finds nothing. */
  protected match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? null
    if (found !== null) this.at += found.length
    return found
  }

  protected unclosed(offset: number): void {
    this.notes.add('unclosed-quote', placeOf(this.text, offset))
  }
}
