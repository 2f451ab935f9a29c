import { parseArgs, type ParseArgsConfig } from 'node:util'
import { findOperation } from '@shared/catalog'
import type { Operation } from '@shared/descriptor/types'
import type { Keychain } from '../credentials/keychain'

/** Exit codes of the command line (design, section 7). */
export const EXIT = { succeeded: 0, rejected: 2, refused: 3, failed: 4, usage: 64 } as const

/** What a command may touch of the world. */
export interface CommandSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly readInput: () => Promise<string>
  readonly write: (text: string) => void
  /** Resolves when everything that was written has been taken, so that a slow reader is waited for. */
  readonly flush: () => Promise<void>
  readonly writeError: (text: string) => void
  /** Aborts when the user ends the command. */
  readonly signal: AbortSignal
  readonly version: string
  readonly databaseWorker: string
  readonly keychain: Keychain
}

/** Runs with its own arguments and answers an exit code. */
export type Command = (parameters: readonly string[], surroundings: CommandSurroundings) => Promise<number>

/** A call the command cannot make sense of: exit code 64. */
export class UsageError extends Error {
  readonly code = 'usage'
}

type Options = NonNullable<ParseArgsConfig['options']>

/** Reads options; an unknown one or a missing value is a UsageError. */
export function readOptions<O extends Options>(parameters: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...parameters], options, allowPositionals: true, strict: true })
  } catch (error) {
    // The message names the option, never a value: parseArgs quotes only names.
    throw new UsageError((error as Error).message)
  }
}

/** The value of a required option. */
export function required(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw new UsageError(`--${name} is needed`)
  return value
}

/** The operation of the catalog that `--operation` names. @throws UsageError */
export function operationFrom(value: string | undefined): Operation {
  const operation = findOperation(required(value, 'operation'))
  if (operation === null) throw new UsageError('--operation is not in the catalog')
  return operation
}

/** One of a list of words. */
export function oneOf<T extends string>(value: string, words: readonly T[], name: string): T {
  const found = words.find((word) => word === value)
  if (found === undefined) throw new UsageError(`--${name} is one of ${words.join(', ')}`)
  return found
}

/** A secret from the environment variable of that name; arguments would show it to every other program. */
export function secretFrom(environment: CommandSurroundings['environment'], variable: string | undefined, option: string): string {
  const name = required(variable, option)
  const secret = environment[name]
  if (secret === undefined || secret === '') throw new UsageError(`the environment variable ${name} of --${option} is empty`)
  return secret
}
