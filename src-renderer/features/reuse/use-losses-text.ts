import { useI18n } from 'vue-i18n'
import type { DraftReading } from '@shared/import/draft-values'

/** Words what of a request did not come along into the form, a sentence each. */
export function useLossesText(): (losses: Omit<DraftReading, 'values'>) => string[] {
  const { t, te } = useI18n()
  const listed = (kind: 'leftOut' | 'rewritten', paths: readonly string[]): string[] =>
    paths.length === 0 ? [] : [t(`reuse.origin.${kind}`, { count: paths.length, paths: paths.join(t('common.nameSeparator')) }, paths.length)]

  return ({ leftOut, rewritten, unreadable }) => [
    ...listed('leftOut', leftOut),
    ...listed('rewritten', rewritten),
    ...unreadable.map(({ name, problem }) => {
      if (problem === null) return t('reuse.origin.noObject', { name })
      const fault = `document.none.faults.${problem.fault}`
      return t('reuse.origin.unreadable', { name, line: problem.line, column: problem.column, fault: te(fault) ? t(fault) : problem.reason })
    }),
  ]
}
