import type { ExchangeSummary } from '../exchange/exchange'

/** How far this machine's clock is from the server's, as one answer shows it. */
export interface ClockSkew {
  /** Whole seconds this clock is ahead of the server's; negative when it is behind. */
  readonly aheadSeconds: number
  /** Epoch milliseconds of the `Date` header. */
  readonly serverMs: number
  /** `refused`: so far that the platform refuses the timestamp (code 31, PROTOCOL 1.3). */
  readonly level: 'fine' | 'noticeable' | 'refused'
}

const NOTICEABLE_SECONDS = 60
const REFUSED_SECONDS = 600

/**
 * Compares the `Date` header with the moment the server wrote it by our clock: the middle between the end of the request
 * and the first byte of the answer, or of the whole round trip where the phases are not known. The header counts whole
 * seconds, so the figure does too; half of a long wait is given the benefit of the doubt. Null without a usable header.
 */
export function clockSkew(
  dateHeader: string | null,
  { startedAt, durationMs, phases }: Pick<ExchangeSummary, 'startedAt' | 'durationMs' | 'phases'>,
): ClockSkew | null {
  const serverMs = parseHttpDate(dateHeader ?? '')
  if (serverMs === null || durationMs === null) return null
  const sentMs = phases === null ? 0 : (phases.dnsMs ?? 0) + (phases.tcpMs ?? 0) + (phases.tlsMs ?? 0)
  const waitMs = phases?.firstByteMs ?? Math.max(0, durationMs - sentMs)
  const aheadMs = startedAt + sentMs + waitMs / 2 - (serverMs + 500)
  const seconds = Math.round(Math.abs(aheadMs) / 1_000)
  const sureSeconds = seconds - Math.floor(waitMs / 2_000)
  return {
    aheadSeconds: aheadMs < 0 ? -seconds : seconds,
    serverMs,
    level: sureSeconds >= REFUSED_SECONDS ? 'refused' : sureSeconds >= NOTICEABLE_SECONDS ? 'noticeable' : 'fine',
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const IMF_FIXDATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/

/** Epoch milliseconds of an HTTP date as servers send it (IMF-fixdate, RFC 9110 section 5.6.7); null for anything else. */
export function parseHttpDate(text: string): number | null {
  const [, day = '', month = '', year = '', hour = '', minute = '', second = ''] = IMF_FIXDATE.exec(text.trim()) ?? []
  const monthNumber = MONTHS.indexOf(month) + 1
  if (monthNumber === 0) return null
  const iso = `${year}-${String(monthNumber).padStart(2, '0')}-${day}T${hour}:${minute}:${second}.000Z`
  const epochMs = Date.parse(iso)
  // Date.parse accepts 30 February by rolling over; a round trip does not.
  return Number.isNaN(epochMs) || new Date(epochMs).toISOString() !== iso ? null : epochMs
}
