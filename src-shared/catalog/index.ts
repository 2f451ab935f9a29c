import type { Operation } from '../descriptor/types'
import { AppError } from '../errors'
import { lippiSessionCreate } from './lippi-session-create'

/** Every operation the console knows. To add one, write its data file and name it here. */
export const catalog: readonly Operation[] = [lippiSessionCreate]

/** The operation with that full API name, or null. */
export function findOperation(name: string): Operation | null {
  return catalog.find((operation) => operation.name === name) ?? null
}

/** The operation with that full API name. @throws AppError `operation.unknown` */
export function operationNamed(name: string): Operation {
  const operation = findOperation(name)
  if (operation === null) throw new AppError('operation.unknown')
  return operation
}
