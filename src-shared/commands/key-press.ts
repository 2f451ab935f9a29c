import { SYMBOL_PLACES, isFunctionKey, isShortcutKey, type Shortcut } from './shortcut'

/** What a `KeyboardEvent` says of a key that goes down. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly keyCode: number
  readonly isComposing: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  getModifierState(name: string): boolean
}

const RENAMED: Readonly<Record<string, string>> = { ' ': 'Space', ArrowUp: 'Up', ArrowDown: 'Down', ArrowLeft: 'Left', ArrowRight: 'Right' }
/** What Chromium reports for a key an input method has taken. */
const TAKEN_BY_INPUT_METHOD = 229

/**
 * The shortcuts a press can mean, the likeliest first; none for what types: AltGr, or a key an input method is composing with.
 * Letters count by what the layout types, as everybody reads them off the keys; where that is no Latin letter (Russian, Greek),
 * by their place on a US keyboard. Digits count by place, since some layouts want Shift for them. A symbol that needs Shift on
 * the layout (`/` on a German keyboard) means the symbol before it means Shift and the key.
 */
export function shortcutsOfPress(press: KeyPress, isMac: boolean): readonly Shortcut[] {
  if (press.isComposing || press.keyCode === TAKEN_BY_INPUT_METHOD || press.key === 'Process') return []
  if (!isMac && press.getModifierState('AltGraph')) return []
  // The other of the two keys belongs to the system, or on macOS to the text fields.
  if (isMac ? press.ctrlKey : press.metaKey) return []
  const mod = isMac ? press.metaKey : press.ctrlKey
  return keysOf(press, isMac).map(({ key, shift }) => ({ mod, alt: press.altKey, shift, key }))
}

interface PressedKey {
  readonly key: string
  readonly shift: boolean
}

function keysOf({ key, code, altKey, shiftKey }: KeyPress, isMac: boolean): readonly PressedKey[] {
  const named = RENAMED[key] ?? key
  const asIs = (pressed: string): PressedKey => ({ key: pressed, shift: shiftKey })
  if (named.length > 1 && isShortcutKey(named)) return [asIs(named)]
  const placed = keyAt(code)
  // Option types another character, so only the place tells the key.
  if (altKey && isMac && placed !== null) return [asIs(placed)]
  if (/^[a-z]$/i.test(key)) return [asIs(key.toUpperCase())]
  // Ctrl+Alt types, as AltGr does, whatever stands on the third level of a key: that is no shortcut.
  if (altKey && !isMac && placed !== key && !isForeignLetter(key)) return []
  const symbol = isShortcutKey(key) && !/\d/.test(key) && placed !== key ? [{ key, shift: false }] : []
  if (placed !== null) return key.length > 1 && key !== 'Dead' && key !== 'Unidentified' ? [] : [...symbol, asIs(placed)]
  if (isShortcutKey(key)) return [asIs(key)]
  return []
}

/** What stands at a place of a US keyboard, or null where nothing does that a shortcut can have. */
function keyAt(code: string): string | null {
  const [, name] = /^(?:Key([A-Z]))$/.exec(code) ?? /^(?:Digit|Numpad)(\d)$/.exec(code) ?? []
  return name ?? SYMBOL_PLACES[code] ?? null
}

/** A letter of a script no shortcut is written in. */
function isForeignLetter(key: string): boolean {
  return /^\p{L}$/u.test(key) && !/\p{Script=Latin}/u.test(key)
}

/** Whether a shortcut may be pressed while something is being typed without typing anything itself. */
export function typesNothing({ mod, key }: Shortcut): boolean {
  return mod || isFunctionKey(key)
}
