import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { CompareSource, ShownComparison, ShownDifference } from '@shared/exchange/compare/compare-contract'
import type { Format } from '@shared/protocol/parameters'
import { call } from '../../ipc/client'
import type { ComparedPair, ComparedSide } from './use-comparison'

/** What is compared how. */
export interface ComparisonQuestion {
  readonly pair: ComparedPair
  readonly half: 'request' | 'response'
  readonly format: Format
  readonly ignore: readonly string[]
}

/** The answer to the newest question, and the difference that is looked at. */
export function useDocumentComparison(question: ComputedRef<ComparisonQuestion>): {
  readonly comparison: Readonly<Ref<ShownComparison | null>>
  readonly error: Readonly<Ref<unknown>>
  readonly isComparing: Readonly<Ref<boolean>>
  readonly differences: ComputedRef<readonly ShownDifference[]>
  readonly current: Ref<number>
  readonly step: (by: 1 | -1) => void
} {
  const comparison = shallowRef<ShownComparison | null>(null)
  const error = shallowRef<unknown>(null)
  const isComparing = shallowRef(false)
  const current = shallowRef(0)
  const differences = computed(() => (comparison.value === null || comparison.value.kind === 'none' ? [] : comparison.value.differences))

  watch(question, ask, { immediate: true })

  async function ask(asked: ComparisonQuestion, before: ComparisonQuestion | undefined): Promise<void> {
    const { pair, half, format, ignore } = asked
    // What was found stays in sight while the same is compared in another way, and no longer.
    if (before?.pair !== pair || before.half !== half) comparison.value = null
    isComparing.value = true
    try {
      const answer = await call('compare.documents', { left: sourceOf(pair.left, half), right: sourceOf(pair.right, half), ignore: [...ignore], format })
      // What was asked before the last change of mind is late.
      if (question.value !== asked) return
      comparison.value = answer
      error.value = null
      current.value = 0
    } catch (failure) {
      if (question.value !== asked) return
      comparison.value = null
      error.value = failure
    } finally {
      if (question.value === asked) isComparing.value = false
    }
  }

  function step(by: 1 | -1): void {
    const count = differences.value.length
    if (count > 0) current.value = (current.value + by + count) % count
  }

  return { comparison, error, isComparing, differences, current, step }
}

function sourceOf(side: ComparedSide, half: 'request' | 'response'): CompareSource {
  if (side.kind === 'exchange') return { kind: 'exchange', exchangeId: side.exchangeId, half }
  return { kind: 'draft', operation: side.operation, values: { ...side.values } }
}
