/** Keeps a key that is still held down, from a shortcut or a press before, from pressing the button that has the focus by now. */
export function ignoreHeldKey(event: KeyboardEvent): void {
  if (event.repeat) event.preventDefault()
}

/** Presses of keys that follow each other faster, in milliseconds, are one intention: the second half of a double press. */
export const DOUBLE_PRESS_MS = 600
