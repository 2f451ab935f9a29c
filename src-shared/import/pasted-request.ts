import type { Parameter } from '../protocol/parameters'
import type { DraftReading } from './draft-values'
import { REQUEST_TEXT_NOTES } from './request-text'

/** How what was pasted was written; the interface has a name for each. */
export const PASTED_SHAPES = [
  'curl', 'powershell', 'fetch', 'form', 'url', 'http', 'json', 'lines', 'dto-json', 'xml', 'har', 'own-exchange', 'java', 'dotnet', 'php', 'python', 'cpp', 'nodejs',
] as const
export type PastedShape = (typeof PASTED_SHAPES)[number]

/** What was read otherwise than it stands there, or not at all. What `detail` holds is said in the words of each. */
export const PASTE_NOTES = [
  ...REQUEST_TEXT_NOTES,
  // What stood around the request.
  'prompt-removed', 'prefix-removed', 'fence-removed', 'rest-not-read', 'unescaped-literal', 'others-not-read',
  // Commands.
  'shell-assumed', 'variable-kept', 'unclosed-quote', 'file-not-read', 'unknown-option', 'option-ignored', 'option-joined', 'option-without-value', 'header-dropped', 'credentials-dropped',
  'several-urls', 'http-method', 'body-type', 'multipart',
  // JSON that is not quite JSON; the detail is where the first of them stands.
  'single-quotes', 'smart-quotes', 'trailing-comma', 'missing-comma', 'unquoted-name', 'unquoted-text', 'comment', 'other-words', 'full-width-punctuation', 'odd-space', 'number-suffix', 'number-form', 'raw-control',
  'wrong-escape', 'missing-bracket', 'json-in-text',
  // Names and places.
  'renamed', 'placed-under', 'ambiguous-place', 'masked-value', 'not-literal', 'secret-dropped', 'other-operation', 'unknown-operation',
] as const
export type PasteNoteCode = (typeof PASTE_NOTES)[number]

/** Something that was read otherwise than it stands there, or not at all; worded by the interface (`pasteNotes.notes`). */
export interface PasteNote {
  readonly code: PasteNoteCode
  /** Name, place (`line:column`, with `+n` for how many more) or word the note is about; empty when it is about the whole. Never a secret. */
  readonly detail: string
}

/** Why nothing could be read. */
export const PASTE_PROBLEMS = ['empty', 'too-large', 'not-understood', 'no-parameters', 'not-json', 'json-not-object', 'nested-too-deep', 'not-xml', 'no-address', 'no-router-call'] as const
export type PasteProblem = (typeof PASTE_PROBLEMS)[number]

/**
 * What becomes of one thing that came in: `mapped` fills a field · `setting` chooses format or sign method · `dropped` is made
 * anew for every send (sign, timestamp), belongs to the profile or is a secret · `empty` is null or says nothing · `replaced` gives
 * way to a later one of the same name · `unknown` has no place in the form · `unreadable` broke while it was read.
 */
export const PASTED_FATES = ['mapped', 'setting', 'dropped', 'empty', 'replaced', 'unknown', 'unreadable'] as const
export type PastedFate = (typeof PASTED_FATES)[number]

/** One thing that came in, and what becomes of it. */
export interface PastedItem {
  /** Name on the wire, with its path for a member of a DTO; a header or option of a command stands with its own name. */
  readonly name: string
  /** What it held; empty for a session token and every other secret. */
  readonly value: string
  readonly fate: PastedFate
}

/** A request somebody wrote down, read and held against an operation. */
export interface PastedRequest {
  readonly ok: true
  readonly shape: PastedShape
  /** Name of the operation it calls; null when it does not say. */
  readonly operation: string | null
  /** Name of the operation it was held against: the one it calls when the catalog has it, the one given otherwise. */
  readonly heldAgainst: string
  /** Address it was sent to, without query; null when it does not say. */
  readonly gatewayUrl: string | null
  /** Every parameter as the signature sees it, `sign` left out; the same shape the signature doctor takes. The one place a pasted session token stays. */
  readonly parameters: readonly Parameter[]
  readonly sign: string | null
  readonly reading: DraftReading
  readonly items: readonly PastedItem[]
  readonly notes: readonly PasteNote[]
}

export type PasteResult = PastedRequest | { readonly ok: false; readonly problem: PasteProblem; readonly detail: string }
