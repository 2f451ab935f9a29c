import type { DraftReading } from './draft-values'
import type { Parameter } from '../protocol/parameters'

/** How what was pasted was written. */
export const PASTED_SHAPES = ['curl', 'form', 'url', 'http', 'json', 'lines', 'dto-json', 'xml', 'har', 'own-exchange', 'java', 'python', 'php', 'nodejs'] as const
export type PastedShape = (typeof PASTED_SHAPES)[number]

/** Something that was read otherwise than it stands there, or not at all; worded by the interface. */
export interface PasteNote {
  readonly code: string
  /** Name, place or word the note is about; empty when it is about the whole. */
  readonly detail: string
}

/** One thing that came in, and what becomes of it. */
export interface PastedItem {
  /** Name on the wire, with its path for a member of a DTO. */
  readonly name: string
  readonly value: string
  /** `mapped` fills a field · `setting` chooses format or sign method · `dropped` is made anew for every send (sign, timestamp) or belongs to the profile · `unknown` has no place in the form · `unreadable` broke while it was read. */
  readonly fate: 'mapped' | 'setting' | 'dropped' | 'unknown' | 'unreadable'
}

/** A request somebody wrote down, read and held against an operation. */
export interface PastedRequest {
  readonly ok: true
  readonly shape: PastedShape
  /** Name of the operation it calls; null when it does not say. */
  readonly operation: string | null
  /** Address it was sent to, without query; null when it does not say. */
  readonly gatewayUrl: string | null
  /** Every parameter as the signature sees it, `sign` left out; the same shape the signature doctor takes. */
  readonly parameters: readonly Parameter[]
  readonly sign: string | null
  readonly reading: DraftReading
  readonly items: readonly PastedItem[]
  readonly notes: readonly PasteNote[]
}

export type PasteResult = PastedRequest | { readonly ok: false; readonly problem: string; readonly detail: string }
