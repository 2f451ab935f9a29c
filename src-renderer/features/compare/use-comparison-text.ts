import { useI18n } from 'vue-i18n'
import type { ShownComparison } from '@shared/exchange/compare/compare-contract'

/** Words what a comparison found. */
export function useComparisonText(): {
  /** `7 differences, 3 ignored`. */
  readonly countText: (comparison: ShownComparison) => string
  /** What else has to be known to read it: how it was compared, and what is missing. */
  readonly remarks: (comparison: ShownComparison) => string[]
} {
  const { t, n } = useI18n()
  type Reasons = Extract<ShownComparison, { kind: 'none' }>

  const reasonTexts = ({ left, right }: Pick<Reasons, 'left' | 'right'>): string[] =>
    ([['left', left], ['right', right]] as const).flatMap(([side, reason]) =>
      reason === null ? [] : [t('compare.noneOf', { side: t(`compare.side.${side}`), reason: t(`compare.reasons.${reason}`) })],
    )

  function countText(comparison: ShownComparison): string {
    if (comparison.kind === 'none') return t('compare.none')
    const { total, ignored } = comparison
    const ignoredCount = ignored.reduce((sum, { count }) => sum + count, 0)
    const parts = [total === 0 ? t('compare.same') : t('compare.count', { count: n(total) }, total)]
    if (ignoredCount > 0) parts.push(t('compare.ignoredCount', { count: n(ignoredCount) }))
    return parts.join(t('common.listSeparator'))
  }

  function remarks(comparison: ShownComparison): string[] {
    if (comparison.kind === 'none') return reasonTexts(comparison)
    const { left, right, differences, total, isStopped } = comparison
    const texts: string[] = []
    if (isStopped) texts.push(t('compare.stopped'))
    if (comparison.kind === 'text') texts.push(t('compare.asText', { reasons: reasonTexts({ left: left.reason, right: right.reason }).join(t('common.listSeparator')) }))
    if (left.origin !== right.origin) {
      const converted = (['left', 'right'] as const).filter((side) => comparison[side].origin === 'converted')
      const sides = converted.map((side) => t(`compare.side.${side}`)).join(t('common.nameSeparator'))
      if (converted.length > 0) texts.push(t('compare.converted', { sides }))
    }
    if (differences.length < total) texts.push(t('compare.listedOnly', { count: n(differences.length) }))
    return texts
  }

  return { countText, remarks }
}
