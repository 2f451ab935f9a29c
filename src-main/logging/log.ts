import { join } from 'node:path'
import log from 'electron-log/node'

/** The program's own diary: one file, rotated at 1 MB. Codes, trace ids and stacks; never a request, a value or a secret. */
export interface Log {
  error(message: string): void
}

/** Opens the log in a folder. */
export function openLog(folder: string): Log {
  const logger = log.create({ logId: 'main' })
  logger.transports.file.resolvePathFn = () => join(folder, 'console.log')
  logger.transports.file.maxSize = 1_048_576
  logger.transports.console.level = false
  return { error: (message) => logger.error(message) }
}
