import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppError } from '@shared/errors'
import { searchLines, type Search, type SearchControl } from '@shared/exchange/document/search'
import { searchBytes } from '@shared/exchange/document/search-bytes'
import { ScannedJsonRows } from '@shared/exchange/json/rows'
import { PatternError } from '@shared/exchange/pattern/pattern-parser'
import type { XmlByteRows } from '@shared/exchange/xml/rows'
import type { ShownView } from './built-view'
import { RawLines } from './raw-lines'
import { searchRaw } from './raw-search'
import type { DocumentAnswer, DocumentRequest } from './reader'

type SearchRequest = DocumentRequest<'document.search'>

/** Searches of views. They give way to other calls between slices, and the next one of the same half stops the one before. */
export class Searches {
  private readonly newest = new Map<string, symbol>()

  /** Stops the search of this name that is under way; answers how the new one learns that it was stopped itself. */
  begin(name: string): SearchControl {
    const mine = Symbol(name)
    this.newest.set(name, mine)
    return { shouldStop: () => this.newest.get(name) !== mine }
  }

  /** @throws AppError `document.pattern` */
  async run(view: ShownView, request: SearchRequest, control: SearchControl): Promise<DocumentAnswer<'document.search'>> {
    try {
      const search = searchOf(view, request, control)
      for (;;) {
        const step = search.next()
        if (step.done === true) return { ...step.value, matches: [...step.value.matches] }
        await nextTurn()
      }
    } catch (error) {
      if (error instanceof PatternError) throw new AppError('document.pattern', { problem: `pattern.${error.fault}`, detail: error.detail })
      throw error
    }
  }
}

/** The quickest search there is for a view: through the bytes where its lines are made of them. */
function searchOf(view: ShownView, request: SearchRequest, control: SearchControl): Search {
  const { lines, document } = view
  if (lines instanceof RawLines) return searchRaw(lines, request, control)
  const source = view.matchCount === null && view.origin === 'received' ? byteRowsOf(document) : null
  const quick = source === null ? null : searchBytes(source, lines, request, control)
  return quick ?? searchLines(lines, request, control)
}

function byteRowsOf(document: ShownView['document']): Parameters<typeof searchBytes>[0] | null {
  if (document?.format === 'json') return document.rows instanceof ScannedJsonRows ? { json: document.rows } : null
  return document !== null && 'bytes' in document.rows ? { xml: document.rows as XmlByteRows } : null
}
