#!/usr/bin/env node
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import packageJson from '../../package.json' with { type: 'json' }
import { KeytarKeychain } from '../credentials/keytar-keychain'
import { run } from './run'

const controller = new AbortController()
const keychain = new KeytarKeychain()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort())
// A reader that stops early (`| head`) is no failure of ours.
process.stdout.on('error', () => process.exit(0))

void run(process.argv.slice(2), {
  environment: process.env,
  readInput: () => text(process.stdin),
  write: (output) => process.stdout.write(output),
  flush: () => new Promise((resolve) => process.stdout.write('', () => resolve())),
  writeError: (output) => process.stderr.write(output),
  signal: controller.signal,
  version: packageJson.version,
  databaseWorker: join(import.meta.dirname, 'database-worker.js'),
  keychain,
}).then((code) => {
  process.exitCode = code
  // A prompt that nobody answers holds a thread which an orderly end would wait for; everything has been said by then.
  if (keychain.isStuck) process.stderr.write('', () => process.kill(process.pid, 'SIGKILL'))
})
