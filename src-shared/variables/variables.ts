import { z } from 'zod'

/** What a name of the user's own stands for, by name. */
export const ownVariablesSchema = z
  .record(z.string().max(64), z.string().max(65_536))
  .refine((variables) => Object.keys(variables).length <= 200, 'at most 200 variables')
export type OwnVariables = Readonly<Record<string, string>>

/** Variables every draft can use; the user's own may not take these names. */
export const BUILT_IN_VARIABLES = ['sid', 'now', 'uuid', 'seq', 'random'] as const
export type BuiltInVariable = (typeof BUILT_IN_VARIABLES)[number]

/** Where expanding gets what changes from send to send. */
export interface VariableContext {
  /** Epoch milliseconds. */
  readonly nowMs: number
  /** At least 0, less than 1. */
  readonly random: () => number
  /** The number `{{seq}}` stands for, the same for the whole draft. */
  readonly sequence: string
  /** Those of the profile and of the template; the template's win. */
  readonly own: OwnVariables
}

export const VARIABLE_PROBLEMS = ['unknown', 'malformed', 'circular', 'too-long', 'secret'] as const
export type VariableProblemCode = (typeof VARIABLE_PROBLEMS)[number]

/** Something in a value that cannot be expanded; it stays as it stands. */
export interface VariableProblem {
  readonly path: string
  readonly code: VariableProblemCode
  /** What stands between the braces; empty when the text as a whole is too long. */
  readonly expression: string
}

/** What a variable of a value became. */
export interface UsedVariable {
  readonly path: string
  readonly expression: string
  readonly text: string
}

/** A draft with every variable replaced. */
export interface Expansion {
  readonly values: Readonly<Record<string, string>>
  readonly used: readonly UsedVariable[]
  readonly problems: readonly VariableProblem[]
}
