import { useI18n } from 'vue-i18n'
import type { NoView } from '@shared/exchange/views'

/** Why there is nothing to show, in two lines. */
export interface NoViewText {
  readonly title: string
  readonly text?: string
}

/** Says that an operation is not in the catalog, so that nothing but Raw can be shown of it. */
export function useUnknownOperationText(): (operation: string) => NoViewText {
  const { t } = useI18n()
  return (operation) => ({ title: t('exchange.none.unknownOperation'), text: t('exchange.none.unknownOperationText', { operation }) })
}

/** Says in the user's words why a view could not be made. */
export function useNoViewText(): (view: Pick<NoView, 'problem' | 'detail'> & { readonly reason: NoView['reason'] | 'too-large' }) => NoViewText {
  const { t } = useI18n()
  return ({ reason, problem, detail }) => {
    switch (reason) {
      case 'empty':
        return { title: t('exchange.none.empty'), text: t('exchange.none.emptyText') }
      case 'html':
        return { title: t('exchange.none.html'), text: t('exchange.none.htmlText') }
      case 'neither-format':
        return { title: t('exchange.none.neither'), text: t('exchange.none.neitherText') }
      case 'not-well-formed':
        return {
          title: t('exchange.none.notWellFormed'),
          text: t('exchange.none.notWellFormedText', {
            line: problem?.line ?? 1,
            column: problem?.column ?? 1,
            reason: problem === null ? '' : t(`exchange.none.faults.${problem.fault}`),
          }),
        }
      case 'too-large':
        return { title: t('exchange.none.tooLarge'), text: t('exchange.none.tooLargeText') }
      case 'not-convertible':
        return {
          title: t('exchange.none.notConvertible'),
          text: detail === '' ? t('exchange.none.notConvertibleShape') : t('exchange.none.notConvertibleText', { detail }),
        }
    }
  }
}
