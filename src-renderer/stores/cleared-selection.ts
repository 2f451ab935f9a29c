import type { Selection } from '@shared/history/history-contract'

/** What goes when the history is cleared: everything, or everything that is neither pinned nor tagged. */
export function clearedSelection(keepsMarked: boolean): Extract<Selection, { kind: 'criteria' }> {
  const marked = { not: true, anyOf: [{ kind: 'is', trait: 'pinned' } as const, { kind: 'is', trait: 'tagged' } as const] }
  return { kind: 'criteria', criteria: { all: keepsMarked ? [marked] : [], removed: false } }
}
