import type { LocalizedText } from '../descriptor/types'
import type { ClockSkew } from './clock-skew'
import { bilingual as both } from './types'

/** How far the clock is off and what to do; null where it is near enough not to mention. */
export function clockWarning({ aheadSeconds, level }: ClockSkew): { readonly headline: LocalizedText; readonly next: LocalizedText } | null {
  if (level === 'fine') return null
  const span = spanOf(Math.abs(aheadSeconds))
  return {
    headline:
      aheadSeconds > 0
        ? both(`这台电脑的时钟比服务器快 ${span.zh}`, `This machine’s clock is ${span.en} ahead of the server’s`)
        : both(`这台电脑的时钟比服务器慢 ${span.zh}`, `This machine’s clock is ${span.en} behind the server’s`),
    next:
      level === 'refused'
        ? both(
            '相差达到 10 分钟，平台会拒绝请求（错误码 31）。请校准时钟，或打开自动对时。时区不用改：timestamp 总是按 GMT+8 换算。',
            'From 10 minutes on the platform refuses requests (code 31). Set the clock, or turn on automatic time. The time zone does not matter: timestamp is always computed in GMT+8.',
          )
        : both(
            '还没到平台拒绝的 10 分钟，但请尽早校准时钟。时区不用改：timestamp 总是按 GMT+8 换算。',
            'That is still below the 10 minutes the platform refuses at, but set the clock soon. The time zone does not matter: timestamp is always computed in GMT+8.',
          ),
  }
}

/** `75 s`, `12 min 3 s`, `1 h 5 min`, `2 d`: two units at most, none of them zero. */
export function spanOf(seconds: number): LocalizedText {
  if (seconds < 120) return both(`${seconds} 秒`, `${seconds} s`)
  const units = [
    [Math.floor(seconds / 86_400), '天', 'd'],
    [Math.floor(seconds / 3_600) % 24, '小时', 'h'],
    [Math.floor(seconds / 60) % 60, '分', 'min'],
    [seconds % 60, '秒', 's'],
  ] as const
  const first = units.findIndex(([count]) => count > 0)
  const shown = units.slice(first, first + 2).filter(([count]) => count > 0)
  return both(shown.map(([count, zh]) => `${count} ${zh}`).join(' '), shown.map(([count, , en]) => `${count} ${en}`).join(' '))
}
