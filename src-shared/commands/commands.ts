/** What commands are listed under. */
export const COMMAND_GROUPS = ['request', 'templates', 'batch', 'exchange', 'history', 'profiles', 'tools', 'window'] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]

interface CommandDeclaration {
  readonly group: CommandGroup
  /** As `Mod+Shift+KeyL`'s letter is written: `Mod+Shift+L`. `Mod` is Ctrl, on macOS Command. Null when it has none from the start. */
  readonly shortcut: string | null
}

/** Everything that can be done from the palette and by a shortcut; its words are the interface's (`commands.names`). */
export const COMMANDS = {
  send: { group: 'request', shortcut: 'Mod+Enter' },
  dryRun: { group: 'request', shortcut: 'Mod+Alt+Enter' },
  paste: { group: 'request', shortcut: 'Mod+Shift+V' },
  fillExample: { group: 'request', shortcut: null },
  clearForm: { group: 'request', shortcut: null },
  code: { group: 'request', shortcut: 'Mod+Shift+C' },
  templates: { group: 'templates', shortcut: 'Mod+P' },
  saveTemplate: { group: 'templates', shortcut: 'Mod+S' },
  variables: { group: 'templates', shortcut: null },
  batches: { group: 'batch', shortcut: 'Mod+B' },
  loadIntoForm: { group: 'exchange', shortcut: 'Mod+Shift+L' },
  replay: { group: 'exchange', shortcut: 'Mod+Shift+Enter' },
  productionConfirmation: { group: 'profiles', shortcut: null },
  searchHistory: { group: 'history', shortcut: 'Mod+Shift+F' },
  palette: { group: 'window', shortcut: 'Mod+K' },
  shortcuts: { group: 'window', shortcut: 'Mod+/' },
} as const satisfies Readonly<Record<string, CommandDeclaration>>

export type CommandId = keyof typeof COMMANDS
export const COMMAND_IDS = Object.keys(COMMANDS) as readonly CommandId[]
