import { PACE_BOUNDS, type BatchFile, type BatchPlan } from '@shared/batch/batch-contract'
import { matchColumns } from '@shared/batch/match-columns'
import type { DraftValues } from '@shared/descriptor/problems'
import type { Operation } from '@shared/descriptor/types'
import type { Profile } from '@shared/profile/profile'
import type { TemplateContent } from '@shared/template/template-contract'
import { findFaultyName } from '@shared/variables/names'
import type { OwnVariables } from '@shared/variables/variables'
import { UsageError } from './command'

interface PlanOptions {
  readonly map: readonly string[]
  readonly set: readonly string[]
  readonly concurrency: string | undefined
  readonly rate: string | undefined
  /** Values and variables every row has besides. */
  readonly template?: Pick<TemplateContent, 'values' | 'variables'> | null
}

/** What the options say is to be sent for each row. @throws UsageError */
export function planOf(file: BatchFile, operation: Operation, profile: Profile, options: PlanOptions): BatchPlan {
  const mapped = new Map(options.map.map((text) => pairOf(text, 'map')).map(([column, name]) => [column, name === '' ? null : pathOf(operation, name, 'map')]))
  const unknown = [...mapped.keys()].find((column) => !file.columns.some(({ name }) => name === column))
  if (unknown !== undefined) throw new UsageError(`--map: the file has no column ${unknown}; it has ${file.columns.map(({ name }) => name).join(', ')}`)
  return {
    profileId: profile.id,
    operation: operation.name,
    base: { ...options.template?.values, ...setValues(operation, options.set) },
    variables: options.template?.variables ?? {},
    columns: file.columns.map(({ name, path }) => (mapped.has(name) ? (mapped.get(name) ?? null) : path)),
    format: profile.format,
    signMethod: profile.signMethod,
    concurrency: paceOf(options.concurrency, 'concurrency') ?? 4,
    perSecond: paceOf(options.rate, 'perSecond'),
  }
}

/** Values given as `PATH=VALUE`, by their paths. @throws UsageError */
export function setValues(operation: Operation, set: readonly string[]): DraftValues {
  return Object.fromEntries(set.map((text) => pairOf(text, 'set')).map(([name, value]) => [pathOf(operation, name, 'set'), value]))
}

/** Variables given as `NAME=VALUE`. @throws UsageError */
export function variablesOf(given: readonly string[]): OwnVariables {
  const variables = Object.fromEntries(given.map((text) => pairOf(text, 'var')))
  // The name may be one that means a secret, and is not repeated.
  if (findFaultyName(variables) !== null) throw new UsageError('--var: a name is not one a variable may have')
  return variables
}

/** How many at once or a second, as the user said it; null when nothing was said. @throws UsageError */
export function paceOf(text: string | undefined, of: keyof typeof PACE_BOUNDS): number | null {
  if (text === undefined) return null
  const { least, most } = PACE_BOUNDS[of]
  const number = /^\d{1,4}(?:\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN
  if (!(number >= least && number <= most) || (of === 'concurrency' && !Number.isInteger(number))) {
    throw new UsageError(`--${of === 'concurrency' ? 'concurrency' : 'rate'} is a number from ${least} to ${most}`)
  }
  return number
}

function pairOf(text: string, option: string): [string, string] {
  const sign = text.indexOf('=')
  if (sign < 1) throw new UsageError(`--${option} is NAME=VALUE`)
  return [text.slice(0, sign), text.slice(sign + 1)]
}

function pathOf(operation: Operation, name: string, option: string): string {
  const [path = null] = matchColumns(operation, [name])
  if (path === null) throw new UsageError(`--${option}: ${name} names no field, or several; give the whole path`)
  return path
}
