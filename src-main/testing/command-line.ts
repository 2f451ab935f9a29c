import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { closeAfterTest } from './raw-server'

const PROGRAM = join(import.meta.dirname, '../../out/cli/lysession.js')

interface Finished {
  readonly code: number | null
  readonly output: string
  readonly errors: string
}

interface Surroundings {
  readonly input?: string
  readonly environment?: Readonly<Record<string, string>>
}

/** Runs the built command line as its users do: a process of its own. */
export async function lysession(parameters: readonly string[], surroundings: Surroundings = {}): Promise<Finished> {
  const child = start(parameters, surroundings)
  child.stdin.end(surroundings.input ?? '')
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: child.exitCode, output, errors }
}

/** Starts `lysession gateway` for the running test; answers its address. */
export async function runningGateway(secret: string, parameters: readonly string[] = []): Promise<string> {
  const all = ['gateway', '--port', '0', '--app-key', '12345678', '--secret-env', 'TEST_SECRET', ...parameters]
  const child = start(all, { environment: { TEST_SECRET: secret } })
  closeAfterTest(() => child.kill('SIGTERM'))
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return (JSON.parse(line.toString()) as { url: string }).url
}

function start(parameters: readonly string[], { environment = {} }: Surroundings) {
  if (!existsSync(PROGRAM)) throw new Error('npm run build comes before these tests')
  return spawn(process.execPath, [PROGRAM, ...parameters], { env: { ...process.env, LANG: 'C', ...environment } })
}
