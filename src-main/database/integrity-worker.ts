import { parentPort, workerData } from 'node:worker_threads'
import { openForReading } from './connection'
import { checkIntegrity, type CheckScope, type Finding } from './integrity'
import { isDamage } from './sqlite-error'

/** A thread that looks for damage once, with a connection of its own that can only read, and ends. */
const { file, scope } = workerData as { file: string; scope: CheckScope }
parentPort?.postMessage(check())

function check(): Finding {
  try {
    const connection = openForReading(file)
    try {
      return checkIntegrity(connection, scope)
    } finally {
      connection.close()
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return isDamage(error) ? { kind: 'damaged', what: message } : { kind: 'not-checked', why: message }
  }
}
