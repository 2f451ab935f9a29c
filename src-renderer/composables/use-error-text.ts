import { useI18n } from 'vue-i18n'
import { AppError } from '@shared/errors'

/** An error in the user's words. */
export interface ErrorText {
  readonly title: string
  /** What to do next. */
  readonly next: string
  /** What exactly is wrong, where the error says so. */
  readonly problem: string | null
  readonly traceId: string | null
}

/** Words every error of the contract in the current language; anything else is worded as `internal`. */
export function useErrorText(): (error: unknown) => ErrorText {
  const { t, te } = useI18n()
  return (error) => {
    const code = error instanceof AppError ? error.code : 'internal'
    return {
      title: t(`errors.code.${code}.title`),
      next: t(`errors.code.${code}.next`),
      problem: error instanceof AppError ? wordProblem(error.detail) : null,
      traceId: error instanceof Error && 'traceId' in error && typeof error.traceId === 'string' ? error.traceId : null,
    }
  }

  function wordProblem(detail: AppError['detail']): string | null {
    const { problem, ...rest } = detail
    // te looks only into the current language, and both languages have the same keys.
    if (problem !== undefined && te(`errors.problems.${problem}`)) {
      const words = t(`errors.problems.${problem}`)
      return rest['column'] === undefined ? words : t('errors.atColumn', { column: rest['column'], problem: words })
    }
    const parts = Object.entries(problem === undefined ? rest : detail).map(([name, value]) => `${name}: ${value}`)
    return parts.length === 0 ? null : parts.join(', ')
  }
}
