import { PACE_BOUNDS } from '@shared/batch/batch-contract'

/** How fast a batch may go, as it is typed. */
export interface PaceTexts {
  readonly concurrency: string
  /** Empty sets no bound. */
  readonly perSecond: string
}

export interface Pace {
  readonly concurrency: number
  readonly perSecond: number | null
}

/** Careful enough for a gateway with an ordinary quota, quick enough to see a thousand rows through in minutes. */
export const USUAL_PACE: Pace = { concurrency: 4, perSecond: 10 }

export function paceTextsOf({ concurrency, perSecond }: Pace): PaceTexts {
  return { concurrency: String(concurrency), perSecond: perSecond === null ? '' : String(perSecond) }
}

/** How many requests at a time; undefined when what was typed is no such number. */
export function concurrencyOf(text: string): number | undefined {
  const number = /^\s*\d{1,2}\s*$/.test(text) ? Number(text) : NaN
  return within(number, PACE_BOUNDS.concurrency)
}

/** How many requests a second, null for no bound; undefined when what was typed is no such number. */
export function perSecondOf(text: string): number | null | undefined {
  if (text.trim() === '') return null
  const number = /^\s*\d{1,4}(?:\.\d{1,3})?\s*$/.test(text) ? Number(text) : NaN
  return within(number, PACE_BOUNDS.perSecond)
}

/** What was typed as numbers, or null when it is none. */
export function paceOf(texts: PaceTexts): Pace | null {
  const [concurrency, perSecond] = [concurrencyOf(texts.concurrency), perSecondOf(texts.perSecond)]
  return concurrency === undefined || perSecond === undefined ? null : { concurrency, perSecond }
}

function within(number: number, { least, most }: { least: number; most: number }): number | undefined {
  return number >= least && number <= most ? number : undefined
}
