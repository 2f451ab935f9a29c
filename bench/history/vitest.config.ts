import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

// Makes a million exchanges first, so it has a command of its own: `npm run bench:history`.
export default defineConfig({
  resolve: { alias: { '@shared': resolve(import.meta.dirname, '../../src-shared') } },
  test: { include: ['bench/history/*.bench.ts'], root: resolve(import.meta.dirname, '../..'), testTimeout: 7_200_000, hookTimeout: 7_200_000, disableConsoleIntercept: true },
})
