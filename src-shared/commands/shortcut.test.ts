import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findShortcutProblem } from './assignments'
import { shortcutsOfPress, type KeyPress } from './key-press'
import { SYMBOL_PLACES, ariaShortcut, isShortcutKey, readShortcut, shownShortcut, writeShortcut, type Shortcut } from './shortcut'

const KEYS = [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  ...Object.values(SYMBOL_PLACES),
  ...['Enter', 'Escape', 'Tab', 'Space', 'Backspace', 'Delete', 'Home', 'End', 'PageUp', 'PageDown', 'Up', 'Down', 'Left', 'Right', 'F1', 'F12', 'F24'],
]
const anyShortcut: fc.Arbitrary<Shortcut> = fc.record({ mod: fc.boolean(), alt: fc.boolean(), shift: fc.boolean(), key: fc.constantFrom(...KEYS) })

/** A key that goes down; what is not said is not so. */
function press(given: Partial<Omit<KeyPress, 'getModifierState'>> & { altGraph?: boolean }): KeyPress {
  const { altGraph = false, ...rest } = given
  return {
    ...{ key: '', code: '', keyCode: 0, isComposing: false, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
    ...rest,
    getModifierState: (name) => name === 'AltGraph' && altGraph,
  }
}
const meant = (given: Parameters<typeof press>[0], isMac = false): string[] => shortcutsOfPress(press(given), isMac).map(writeShortcut)

describe('a written shortcut', () => {
  it('is read as what was written', () => {
    fc.assert(
      fc.property(anyShortcut, (shortcut) => {
        expect(readShortcut(writeShortcut(shortcut))).toEqual(shortcut)
      }),
    )
  })

  it('is written the same whatever the order of its modifiers', () => {
    expect(['Shift+Alt+Mod+L', 'Alt+Mod+Shift+L'].map((text) => writeShortcut(readShortcut(text)!))).toEqual(['Mod+Alt+Shift+L', 'Mod+Alt+Shift+L'])
  })

  it.each(['', 'Mod', 'Mod+', 'mod+K', 'Mod+k', 'Mod+Mod+K', 'Ctrl+K', 'K+Mod', 'Mod+F25', 'Mod+F0', 'Mod++', 'Mod+Ж', 'Mod K'])('is not %j', (text) => {
    expect(readShortcut(text)).toBeNull()
  })

  it('is never read from a text that writes as another', () => {
    const pieces = fc.constantFrom('Mod', 'Alt', 'Shift', '+', 'K', 'Enter', 'F1', ' ', 'Ctrl', '/')
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 6 }), (given) => {
        const shortcut = readShortcut(given.join(''))
        if (shortcut !== null) expect(isShortcutKey(shortcut.key) && given.some((piece) => piece === shortcut.key)).toBe(true)
      }),
    )
  })

  it.each([
    ['Mod+Shift+L', 'Ctrl+Shift+L', '⌘⇧L', 'Control+Shift+L', 'Meta+Shift+L'],
    ['Mod+Alt+Enter', 'Ctrl+Alt+Enter', '⌘⌥↵', 'Control+Alt+Enter', 'Meta+Alt+Enter'],
    ['Mod+/', 'Ctrl+/', '⌘/', 'Control+/', 'Meta+/'],
    ['Mod+Down', 'Ctrl+↓', '⌘↓', 'Control+ArrowDown', 'Meta+ArrowDown'],
    ['F5', 'F5', 'F5', 'F5', 'F5'],
  ])('%s is shown as each system does', (text, elsewhere, mac, aria, macAria) => {
    const shortcut = readShortcut(text)!
    expect([shownShortcut(shortcut, false), shownShortcut(shortcut, true)]).toEqual([elsewhere, mac])
    expect([ariaShortcut(shortcut, false), ariaShortcut(shortcut, true)]).toEqual([aria, macAria])
  })
})

