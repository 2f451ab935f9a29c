import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

const alias = { '@shared': resolve(import.meta.dirname, 'src-shared') }

// Targets are the floor of the design: Electron 33 with Chromium 130 and Node 20.18.
export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      target: 'node20.18',
      outDir: 'out/main',
      rollupOptions: {
        input: {
          index: resolve(import.meta.dirname, 'src-main/app.ts'),
          'database-worker': resolve(import.meta.dirname, 'src-main/database/worker.ts'),
          'integrity-worker': resolve(import.meta.dirname, 'src-main/database/integrity-worker.ts'),
          'document-worker': resolve(import.meta.dirname, 'src-main/documents/worker.ts'),
          'search-worker': resolve(import.meta.dirname, 'src-main/history/search/search-worker.ts'),
          'transfer-worker': resolve(import.meta.dirname, 'src-main/transfer/worker.ts'),
          'batch-worker': resolve(import.meta.dirname, 'src-main/batch/files/worker.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      target: 'node20.18',
      outDir: 'out/preload',
      rollupOptions: {
        input: { index: resolve(import.meta.dirname, 'src-preload/index.ts') },
        // A sandboxed preload must be one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  renderer: {
    root: resolve(import.meta.dirname, 'src-renderer'),
    resolve: { alias },
    plugins: [vue()],
    define: {
      __VUE_I18N_LEGACY_API__: 'false',
      __VUE_I18N_FULL_INSTALL__: 'false',
      __INTLIFY_PROD_DEVTOOLS__: 'false',
    },
    build: {
      target: 'chrome130',
      outDir: resolve(import.meta.dirname, 'out/renderer'),
      // The policy of the page allows no inline script, and the preload helper would be one more request.
      modulePreload: false,
      assetsInlineLimit: 0,
      minify: true,
      rollupOptions: { input: resolve(import.meta.dirname, 'src-renderer/index.html') },
    },
  },
})
