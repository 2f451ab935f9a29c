import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@shared': resolve(import.meta.dirname, '../src-shared') } },
  test: { include: ['bench/*.bench.ts'], root: resolve(import.meta.dirname, '..'), testTimeout: 300_000, disableConsoleIntercept: true },
})
