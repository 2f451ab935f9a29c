/** Keys with a name instead of a character, as shortcuts write them; most are also what `KeyboardEvent.key` says. */
const NAMED_KEYS = [
  'Enter', 'Escape', 'Tab', 'Space', 'Backspace', 'Delete', 'Insert', 'Home', 'End', 'PageUp', 'PageDown', 'Up', 'Down', 'Left', 'Right',
] as const
const FUNCTION_KEY = /^F(?:[1-9]|1\d|2[0-4])$/

/** Characters besides letters and digits a shortcut can have, by the place they have on a US keyboard (`KeyboardEvent.code`). */
export const SYMBOL_PLACES: Readonly<Record<string, string>> = {
  Backquote: '`', Minus: '-', Equal: '=', BracketLeft: '[', BracketRight: ']', Backslash: '\\', Semicolon: ';', Quote: "'", Comma: ',', Period: '.', Slash: '/',
}
const SYMBOLS = new Set(Object.values(SYMBOL_PLACES))

/** Keys pressed together. `mod` is Ctrl, on macOS Command; `key` a capital letter, a digit, a symbol or a named key. */
export interface Shortcut {
  readonly mod: boolean
  readonly alt: boolean
  readonly shift: boolean
  readonly key: string
}

/** Whether a shortcut can have this key: `L`, `7`, `/`, `Enter`, `F5`. */
export function isShortcutKey(key: string): boolean {
  return /^[A-Z0-9]$/.test(key) || SYMBOLS.has(key) || isFunctionKey(key) || NAMED_KEYS.some((named) => named === key)
}

export function isFunctionKey(key: string): boolean {
  return FUNCTION_KEY.test(key)
}

/** Reads `Mod+Shift+L`, modifiers in any order; null for what is no shortcut. */
export function readShortcut(text: string): Shortcut | null {
  const parts = text.split('+')
  const key = parts.pop() ?? ''
  const modifiers = new Set(parts)
  if (!isShortcutKey(key) || modifiers.size !== parts.length) return null
  if (parts.some((part) => part !== 'Mod' && part !== 'Alt' && part !== 'Shift')) return null
  return { mod: modifiers.has('Mod'), alt: modifiers.has('Alt'), shift: modifiers.has('Shift'), key }
}

/** Writes a shortcut as it is declared and kept, the same for the same keys: `Mod+Alt+Shift+L`. */
export function writeShortcut(shortcut: Shortcut): string {
  return joined(shortcut, { mod: 'Mod+', alt: 'Alt+', shift: 'Shift+' }, shortcut.key)
}

const MAC_KEYS: Readonly<Record<string, string>> = {
  Enter: '↵', Escape: '⎋', Tab: '⇥', Space: '␣', Backspace: '⌫', Delete: '⌦', Home: '↖', End: '↘', PageUp: '⇞', PageDown: '⇟',
}
const ARROWS: Readonly<Record<string, string>> = { Up: '↑', Down: '↓', Left: '←', Right: '→' }

/** A shortcut as the keyboards of the system show it: `⌘⇧L` on macOS, `Ctrl+Shift+L` elsewhere. */
export function shownShortcut(shortcut: Shortcut, isMac: boolean): string {
  const key = ARROWS[shortcut.key] ?? (isMac ? MAC_KEYS[shortcut.key] : undefined) ?? shortcut.key
  return joined(shortcut, isMac ? { mod: '⌘', alt: '⌥', shift: '⇧' } : { mod: 'Ctrl+', alt: 'Alt+', shift: 'Shift+' }, key)
}

/** A shortcut as `aria-keyshortcuts` takes it: `Control+Shift+L`. */
export function ariaShortcut(shortcut: Shortcut, isMac: boolean): string {
  const key = shortcut.key in ARROWS ? `Arrow${shortcut.key}` : shortcut.key
  return joined(shortcut, { mod: isMac ? 'Meta+' : 'Control+', alt: 'Alt+', shift: 'Shift+' }, key)
}

function joined({ mod, alt, shift }: Shortcut, names: { mod: string; alt: string; shift: string }, key: string): string {
  return (mod ? names.mod : '') + (alt ? names.alt : '') + (shift ? names.shift : '') + key
}
