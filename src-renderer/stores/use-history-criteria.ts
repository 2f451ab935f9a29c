import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { EVERYTHING, type Criteria } from '@shared/history/criteria'

/** Which exchanges the history lists: what was searched for last and could be understood. */
export const useHistoryCriteria = defineStore('history-criteria', () => {
  const criteria = shallowRef<Criteria>(EVERYTHING)
  const isFiltered = computed(() => criteria.value.removed || criteria.value.all.length > 0)
  return { criteria, isFiltered }
})
