import { useI18n } from 'vue-i18n'
import type { Problem } from '@shared/descriptor/problems'

/** Words a problem in the language of the page. */
export function useProblemText(): (problem: Problem) => string {
  const { t } = useI18n()
  return ({ code, detail }) => t(`fields.problems.${code}`, detail)
}

/** The earlier list if it says the same, so that an unchanged field is not rendered again. */
export function keepIfSame(before: readonly Problem[] | undefined, now: readonly Problem[]): readonly Problem[] {
  const isSame =
    before !== undefined &&
    before.length === now.length &&
    now.every((problem, index) => {
      const other = before[index]
      return other?.code === problem.code && other.severity === problem.severity && isSameDetail(other.detail, problem.detail)
    })
  return isSame ? before : now
}

function isSameDetail(left: Problem['detail'], right: Problem['detail']): boolean {
  return Object.keys({ ...left, ...right }).every((name) => left[name] === right[name])
}
