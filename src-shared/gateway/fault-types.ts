import type { LocalizedText } from '../descriptor/types'

interface PartBase {
  /** Stands for the value in the syntax, e.g. `MS`. */
  readonly placeholder: string
  readonly label: LocalizedText
}

/** A whole number between two bounds, both included; without `initial` it must be given. */
export interface NumberPart extends PartBase {
  readonly kind: 'number'
  readonly min: number
  readonly max: number
  readonly initial?: number
}

/** One of several words; the first one counts when none is given. */
export interface ChoicePart extends PartBase {
  readonly kind: 'choice'
  readonly options: readonly { readonly value: string; readonly label: LocalizedText }[]
}

/** A text of one line; without `initial` it must be given, an empty `initial` makes it optional. */
export interface TextPart extends PartBase {
  readonly kind: 'text'
  readonly pattern: RegExp
  readonly initial?: string
  /** Values that are often wanted, with the name each is known by. */
  readonly suggestions?: Readonly<Record<string, string>>
}

/** A value a fault takes, written behind a colon. */
export type FaultPart = NumberPart | ChoicePart | TextPart

/** One way in which the local gateway can misbehave: what command line, window and `docs/gateway.md` say about it. */
export interface FaultDeclaration {
  readonly name: string
  readonly effect: LocalizedText
  readonly parts: readonly FaultPart[]
  /** Whether a call that passes the checks has created its session, whatever the answer then looks like. */
  readonly createsSession: boolean
}
