import { basename } from 'node:path'
import type { Exported, ImportPreview, Imported } from '@shared/history/transfer/transfer-contract'
import { localTimeInName, writeWhole } from '../documents/save'
import type { History } from '../history/history'
import { exportPieces, type ExportOrder, type TransferRun } from './export-pieces'
import { importFile, previewImport } from './import-file'
import type { HistoryMethod } from './messages'

/** What is done between a history and a file. Each method ends with null when it was stopped by its signal. */
export interface FileTransfer {
  /** Writes a file that is there whole or not at all. @throws AppError `document.*` when it cannot be written, `history.*` */
  export(file: string, order: ExportOrder, run: TransferRun): Promise<Exported | null>
  preview(file: string, run: TransferRun): Promise<ImportPreview | null>
  import(file: string, run: TransferRun): Promise<Imported | null>
}

/** Does the work in the thread it is called in. */
export class InlineTransfer implements FileTransfer {
  constructor(private readonly history: Pick<History, HistoryMethod>) {}

  export(file: string, order: ExportOrder, run: TransferRun): Promise<Exported | null> {
    return unlessStopped(run, async () => {
      let exported: Exported = { count: 0, underWay: 0, masked: null }
      const pieces = exportPieces(this.history, order, run)
      await writeWhole(
        file,
        (async function* () {
          exported = yield* pieces
        })(),
      )
      return exported
    })
  }

  preview(file: string, run: TransferRun): Promise<ImportPreview | null> {
    return unlessStopped(run, () => previewImport(this.history, file, run))
  }

  import(file: string, run: TransferRun): Promise<Imported | null> {
    return unlessStopped(run, () => importFile(this.history, file, run))
  }
}

async function unlessStopped<T>({ signal }: TransferRun, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (signal.aborted) return null
    throw error
  }
}

/** `history-20261122-101500.har`, in the machine's own time. */
export function suggestedName(format: ExportOrder['format'], now: Date): string {
  return `history-${localTimeInName(now)}.${format}`
}

/** The name of a file without where it is: that is all the page learns. */
export const nameOf = basename
