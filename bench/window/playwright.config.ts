import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../../test-results',
  timeout: 600_000,
  retries: 0,
  workers: 1,
  reporter: [['list']],
})
