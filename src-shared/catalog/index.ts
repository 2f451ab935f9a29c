import type { Operation } from '../descriptor/types'
import { lippiSessionCreate } from './lippi-session-create'

/** Every operation the console knows. To add one, write its data file and name it here. */
export const catalog: readonly Operation[] = [lippiSessionCreate]

/** The operation with that full API name, or null. */
export function findOperation(name: string): Operation | null {
  return catalog.find((operation) => operation.name === name) ?? null
}
