import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'

/** What a program wrote and how it ended. */
export interface ProgramRun {
  readonly code: number | null
  readonly output: string
  readonly errors: string
}

/** Runs a program in a folder with nothing of the environment but what is given and where programs are; never rejects for its code. */
export async function runProgram(
  command: readonly string[],
  { folder, variables = {} }: { readonly folder: string; readonly variables?: Readonly<Record<string, string>> },
): Promise<ProgramRun> {
  const [program = '', ...args] = command
  const environment = { PATH: process.env.PATH, HOME: process.env.HOME, LC_ALL: 'C.UTF-8', TZ: 'America/New_York' }
  const child = spawn(program, args, { cwd: folder, env: { ...environment, ...variables }, stdio: ['ignore', 'pipe', 'pipe'] })
  const [output, errors, closed] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: closed[0] as number | null, output, errors }
}

/** Runs a program that must succeed, and gives what it wrote. */
export async function mustRun(command: readonly string[], folder: string): Promise<string> {
  const { code, output, errors } = await runProgram(command, { folder })
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}:\n${errors}${output}`)
  return output
}

const HEADER_FOLDERS = ['/usr/include', '/usr/local/include', '/usr/include/x86_64-linux-gnu', '/usr/include/aarch64-linux-gnu']

/** What is missing of these programs, `<headers>` and absolute paths; `npm test` installs all of them on Debian as root. */
export function missingOf(needs: readonly string[]): string[] {
  const programFolders = (process.env.PATH ?? '').split(delimiter)
  return needs.filter((need) => {
    if (need.startsWith('/')) return !existsSync(need)
    const header = /^<(.*)>$/.exec(need)?.[1]
    return !(header === undefined ? programFolders : HEADER_FOLDERS).some((folder) => existsSync(join(folder, header ?? need)))
  })
}
