const DURATION = /^(\d{1,9}(?:\.\d{1,3})?)\s*(ms|s|m|毫秒|秒|分钟)$/i
const UNITS: Readonly<Record<string, 'ms' | 's' | 'm'>> = { ms: 'ms', 毫秒: 'ms', s: 's', 秒: 's', m: 'm', 分钟: 'm' }
const MS_OF = { ms: 1, s: 1_000, m: 60_000 } as const

/** A length of time with its unit; `text` is its proper writing. Null when it is none. */
export function readDuration(text: string): { readonly text: string; readonly milliseconds: number } | null {
  const found = DURATION.exec(text)
  const unit = UNITS[(found?.[2] ?? '').toLowerCase()]
  if (found === null || unit === undefined) return null
  const amount = Number(found[1])
  return { text: `${amount}${unit}`, milliseconds: Math.round(amount * MS_OF[unit] * 1_000) / 1_000 }
}