describe('a press', () => {
  it.each([
    ['Ctrl+K', { key: 'k', code: 'KeyK', ctrlKey: true }, 'Mod+K'],
    ['with caps lock', { key: 'K', code: 'KeyK', ctrlKey: true }, 'Mod+K'],
    ['with Shift', { key: 'L', code: 'KeyL', ctrlKey: true, shiftKey: true }, 'Mod+Shift+L'],
    ['on a Russian keyboard', { key: 'д', code: 'KeyL', ctrlKey: true, shiftKey: true }, 'Mod+Shift+L'],
    ['with Alt on a Russian keyboard', { key: 'д', code: 'KeyL', ctrlKey: true, altKey: true }, 'Mod+Alt+L'],
    ['on a French keyboard, whose A is where Q is', { key: 'a', code: 'KeyQ', ctrlKey: true }, 'Mod+A'],
    ['a digit a French keyboard wants Shift for', { key: '&', code: 'Digit1', ctrlKey: true }, 'Mod+1'],
    ['on Dvorak, whose Z is where / is', { key: 'z', code: 'Slash', ctrlKey: true }, 'Mod+Z'],
    ['a full-width sign of a Chinese input method', { key: '、', code: 'Slash', ctrlKey: true }, 'Mod+/'],
    ['of the number block', { key: '7', code: 'Numpad7', ctrlKey: true }, 'Mod+7'],
    ['the number block\'s Enter', { key: 'Enter', code: 'NumpadEnter', ctrlKey: true }, 'Mod+Enter'],
    ['a key that is dead without Ctrl', { key: 'Dead', code: 'Quote', ctrlKey: true }, "Mod+'"],
    ['an arrow', { key: 'ArrowDown', code: 'ArrowDown', ctrlKey: true, altKey: true }, 'Mod+Alt+Down'],
    ['a function key', { key: 'F8', code: 'F8', shiftKey: true }, 'Shift+F8'],
    ['? where it is Shift and /', { key: '?', code: 'Slash', ctrlKey: true, shiftKey: true }, 'Mod+Shift+/'],
  ])('%s', (_name, given, shortcut) => {
    expect(meant(given)).toEqual([shortcut])
  })

  it('of a symbol that needs Shift means the symbol first', () => {
    expect(meant({ key: '/', code: 'Digit7', ctrlKey: true, shiftKey: true })).toEqual(['Mod+/', 'Mod+Shift+7'])
  })

  it.each([
    ['AltGr, which is Ctrl and Alt on Windows', { key: '@', code: 'KeyQ', ctrlKey: true, altKey: true, altGraph: true }],
    ['AltGr with a letter', { key: 'l', code: 'KeyL', ctrlKey: true, altKey: true, altGraph: true }],
    ['Ctrl and Alt that type a sign', { key: '{', code: 'Digit7', ctrlKey: true, altKey: true }],
    ['Ctrl and Alt that type a bracket', { key: '[', code: 'Digit8', ctrlKey: true, altKey: true }],
    ['Ctrl and Alt that type a Polish letter', { key: 'ł', code: 'KeyL', ctrlKey: true, altKey: true }],
    ['Ctrl and Alt that type an accent', { key: 'Dead', code: 'KeyE', ctrlKey: true, altKey: true }],
    ['a composing input method', { key: 'k', code: 'KeyK', ctrlKey: true, isComposing: true }],
    ['the key that ends composing', { key: 'Enter', code: 'Enter', keyCode: 229, ctrlKey: true }],
    ['a key the input method took', { key: 'Process', code: 'KeyK', ctrlKey: true }],
    ['a modifier alone', { key: 'Control', code: 'ControlLeft', ctrlKey: true }],
    ['the key of the system', { key: 'k', code: 'KeyK', metaKey: true }],
    ['the key of the system beside Ctrl', { key: 'k', code: 'KeyK', metaKey: true, ctrlKey: true }],
  ])('means nothing with %s', (_name, given) => {
    expect(meant(given)).toEqual([])
  })

  it('on macOS goes by Command, and by place where Option types', () => {
    expect(meant({ key: 'k', code: 'KeyK', metaKey: true }, true)).toEqual(['Mod+K'])
    expect(meant({ key: 'k', code: 'KeyK', ctrlKey: true }, true)).toEqual([])
    expect(meant({ key: '¬', code: 'KeyL', metaKey: true, altKey: true }, true)).toEqual(['Mod+Alt+L'])
    expect(meant({ key: 'Dead', code: 'KeyE', metaKey: true, altKey: true }, true)).toEqual(['Mod+Alt+E'])
  })

  it('without Ctrl that types is never a shortcut that may be given', () => {
    const typed = fc.record({ key: fc.string({ minLength: 1, maxLength: 1 }), code: fc.constantFrom('KeyA', 'Digit4', 'Slash', '', 'Quote'), shiftKey: fc.boolean(), altKey: fc.boolean() })
    fc.assert(
      fc.property(typed, fc.boolean(), (given, isMac) => {
        for (const shortcut of shortcutsOfPress(press(given), isMac)) expect(findShortcutProblem(shortcut)).toBe('types')
      }),
    )
  })

  it('means nothing but readable shortcuts, whatever the keyboard says', () => {
    const anything = fc.record({
      key: fc.oneof(fc.string({ unit: 'binary', maxLength: 2 }), fc.constantFrom(...KEYS, 'Dead', 'Process', 'Unidentified', 'AltGraph', 'MediaPlay')),
      code: fc.constantFrom('', 'KeyA', 'Digit0', 'Numpad3', 'Slash', 'IntlBackslash', 'Enter', 'KeyKK'),
      ctrlKey: fc.boolean(), metaKey: fc.boolean(), altKey: fc.boolean(), shiftKey: fc.boolean(), altGraph: fc.boolean(),
    })
    fc.assert(
      fc.property(anything, fc.boolean(), (given, isMac) => {
        for (const shortcut of shortcutsOfPress(press(given), isMac)) expect(readShortcut(writeShortcut(shortcut))).toEqual(shortcut)
      }),
    )
  })
})
