/** Keeps a key that is still held down, from a shortcut or a press before, from pressing the button that has the focus by now. */
export function ignoreHeldKey(event: KeyboardEvent): void {
  if (event.repeat) event.preventDefault()
}
