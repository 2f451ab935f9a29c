import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { DraftValues } from '@shared/descriptor/problems'
import type { useDraftStore } from '../../stores/use-draft-store'

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

/** A stored exchange as a side. */
export function exchangeSide(exchangeId: string): ComparedSide {
  return { kind: 'exchange', exchangeId }
}

/** The request the form holds now as a side; what is typed later does not change it. */
export function formSide(draft: ReturnType<typeof useDraftStore>): ComparedSide {
  return { kind: 'draft', operation: draft.operation.name, values: draft.expandedValues() }
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
