/** The item of a menu a key leads to from the current one, or null when the key does not move. */
export function nextItem<T>(items: readonly T[], current: unknown, key: string): T | null {
  const at = items.findIndex((item) => item === current)
  const count = items.length
  const target = {
    ArrowDown: (at + 1) % count,
    ArrowUp: at <= 0 ? count - 1 : at - 1,
    Home: 0,
    End: count - 1,
  }[key]
  return target === undefined ? null : (items[target] ?? null)
}

/** Moves the focus among the items of a menu when the key pressed on one of them does so. */
export function moveFocus(event: KeyboardEvent, items: readonly HTMLElement[]): void {
  const target = nextItem(items, event.target, event.key)
  if (target === null) return
  event.preventDefault()
  target.focus()
}
