import { onBeforeUnmount, onMounted, shallowReactive } from 'vue'
import type { CommandGroup } from '@shared/commands/commands'

/** Something that can be done because of what the user has: a profile to choose, a view to look at, a field to go to. */
export interface SourceEntry {
  /** The same at every start, so that what was used last is known again: `profile:ID`. */
  readonly id: string
  readonly group: CommandGroup
  /** In the language of the window. */
  readonly name: string
  /** Quiet words beside the name. */
  readonly detail?: string
  /** What else it is found by: its words in the other language, the name of a field on the wire. */
  readonly otherWords?: readonly string[]
  /** Shown only to who types something: lists that would push everything else out of sight. */
  readonly isOnlyFound?: boolean
  readonly run: () => void | Promise<void>
}

const sources = shallowReactive(new Set<() => readonly SourceEntry[]>())

/** Everything the sources of the page offer at the moment, each asked anew. */
export function sourceEntries(): readonly SourceEntry[] {
  return [...sources].flatMap((entries) => entries())
}

/** Offers a list in the palette for as long as the component is mounted; it is asked when the palette opens. */
export function useCommandSource(entries: () => readonly SourceEntry[]): void {
  onMounted(() => sources.add(entries))
  onBeforeUnmount(() => sources.delete(entries))
}
