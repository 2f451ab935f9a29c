import { SECRET_VARIABLE, SESSION_VARIABLE } from '@shared/codegen/code'

/** How a variable is asked for in each shell without a trace of it in the history of commands. */
const SHELLS = [
  { shell: 'bash / zsh', command: (name: string) => `printf '${name}: '; read -rs ${name}; export ${name}` },
  { shell: 'PowerShell', command: (name: string) => `$env:${name} = Read-Host '${name}'` },
  { shell: 'cmd', command: (name: string) => `set /p ${name}=${name}: ` },
] as const

/** The commands that set what a sample reads, by shell. */
export function environmentCommands(withSession: boolean): { readonly shell: string; readonly commands: readonly string[] }[] {
  const names = withSession ? [SECRET_VARIABLE, SESSION_VARIABLE] : [SECRET_VARIABLE]
  return SHELLS.map(({ shell, command }) => ({ shell, commands: names.map((name) => command(name).trimEnd()) }))
}
