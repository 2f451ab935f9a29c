import type { NoteBook } from '../note-book'

/** The words of one command as its program would get them, and the offset behind the command. */
export interface ShellWords {
  readonly words: readonly string[]
  readonly end: number
}

/** Reads the command that begins at an offset by the quoting rules of one shell. */
export type ShellReader = (text: string, from: number, notes: NoteBook) => ShellWords

/** Gathers the characters of words; a word with quotes exists even when it is empty. */
export class WordList {
  readonly words: string[] = []
  private word: string | null = null
  private head = ''

  append(text: string): void {
    this.word = (this.word ?? '') + text
    // Looking at the whole of a long word again and again would take ever longer.
    if (this.head.length < 300) this.head += text.slice(0, 300)
  }

  endWord(): void {
    if (this.word !== null) this.words.push(this.word)
    this.word = null
    this.head = ''
  }

  /** How the word under way begins; '' between words. */
  get current(): string {
    return this.head
  }

  get isBetweenWords(): boolean {
    return this.word === null
  }
}

/** Whether an ampersand without quotes was meant as a part of an address: people paste addresses bare. */
export function isMeantAmpersand(word: string, text: string, at: number): boolean {
  return /^https?:\/\/[^\s?]*\?/i.test(word) && /^&[\w.%-]+=/.test(text.slice(at, at + 80))
}
