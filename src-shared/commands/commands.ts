/** What commands are listed under. */
export const COMMAND_GROUPS = ['request', 'templates', 'batch', 'exchange', 'history', 'profiles', 'tools', 'window'] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]

interface CommandDeclaration {
  readonly group: CommandGroup
  /** As `writeShortcut` writes it: `Mod+Shift+L`. `Mod` is Ctrl, on macOS Command. Null when it has none from the start. */
  readonly shortcut: string | null
  /** A character that does it, too, where nothing is being typed; it cannot be changed. */
  readonly character?: string
}

/** Everything that can be done from the palette and by a shortcut; its words are the interface's (`commands.names`). */
export const COMMANDS = {
  send: { group: 'request', shortcut: 'Mod+Enter' },
  cancel: { group: 'request', shortcut: null },
  dryRun: { group: 'request', shortcut: 'Mod+Alt+Enter' },
  paste: { group: 'request', shortcut: 'Mod+Shift+V' },
  fillExample: { group: 'request', shortcut: null },
  clearForm: { group: 'request', shortcut: null },
  undoForm: { group: 'request', shortcut: null },
  forgetOrigin: { group: 'request', shortcut: null },
  showProblems: { group: 'request', shortcut: null },
  preview: { group: 'request', shortcut: null },
  code: { group: 'request', shortcut: 'Mod+Shift+C' },
  templates: { group: 'templates', shortcut: 'Mod+P' },
  saveTemplate: { group: 'templates', shortcut: 'Mod+S' },
  variables: { group: 'templates', shortcut: null },
  batches: { group: 'batch', shortcut: 'Mod+B' },
  loadIntoForm: { group: 'exchange', shortcut: 'Mod+Shift+L' },
  replay: { group: 'exchange', shortcut: 'Mod+Shift+Enter' },
  productionConfirmation: { group: 'profiles', shortcut: null },
  compareWithForm: { group: 'exchange', shortcut: null },
  compareWithPrevious: { group: 'exchange', shortcut: null },
  compareWithSameId: { group: 'exchange', shortcut: null },
  signature: { group: 'exchange', shortcut: null },
  copySummary: { group: 'exchange', shortcut: null },
  copySessionId: { group: 'exchange', shortcut: null },
  copyRequestId: { group: 'exchange', shortcut: null },
  exportExchange: { group: 'exchange', shortcut: null },
  pin: { group: 'exchange', shortcut: null },
  editName: { group: 'exchange', shortcut: null },
  addTag: { group: 'exchange', shortcut: null },
  editNote: { group: 'exchange', shortcut: null },
  removeExchange: { group: 'exchange', shortcut: null },
  responseXml: { group: 'exchange', shortcut: null },
  responseJson: { group: 'exchange', shortcut: null },
  responseTable: { group: 'exchange', shortcut: null },
  responseRaw: { group: 'exchange', shortcut: null },
  responseHex: { group: 'exchange', shortcut: null },
  responseBoth: { group: 'exchange', shortcut: null },
  responseFind: { group: 'exchange', shortcut: null },
  responseFilter: { group: 'exchange', shortcut: null },
  responseCopy: { group: 'exchange', shortcut: null },
  requestXml: { group: 'exchange', shortcut: null },
  requestJson: { group: 'exchange', shortcut: null },
  requestTable: { group: 'exchange', shortcut: null },
  requestRaw: { group: 'exchange', shortcut: null },
  requestHex: { group: 'exchange', shortcut: null },
  requestBoth: { group: 'exchange', shortcut: null },
  requestFind: { group: 'exchange', shortcut: null },
  requestFilter: { group: 'exchange', shortcut: null },
  requestCopy: { group: 'exchange', shortcut: null },
  searchHistory: { group: 'history', shortcut: 'Mod+Shift+F', character: '/' },
  clearSearch: { group: 'history', shortcut: null },
  searchHelp: { group: 'history', shortcut: null },
  nextExchange: { group: 'history', shortcut: 'Mod+PageDown' },
  previousExchange: { group: 'history', shortcut: 'Mod+PageUp' },
  exportHistory: { group: 'history', shortcut: null },
  importFile: { group: 'history', shortcut: null },
  pinnedFirst: { group: 'history', shortcut: null },
  showRemoved: { group: 'history', shortcut: null },
  undoRemoval: { group: 'history', shortcut: null },
  clearHistory: { group: 'history', shortcut: null },
  newProfile: { group: 'profiles', shortcut: null },
  editProfile: { group: 'profiles', shortcut: null },
  duplicateProfile: { group: 'profiles', shortcut: null },
  removeProfile: { group: 'profiles', shortcut: null },
  checkKeychain: { group: 'profiles', shortcut: null },
  startGateway: { group: 'tools', shortcut: null },
  stopGateway: { group: 'tools', shortcut: null },
  misbehave: { group: 'tools', shortcut: null },
  behave: { group: 'tools', shortcut: null },
  storage: { group: 'tools', shortcut: null },
  palette: { group: 'window', shortcut: 'Mod+K' },
  shortcuts: { group: 'window', shortcut: 'Mod+/' },
  focusHistory: { group: 'window', shortcut: 'Mod+1' },
  focusForm: { group: 'window', shortcut: 'Mod+2' },
  focusExchange: { group: 'window', shortcut: 'Mod+3' },
  language: { group: 'window', shortcut: null },
  lightTheme: { group: 'window', shortcut: null },
  darkTheme: { group: 'window', shortcut: null },
  systemTheme: { group: 'window', shortcut: null },
} as const satisfies Readonly<Record<string, CommandDeclaration>>

export type CommandId = keyof typeof COMMANDS
export const COMMAND_IDS = Object.keys(COMMANDS) as readonly CommandId[]

/** The declaration of a command, with what not every command has. */
export function declarationOf(id: CommandId): CommandDeclaration {
  return COMMANDS[id]
}
