import type { EarlierUses, ExchangeEnd, ExchangeStart, ExchangeSummary, StoredRequest, StoredResponse } from '@shared/exchange/exchange'
import type { Repeats } from '@shared/exchange/reuse-contract'
import type { Criteria } from '@shared/history/criteria'
import type { Facets, Grouping, Groups, HistoryPage, Removed, Selection } from '@shared/history/history-contract'
import type { LabelChange } from '@shared/history/labels'
import type { IncomingExchange } from '@shared/history/transfer/incoming'
import type { Imported } from '@shared/history/transfer/transfer-contract'
import type { Compaction, Deletion, Outgoing, RetentionPreview, StorageUse } from '@shared/history/storage-contract'
import type { Remote } from '../database/client'
import type { ExchangeOutline, History, OutgoingRequest, PageRequest, RetentionRequest, StoredExchange, StoredHalf, Tidied, UseQuestion } from './history'
import type { HistorySearch } from './search/history-search'
import type { SqliteHistory } from './sqlite-history'
import type { Named } from './sqlite-labels'

/** Exchanges that are changed at once; whoever sends meanwhile waits for no more than these. */
const AT_ONCE = 500

type Search = Pick<HistorySearch, 'search' | 'facets' | 'groups' | 'numbersOf'> & {
  /** Says that there is something new to index; need not be heard. */
  readonly changed: () => void
}

/** The history as one: rows are kept in one thread, and another searches them. */
export class IndexedHistory implements History {
  constructor(
    private readonly rows: Remote<SqliteHistory>,
    private readonly index: Search,
  ) {}

  begin(start: ExchangeStart, request: StoredRequest): Promise<void> {
    return this.rows.begin(start, request)
  }

  keepResponse(id: string, response: StoredResponse): Promise<void> {
    return this.rows.keepResponse(id, response)
  }

  async finish(id: string, end: ExchangeEnd, response: StoredResponse | null): Promise<ExchangeSummary> {
    const summary = await this.rows.finish(id, end, response)
    this.index.changed()
    return summary
  }

  earlierUses(of: UseQuestion): Promise<EarlierUses> {
    return this.rows.earlierUses(of)
  }

  read(id: string): Promise<StoredExchange> {
    return this.rows.read(id)
  }

  outline(id: string): Promise<ExchangeOutline> {
    return this.rows.outline(id)
  }

  readHalf(id: string, half: 'request' | 'response'): Promise<StoredHalf | null> {
    return this.rows.readHalf(id, half)
  }

  search(request: PageRequest & { criteria: Criteria }): Promise<HistoryPage> {
    return this.index.search(request)
  }

  facets(request: { criteria: Criteria }): Promise<Facets> {
    return this.index.facets(request)
  }

  groups(request: PageRequest & { criteria: Criteria; by: Grouping }): Promise<Groups> {
    return this.index.groups(request)
  }

  async label(selection: Selection, change: LabelChange): Promise<{ count: number; entries: ExchangeSummary[] }> {
    if (selection.kind === 'exchanges') {
      const entries = await this.rows.label({ ids: selection.exchangeIds }, change)
      this.index.changed()
      return { count: entries.length, entries }
    }
    const count = await this.change(selection.criteria, async (named) => (await this.rows.label(named, change)).length)
    this.index.changed()
    return { count, entries: [] }
  }

  async remove(selection: Selection, removalId: string, at: number): Promise<number> {
    if (selection.kind === 'exchanges') return this.rows.remove({ ids: selection.exchangeIds }, removalId, at)
    return this.change(selection.criteria, (named) => this.rows.remove(named, removalId, at))
  }

  async restore(what: Removed): Promise<number> {
    if (what.kind === 'exchanges') return this.rows.restore({ ids: what.exchangeIds })
    if (what.kind === 'criteria') return this.change(what.criteria, (named) => this.rows.restore(named))
    let count = 0
    for (;;) {
      const restored = await this.rows.restoreSome(what.removalId, AT_ONCE)
      count += restored
      if (restored < AT_ONCE) return count
    }
  }

  repeatsOf(id: string): Promise<Repeats> {
    return this.rows.repeatsOf(id)
  }

  describeStorage(): Promise<StorageUse> {
    return this.rows.describeStorage()
  }

  previewRetention(request: RetentionRequest): Promise<RetentionPreview> {
    return this.rows.previewRetention(request)
  }

  listOutgoing(request: OutgoingRequest): Promise<Outgoing> {
    return this.rows.listOutgoing(request)
  }

  tidy(request: RetentionRequest): Promise<Tidied> {
    return this.rows.tidy(request)
  }

  purge(request: { before: number }): Promise<Deletion> {
    return this.rows.purge(request)
  }

  compact(): Promise<Compaction> {
    return this.rows.compact()
  }

  known(ids: readonly string[]): Promise<string[]> {
    return this.rows.known(ids)
  }

  async import(exchanges: readonly IncomingExchange[]): Promise<Imported> {
    const imported = await this.rows.import(exchanges)
    this.index.changed()
    return imported
  }

  /** Changes all that criteria mean, newest first, in parts; what comes in meanwhile is newer than what is left to do. */
  private async change(criteria: Criteria, change: (named: Named) => Promise<number>): Promise<number> {
    let count = 0
    let before: number | null = null
    do {
      const { numbers, next } = await this.index.numbersOf(criteria, before, AT_ONCE)
      if (numbers.length > 0) count += await change({ numbers })
      before = next
    } while (before !== null)
    return count
  }
}
