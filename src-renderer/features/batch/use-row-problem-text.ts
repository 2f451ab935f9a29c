import { useI18n } from 'vue-i18n'
import type { RowProblem } from '@shared/batch/batch-contract'

/** Words what is wrong with a row: a problem of its draft as the form words it. */
export function useRowProblemText(): (problem: Pick<RowProblem, 'code' | 'detail'>) => string {
  const { t, te } = useI18n()
  return ({ code, detail }) => {
    const key = [`batch.problems.${code}`, `fields.problems.${code}`].find((one) => te(one))
    // A code that has no words is better than a row that is left out without a reason.
    return key === undefined ? code : t(key, detail)
  }
}

/** Words why a row was left out, by the code of its problem or of the error that kept it; without what only a check knows. */
export function useLeftOutText(): (code: string) => string {
  const { t, te } = useI18n()
  const problemText = useRowProblemText()
  return (code) => {
    const short = `batch.rows.leftOut.${code.startsWith('variable-') ? 'variable' : code}`
    if (te(short)) return t(short)
    return te(`errors.code.${code}.title`) ? t(`errors.code.${code}.title`) : problemText({ code, detail: {} })
  }
}
