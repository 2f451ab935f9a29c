interface Identified {
  readonly id: string
}

/**
 * A list with entries put back where they stood in an older state of it. What came to the list since keeps its place, and an
 * entry that is there already is not put in twice. Without any entry both states share they go to the end.
 */
export function putBack<T extends Identified>(current: readonly T[], older: readonly T[], ids: ReadonlySet<string>): T[] {
  const present = new Set(current.map(({ id }) => id))
  const before = new Map<string, T[]>()
  let waiting: T[] = []
  let lastShared: string | null = null
  for (const entry of older) {
    if (present.has(entry.id)) {
      before.set(entry.id, waiting)
      waiting = []
      lastShared = entry.id
    } else if (ids.has(entry.id)) waiting.push(entry)
  }
  const list = current.flatMap((entry) => [...(before.get(entry.id) ?? []), entry, ...(entry.id === lastShared ? waiting : [])])
  return lastShared === null ? [...list, ...waiting] : list
}
