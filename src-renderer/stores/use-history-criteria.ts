import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { EVERYTHING, type Criteria } from '@shared/history/criteria'

/** Which exchanges the history shows at the moment. */
export const useHistoryCriteria = defineStore('history-criteria', () => {
  const criteria = shallowRef<Criteria>(EVERYTHING)

  /** Shows what was removed and can still be brought back, or what is kept again. */
  function showRemoved(removed: boolean): void {
    criteria.value = { ...EVERYTHING, removed }
  }

  return { criteria, showRemoved }
})
