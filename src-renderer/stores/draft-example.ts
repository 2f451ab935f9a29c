import type { DraftValues } from '@shared/descriptor/problems'
import { expandDraft } from '@shared/variables/expand'
import type { Expansion, OwnVariables } from '@shared/variables/variables'

// One beginning for as long as the page lives: an example that changed with every key would only distract.
const SEED = Math.floor(Math.random() * 2 ** 32)

/** What a draft would become if it were sent now; ids and random texts are examples, main makes its own. */
export function exampleOf(values: DraftValues, own: OwnVariables, sequence: string): Expansion {
  return expandDraft(values, { nowMs: Date.now(), random: seededRandom(SEED), sequence, own })
}

/** The same numbers for the same seed (mulberry32); fit for examples, not for ids. */
function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
