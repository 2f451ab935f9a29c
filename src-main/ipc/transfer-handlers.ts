import { AppError } from '@shared/errors'
import type { TransferProgress, transferMethods } from '@shared/history/transfer/transfer-contract'
import { nameOf, suggestedName, type FileTransfer } from '../transfer/transfer-file'
import type { TransferRun } from '../transfer/export-pieces'
import type { IpcHandlers } from './handlers'

/** What transfers need of the desktop: dialogs are main's, and the page never learns where a file is. */
export interface TransferDesktop {
  readonly version: () => string
  readonly chooseFileToSave: (suggestedName: string) => Promise<string | null>
  readonly chooseFileToImport: () => Promise<string | null>
  readonly onProgress: (progress: TransferProgress) => void
  /** Told after an import: what is shown is to be asked for anew. */
  readonly onImported: () => void
}

/** The calls about files. One transfer runs at a time: another one is refused until it ends or is cancelled. */
export function transferHandlers(transfer: FileTransfer, desktop: TransferDesktop): Pick<IpcHandlers, keyof typeof transferMethods> {
  let underWay: AbortController | null = null
  /** The file that was looked at last: what the user agreed to take in. */
  let lookedAt: string | null = null

  const alone = async <T>(work: (run: TransferRun) => Promise<T>): Promise<T> => {
    if (underWay !== null) throw new AppError('transfer.under-way')
    const controller = new AbortController()
    underWay = controller
    try {
      return await work({ signal: controller.signal, onProgress: desktop.onProgress })
    } finally {
      underWay = null
    }
  }
  return {
    'transfer.export': (request) =>
      alone(async (run) => {
        const now = new Date()
        const file = await desktop.chooseFileToSave(suggestedName(request.format, now))
        const exported = file === null ? null : await transfer.export(file, { ...request, version: desktop.version(), now: now.getTime() }, run)
        return { file: file === null || exported === null ? null : { name: nameOf(file), ...exported } }
      }),
    'transfer.preview': () =>
      alone(async (run) => {
        lookedAt = null
        const file = await desktop.chooseFileToImport()
        const preview = file === null ? null : await transfer.preview(file, run)
        if (file === null || preview === null) return { file: null }
        lookedAt = file
        return { file: { name: nameOf(file), ...preview } }
      }),
    'transfer.import': () =>
      alone(async (run) => {
        if (lookedAt === null) throw new AppError('transfer.nothing-chosen')
        try {
          return { imported: await transfer.import(lookedAt, run) }
        } finally {
          lookedAt = null
          desktop.onImported()
        }
      }),
    'transfer.cancel': () => {
      underWay?.abort()
      return {}
    },
  }
}
