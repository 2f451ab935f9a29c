import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, test as base, expect, type ElectronApplication, type Page } from '@playwright/test'
import { electronCommand } from '../scripts/electron-command.mjs'
import { startKeyring, type Keyring } from '../scripts/keyring.mjs'
import { ConsolePage } from './console-page.ts'
import type { Language } from './words.ts'

export interface OpenOptions {
  readonly language?: Language
  /** The keyring to run with; null for a machine without one. */
  readonly keyring?: Keyring | null
  readonly userData?: string
  readonly size?: { readonly width: number; readonly height: number }
  readonly environment?: Readonly<Record<string, string>>
  /** For attacks: the browser reports what it stopped as errors of the page. */
  readonly expectsPageErrors?: boolean
}

/** A running console. */
export interface OpenConsole {
  readonly app: ElectronApplication
  readonly window: Page
  readonly page: ConsolePage
  readonly pid: number
  close(): Promise<void>
  /** Ends the program as a crash would. */
  kill(): Promise<void>
}

interface Fixtures {
  /** A folder of the test's own for a console's data. */
  userData: string
  /** An unlocked, empty keyring of the test's own. */
  keyring: Keyring
  openConsole: (options?: OpenOptions) => Promise<OpenConsole>
  /** A gateway from the command line, a process of its own. */
  startGateway: (parameters?: readonly string[]) => Promise<{ url: string; stop(): Promise<void> }>
}

export const GATEWAY_APP_KEY = '12345678'
export const GATEWAY_SECRET = 'helloworld-helloworld-1234567890'

export const test = base.extend<Fixtures>({
  userData: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'lysession-e2e-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  keyring: async ({}, use) => {
    const keyring = await startKeyring()
    await use(keyring)
    await keyring.stop()
  },
  openConsole: async ({ userData, keyring }, use) => {
    const open: OpenConsole[] = []
    await use(async (options = {}) => {
      const opened = await launch({ userData, keyring, ...options })
      open.push(opened)
      return opened
    })
    for (const one of open) await one.close()
  },
  startGateway: async ({}, use) => {
    const stops: (() => Promise<void>)[] = []
    await use(async (parameters = []) => {
      const gateway = await launchGateway(parameters)
      stops.push(gateway.stop)
      return gateway
    })
    for (const stop of stops) await stop()
  },
})

export { expect }

async function launch(options: OpenOptions): Promise<OpenConsole> {
  const { language = 'en', keyring, userData = '', size = { width: 1280, height: 800 } } = options
  const { binary, args, env } = electronCommand([`--user-data-dir=${userData}`, `--lang=${language}`])
  const { DBUS_SESSION_BUS_ADDRESS: _bus, ...withoutBus } = env
  const app = await _electron.launch({
    executablePath: binary,
    args,
    env: definedOnly({ ...withoutBus, LANGUAGE: language, ...keyring?.env, ...options.environment }),
  })
  const window = await app.firstWindow()
  const problems: string[] = []
  window.on('pageerror', (error) => problems.push(String(error)))
  window.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
  }, size)
  const page = new ConsolePage(window, language, () => app.evaluate(({ clipboard }) => clipboard.readText()))
  await page.compose.waitFor()
  const child = app.process()
  let isOpen = true
  return {
    app,
    window,
    page,
    pid: child.pid ?? 0,
    async close() {
      if (!isOpen) return
      isOpen = false
      await app.close()
      if (options.expectsPageErrors !== true) expect(problems, 'errors of the page').toEqual([])
    },
    async kill() {
      isOpen = false
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

async function launchGateway(parameters: readonly string[]): Promise<{ url: string; stop(): Promise<void> }> {
  const program = join(import.meta.dirname, '../out/cli/lysession.js')
  const child = spawn(
    process.execPath,
    [program, 'gateway', '--port', '0', '--app-key', GATEWAY_APP_KEY, '--secret-env', 'GATEWAY_SECRET', ...parameters],
    { env: { ...process.env, GATEWAY_SECRET }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { url } = JSON.parse(line.toString()) as { url: string }
  return {
    url,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

function definedOnly(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
