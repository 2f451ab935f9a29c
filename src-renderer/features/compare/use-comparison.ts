import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { DraftValues } from '@shared/descriptor/problems'

/** What can be compared: a stored exchange, or a request that was not sent. */
export type ComparedSide =
  | { readonly kind: 'exchange'; readonly exchangeId: string }
  | {
      readonly kind: 'draft'
      readonly operation: string
      readonly values: DraftValues
      /** What it is called; the form when nothing is said. */
      readonly name?: string
    }

export interface ComparedPair {
  readonly left: ComparedSide
  readonly right: ComparedSide
}

/** The comparison that is open; anything of the page may open one. */
export const useComparison = defineStore('comparison', () => {
  const pair = shallowRef<ComparedPair | null>(null)

  function open(left: ComparedSide, right: ComparedSide): void {
    pair.value = { left, right }
  }

  function swap(): void {
    if (pair.value !== null) pair.value = { left: pair.value.right, right: pair.value.left }
  }

  function close(): void {
    pair.value = null
  }

  return { pair, open, swap, close }
})
