import { COMMANDS, COMMAND_IDS, type CommandId } from './commands'
import { typesNothing } from './key-press'
import { readShortcut, writeShortcut, type Shortcut } from './shortcut'

/** Shortcuts that differ from the declared ones, by command; null for a command whose shortcut was taken away. */
export type ShortcutChanges = Readonly<Record<string, string | null>>

/** Why a shortcut cannot be given to a command. */
export const SHORTCUT_PROBLEMS = ['types', 'editing', 'console', 'system'] as const
export type ShortcutProblem = (typeof SHORTCUT_PROBLEMS)[number]

const RESERVED: Readonly<Record<Exclude<ShortcutProblem, 'types'>, ReadonlySet<string>>> = {
  /** What text fields do with these keys. */
  editing: new Set([
    ...['A', 'C', 'V', 'X', 'Y', 'Z', 'Shift+Z', 'Backspace', 'Delete', 'Insert', 'Shift+Insert', 'Shift+Backspace', 'Shift+Delete'].map((key) => `Mod+${key}`),
    ...['Left', 'Right', 'Up', 'Down', 'Home', 'End'].flatMap((key) => [`Mod+${key}`, `Mod+Shift+${key}`]),
  ]),
  /** What parts of the window do with them while they have the focus. */
  console: new Set(['Mod+F', 'F2', 'F3', 'Shift+F3', 'Shift+F10']),
  /** What the system or its input method does before the window is asked. */
  system: new Set([
    ...['Q', 'W', 'H', 'M', '`', 'Tab', 'Shift+Tab', 'Space', 'Shift+Space', 'Alt+Space', 'Escape', 'Shift+Escape', 'Alt+Delete'].map((key) => `Mod+${key}`),
    ...Array.from({ length: 12 }, (_, index) => `Mod+Alt+F${index + 1}`),
    ...['F10', 'F11', 'Alt+F4', 'Mod+F4'],
  ]),
}

/** What keeps these keys from being anybody's shortcut, or null. */
export function findShortcutProblem(shortcut: Shortcut): ShortcutProblem | null {
  if (!typesNothing(shortcut)) return 'types'
  const text = writeShortcut(shortcut)
  return (['editing', 'console', 'system'] as const).find((problem) => RESERVED[problem].has(text)) ?? null
}

/**
 * Which command has which shortcut. What cannot be read or must not be a shortcut counts as not chosen. Keys the user chose
 * for one command are not at the same time another's by declaration.
 */
export function assignedShortcuts(changes: ShortcutChanges): ReadonlyMap<CommandId, Shortcut> {
  const chosen = new Map<CommandId, Shortcut | null>()
  const taken = new Set<string>()
  for (const id of COMMAND_IDS) {
    const change = Object.hasOwn(changes, id) ? changes[id] : undefined
    if (change === undefined) continue
    const shortcut = change === null ? null : readShortcut(change)
    if (change !== null && (shortcut === null || findShortcutProblem(shortcut) !== null || taken.has(writeShortcut(shortcut)))) continue
    chosen.set(id, shortcut)
    if (shortcut !== null) taken.add(writeShortcut(shortcut))
  }
  const assigned = COMMAND_IDS.map((id) => {
    if (chosen.has(id)) return [id, chosen.get(id) ?? null] as const
    const declared = declaredShortcut(id)
    return [id, declared === null || taken.has(writeShortcut(declared)) ? null : declared] as const
  })
  return new Map(assigned.flatMap(([id, shortcut]) => (shortcut === null ? [] : [[id, shortcut] as const])))
}

/** The shortcut a command has from the start, or null. */
export function declaredShortcut(id: CommandId): Shortcut | null {
  const { shortcut } = COMMANDS[id]
  return shortcut === null ? null : readShortcut(shortcut)
}

/** The command that has these keys, or null. */
export function holderOf(shortcut: Shortcut, assigned: ReadonlyMap<CommandId, Shortcut>): CommandId | null {
  const text = writeShortcut(shortcut)
  for (const [id, held] of assigned) if (writeShortcut(held) === text) return id
  return null
}

/**
 * Gives a command a shortcut, or none, and takes it from who chose it before; who has it by declaration has it back when this
 * is changed again. What is as declared is not kept.
 */
export function withShortcut(changes: ShortcutChanges, id: CommandId, shortcut: Shortcut | null): ShortcutChanges {
  const holder = shortcut === null ? null : holderOf(shortcut, assignedShortcuts(changes))
  const isTaken = holder !== null && holder !== id && Object.hasOwn(changes, holder)
  return withOne(isTaken ? withOne(changes, holder, null) : changes, id, shortcut)
}

function withOne(changes: ShortcutChanges, id: CommandId, shortcut: Shortcut | null): ShortcutChanges {
  const { [id]: _before, ...others } = changes
  const text = shortcut === null ? null : writeShortcut(shortcut)
  return text === COMMANDS[id].shortcut ? others : { ...others, [id]: text }
}
