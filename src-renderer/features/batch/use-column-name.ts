import { useI18n } from 'vue-i18n'
import type { BatchFile } from '@shared/batch/batch-contract'

/** Names a column by its index: as the file does, or by its place where that gives no name. */
export function useColumnName(file: () => Pick<BatchFile, 'columns'>): (index: number) => string {
  const { t, n } = useI18n()
  return (index) => {
    const name = file().columns[index]?.name ?? ''
    return name.trim() === '' ? t('batch.file.unnamed', { number: n(index + 1) }) : name
  }
}
