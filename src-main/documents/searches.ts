import { setImmediate as nextTurn } from 'node:timers/promises'
import { MAX_MATCHES } from '@shared/exchange/document/document-contract'
import type { ShownView } from './built-view'
import type { DocumentAnswer, DocumentRequest } from './reader'

const LINES_PER_TURN = 5_000

/** Searches of views. They give way to other calls between slices, and the next one of the same half stops the one before. */
export class Searches {
  private readonly newest = new Map<string, symbol>()

  /** Stops the search of this name that is under way; answers how the new one learns that it was stopped itself. */
  begin(name: string): () => boolean {
    const mine = Symbol(name)
    this.newest.set(name, mine)
    return () => this.newest.get(name) !== mine
  }

  async run({ lines }: ShownView, query: DocumentRequest<'document.search'>, isStopped: () => boolean): Promise<DocumentAnswer<'document.search'>> {
    const source = query.regexp ? query.text : query.text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    const pattern = new RegExp(source, query.matchCase ? 'gu' : 'giu')
    const matches: { line: number; from: number; to: number }[] = []
    let total = 0
    let before = 0
    for (let number = 0; number < lines.count; number += 1) {
      if (number % LINES_PER_TURN === 0) {
        await nextTurn()
        if (isStopped()) return { matches, before, total, complete: false }
      }
      for (const match of lines.lineAt(number).text.matchAll(pattern)) {
        if (match[0] === '') continue
        total += 1
        if (number < query.from) before += 1
        else if (matches.length < MAX_MATCHES) matches.push({ line: number, from: match.index, to: match.index + match[0].length })
      }
    }
    return { matches, before, total, complete: true }
  }
}
