import type { ExchangeSummary } from '../../exchange/exchange'

/** How often a field was masked, by its name. */
export type MaskedFields = Readonly<Record<string, number>>

/** A half on its way into a file. */
export interface OutgoingHalf {
  readonly head: string
  /** As it is stored; of a masked exchange the masked text in UTF-8. */
  readonly body: Uint8Array
  /** What can be read in the body; null when its content encoding could not be undone. */
  readonly text: string | null
}

/** An exchange on its way into a file, exactly as it is stored or masked. */
export interface OutgoingExchange {
  readonly summary: ExchangeSummary
  readonly request: OutgoingHalf & { readonly masked: readonly string[] }
  readonly response: (OutgoingHalf & { readonly maskedCopies: number }) | null
  /** What was masked for this file; null when nothing was to be masked. */
  readonly masked: MaskedFields | null
}

/** What is known of a file before the first exchange is written. */
export interface ExportAbout {
  /** Version of the console that writes it. */
  readonly version: string
  /** Epoch milliseconds. */
  readonly exportedAt: number
  readonly isMasked: boolean
  /** How many exchanges are to be written. */
  readonly count: number
  readonly language: 'zh' | 'en'
}

/** What is known after the last. */
export interface ExportTotals {
  readonly count: number
  readonly masked: MaskedFields
}

/** A kind of file, written piece by piece. The pieces joined are the file's text; none is longer than a few megabytes unless a value is. */
export interface FileFormat {
  readonly opening: (about: ExportAbout) => Iterable<string>
  /** What is written of every exchange before the first is written whole; a format without a table of contents has none. `index` counts from 0. */
  readonly listed?: (exchange: OutgoingExchange, index: number, about: ExportAbout) => Iterable<string>
  readonly exchange: (exchange: OutgoingExchange, index: number, about: ExportAbout) => Iterable<string>
  readonly closing: (totals: ExportTotals, about: ExportAbout) => Iterable<string>
}

/** A count for each field to come, whatever it is called: of a field `constructor` there is none yet, too. */
export function noneMasked(): Record<string, number> {
  return Object.create(null) as Record<string, number>
}

/** Adds what was masked in one exchange to what was masked before it. */
export function addMasked(total: Record<string, number>, one: MaskedFields): void {
  for (const [field, count] of Object.entries(one)) total[field] = (total[field] ?? 0) + count
}

/** `app_key 2, nick 1`: fields by name, so that the same masking gives the same text. */
export function maskedText(masked: MaskedFields): string {
  return Object.entries(masked)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([field, count]) => `${field} ${count}`)
    .join(', ')
}
