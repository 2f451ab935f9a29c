import type { Batch, BatchCheck } from '@shared/batch/batch-contract'
import { PAUSE_WORDS } from '@shared/batch/pause-words'
import type { CommandSurroundings } from './command'
import { EXIT } from './command'
import { speaksChinese } from './messages'
import { printable } from './print-exchange'

/** A batch on one line: its state, and how many rows are in which. */
export function batchLine({ id, state, rows, ratePerSecond, remainingMs, ban }: Batch, now: number): string {
  const counts = Object.entries(rows).filter(([, count]) => count > 0).map(([name, count]) => `${name} ${count}`)
  const rate = ratePerSecond === null ? [] : [`${ratePerSecond.toFixed(1)}/s`]
  const left = remainingMs === null ? [] : [`${Math.ceil(remainingMs / 1_000)} s left`]
  const waits = ban === null ? [] : [`flow control for ${Math.ceil((ban.untilMs - now) / 1_000)} s`]
  return `${[id, state, ...counts, ...rate, ...left, ...waits].join('  ')}\n`
}

/** Why a batch paused by itself and what to do next; empty when it did not. */
export function pauseLine({ pausedBecause }: Batch, environment: CommandSurroundings['environment']): string {
  if (pausedBecause === null) return ''
  const { what, next } = PAUSE_WORDS[pausedBecause]
  return speaksChinese(environment) ? `${what.zh}。${next.zh}\n` : `${what.en}. ${next.en}\n`
}

/** What a check found, a problem a line. */
export function checkLines({ rowCount, blocking, errors, warnings, repeatedInFile, usedBefore, problems }: BatchCheck): string {
  const lines = problems.map(({ row, line, column, path, severity, code, detail }) => {
    const words = Object.entries(detail).map(([name, value]) => `${name}=${value}`)
    return printable([`row ${row}`, `line ${line}`, column ?? path ?? '', severity, code, ...words].filter((part) => part !== '').join('  '))
  })
  const totals = `rows ${rowCount}  blocking ${blocking}  errors ${errors}  warnings ${warnings}  repeated ${repeatedInFile}  used before ${usedBefore}`
  return `${[...lines, totals].join('\n')}\n`
}

/** 0 only when every row succeeded; otherwise by the worst of them (design, section 7). */
export function exitCodeOfBatch({ rows }: Pick<Batch, 'rows'>): number {
  if (rows.failed + rows.unknown + rows.waiting + rows['under-way'] + rows['left-out'] > 0) return EXIT.failed
  if (rows.refused > 0) return EXIT.refused
  return rows.rejected > 0 ? EXIT.rejected : EXIT.succeeded
}
