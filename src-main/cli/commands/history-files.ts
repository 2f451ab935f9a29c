import { EVERYTHING } from '@shared/history/criteria'
import type { Selection } from '@shared/history/history-contract'
import { EXPORT_FORMATS, type Exported, type SkippedItem } from '@shared/history/transfer/transfer-contract'
import { exportPieces, type ExportOrder, type TransferRun } from '../../transfer/export-pieces'
import { importFile, previewImport } from '../../transfer/import-file'
import { InlineTransfer } from '../../transfer/transfer-file'
import { EXIT, UsageError, oneOf, required, type CommandSurroundings } from '../command'
import { speaksChinese } from '../messages'
import { withHistory } from '../open-history'
import { criteriaNow, readQuery } from '../query-criteria'

/** Options of `history export` and `history import`, besides those every history command has. */
export const FILE_OPTIONS = {
  format: { type: 'string' },
  out: { type: 'string', default: '-' },
  id: { type: 'string', multiple: true },
  query: { type: 'string' },
  all: { type: 'boolean', default: false },
  unmasked: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
} as const

interface FileOptions {
  readonly history?: string | undefined
  readonly json: boolean
  readonly format?: string | undefined
  readonly out: string
  readonly id?: string[] | undefined
  readonly query?: string | undefined
  readonly all: boolean
  readonly unmasked: boolean
  readonly 'dry-run': boolean
}

/** `lysession history export`: what was written and masked goes to standard error, where it does not mix with the file. */
export async function exportHistory(values: FileOptions, surroundings: CommandSurroundings): Promise<number> {
  const { environment, version, write, writeError, flush } = surroundings
  const language = speaksChinese(environment) ? 'zh' : 'en'
  const order: ExportOrder = {
    selection: selectionOf(values, language),
    format: oneOf(required(values.format, 'format'), EXPORT_FORMATS, 'format'),
    isMasked: !values.unmasked,
    language,
    version,
    now: Date.now(),
  }
  const run = runOf(surroundings)
  const exported = await withHistory(values.history, true, surroundings, async ({ history }) => {
    if (values.out !== '-') return new InlineTransfer(history).export(values.out, order, run)
    const pieces = exportPieces(history, order, run)
    for (;;) {
      const piece = await pieces.next()
      if (piece.done === true) return piece.value
      write(Buffer.from(piece.value).toString('utf8'))
      await flush()
    }
  })
  if (exported === null) return EXIT.failed
  writeError(values.json ? `${JSON.stringify(exported)}\n` : exportedText(exported))
  return EXIT.succeeded
}

function exportedText({ count, underWay, masked }: Exported): string {
  const fields = Object.entries(masked ?? {}).map(([field, times]) => `${field} ${times}`)
  const lines = [
    `${count} exported${underWay === 0 ? '' : `, ${underWay} still under way left out`}`,
    masked === null ? 'not masked: the file holds personal data' : `masked: ${fields.join(', ') || 'nothing'}`,
  ]
  return `${lines.join('\n')}\n`
}

/** `lysession history import FILE…`: one summary a file; `--dry-run` only says what would happen. */
export async function importHistory(files: readonly string[], values: FileOptions, surroundings: CommandSurroundings): Promise<number> {
  if (files.length === 0) throw new UsageError('history import FILE…')
  const { write, writeError } = surroundings
  const run = runOf(surroundings)
  let isWhole = true
  await withHistory(values.history, values['dry-run'], surroundings, async ({ history }) => {
    for (const file of files) {
      const preview = await previewImport(history, file, run)
      const imported = values['dry-run'] ? null : await importFile(history, file, run)
      isWhole &&= preview.skippedCount === 0 && !preview.isCutOff
      if (values.json) {
        write(`${JSON.stringify({ file, ...preview, imported })}\n`)
        continue
      }
      const { fresh, known, skippedCount, skipped, isCutOff } = preview
      write(`${file}: ${fresh} new, ${known} known, ${skippedCount} skipped\n`)
      if (imported !== null) write(`${imported.added} added, ${imported.merged} merged, ${imported.unchanged} unchanged\n`)
      if (isCutOff) writeError(`${file}: its end is missing\n`)
      for (const item of skipped) writeError(`${file}:${item.place}: ${skippedText(item)}\n`)
    }
  })
  return isWhole ? EXIT.succeeded : EXIT.failed
}

const REASONS: Readonly<Record<SkippedItem['reason'], string>> = {
  'not-json': 'not JSON',
  'not-whole': 'not a whole exchange: its halves are missing',
  'not-valid': 'not a valid exchange',
  'not-ended': 'the exchange had not ended',
  'newer-format': 'written by a newer console',
  'not-a-call': 'not a call of the platform',
  'too-large': 'too large',
}

function skippedText({ reason, detail }: SkippedItem): string {
  return detail === '' ? REASONS[reason] : `${REASONS[reason]} (${detail})`
}

function selectionOf({ id, query, all }: FileOptions, language: 'zh' | 'en'): Selection {
  if ([id !== undefined, query !== undefined, all].filter(Boolean).length !== 1) throw new UsageError('history export needs one of --id ID, --query QUERY and --all')
  if (id !== undefined) return { kind: 'exchanges', exchangeIds: id }
  return { kind: 'criteria', criteria: query === undefined ? EVERYTHING : criteriaNow(readQuery(query, language)) }
}

function runOf({ signal }: CommandSurroundings): TransferRun {
  return { signal, onProgress: () => undefined }
}
