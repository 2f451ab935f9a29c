import { BYTES_OF_MEGABYTE } from '@shared/history/retention'
import type { StorageUse } from '@shared/history/storage-contract'
import { EXIT, type CommandSurroundings } from '../command'
import { withHistory } from '../open-history'

interface Options {
  readonly history: string | undefined
  readonly json: boolean
}

/** `lysession history storage`: the disk the saved pairs take, and for what. */
export async function storageCommand({ history: file, json }: Options, surroundings: CommandSurroundings): Promise<number> {
  const use = await withHistory(file, true, surroundings, ({ history }) => history.describeStorage())
  surroundings.write(json ? `${JSON.stringify(use)}\n` : linesOf(use))
  return EXIT.succeeded
}

/** `lysession history compact`: gives free room back to the disk; ended in between, it has lost nothing. */
export async function compactCommand({ history: file, json }: Options, surroundings: CommandSurroundings): Promise<number> {
  const result = await withHistory(file, true, surroundings, async ({ history }) => {
    const before = (await history.describeStorage()).totalBytes
    for (;;) {
      const { totalBytes, more } = await history.compact()
      if (!more || surroundings.signal.aborted) return { before, after: totalBytes }
    }
  })
  surroundings.write(json ? `${JSON.stringify(result)}\n` : `${megabytes(result.before)} -> ${megabytes(result.after)}\n`)
  return EXIT.succeeded
}

function linesOf(use: StorageUse): string {
  const lines = [
    `${use.count} exchanges, ${use.staying} of them pinned, tagged, named, noted or under way; ${use.removed} removed`,
    `total ${megabytes(use.totalBytes)}`,
    `bodies ${megabytes(use.bodiesBytes)}`,
    `removed ${megabytes(use.removedBytes)}`,
    `entries and index ${megabytes(use.otherBytes)}`,
    `free ${megabytes(use.freeBytes)}`,
    ...use.copies.map(({ kind, name, bytes }) => `${kind} ${name} ${megabytes(bytes)}`),
  ]
  return `${lines.join('\n')}\n`
}

function megabytes(bytes: number): string {
  return `${(bytes / BYTES_OF_MEGABYTE).toFixed(1)} MB`
}
