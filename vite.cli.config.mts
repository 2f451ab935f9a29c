import { chmodSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import packageJson from './package.json' with { type: 'json' }

// The command line runs on plain Node: the same sources as the main process, without Electron.
export default defineConfig({
  resolve: { alias: { '@shared': resolve(import.meta.dirname, 'src-shared') }, conditions: ['node'] },
  plugins: [
    {
      name: 'executable',
      // npx runs the file itself.
      closeBundle: () => chmodSync(resolve(import.meta.dirname, 'out/cli/lysession.js'), 0o755),
    },
  ],
  build: {
    ssr: true,
    target: 'node20.18',
    outDir: 'out/cli',
    emptyOutDir: true,
    rollupOptions: {
      input: {
        lysession: resolve(import.meta.dirname, 'src-main/cli/lysession.ts'),
        'database-worker': resolve(import.meta.dirname, 'src-main/database/worker.ts'),
        'integrity-worker': resolve(import.meta.dirname, 'src-main/database/integrity-worker.ts'),
        'document-worker': resolve(import.meta.dirname, 'src-main/documents/worker.ts'),
        'search-worker': resolve(import.meta.dirname, 'src-main/history/search/search-worker.ts'),
        'transfer-worker': resolve(import.meta.dirname, 'src-main/transfer/worker.ts'),
        'batch-worker': resolve(import.meta.dirname, 'src-main/batch/files/worker.ts'),
      },
      external: [...builtinModules, /^node:/, ...Object.keys(packageJson.dependencies)],
      output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
