import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { build, type Rolldown } from 'vite'

const ROOT = resolve(import.meta.dirname, '../../..')

/** Builds the driver as one file next to the built program, whose packages it finds there. */
export async function buildDriver(): Promise<string> {
  const result = (await build({
    root: ROOT,
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: { '@shared': join(ROOT, 'src-shared') }, conditions: ['node'] },
    build: {
      ssr: true,
      write: false,
      minify: false,
      target: 'node20.18',
      rollupOptions: { input: join(import.meta.dirname, 'driver.ts'), output: { format: 'cjs', codeSplitting: false } },
    },
  })) as Rolldown.RolldownOutput
  const folder = join(ROOT, 'out', 'kill-proof')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'driver.cjs')
  writeFileSync(file, result.output[0].code)
  return file
}

/** Runs the driver, kills it that long after it is ready, and answers how long its work took; null when it had not come to its end. */
export async function runAndKill(driver: string, parameters: readonly string[], afterMs: number): Promise<number | null> {
  const child = spawn(process.execPath, [driver, ...parameters], { stdio: ['ignore', 'pipe', 'pipe'] })
  const errors = text(child.stderr)
  const ended = once(child, 'exit')
  const output: string[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  await Promise.race([once(child.stdout, 'data'), ended])
  await Promise.race([new Promise((done) => setTimeout(done, afterMs)), ended])
  child.kill('SIGKILL')
  await ended
  const said = await errors
  if (said !== '') throw new Error(said)
  const tookMs = /done in ([\d.]+) ms/.exec(output.join(''))?.[1]
  return tookMs === undefined ? null : Number(tookMs)
}
