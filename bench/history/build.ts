import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { build } from 'vite'
import packageJson from '../../package.json' with { type: 'json' }

const ROOT = join(import.meta.dirname, '../..')

/** Bundles a script of this folder into out/bench, as the test runner makes loops over imports slow; answers its path. */
export async function builtScript(name: string): Promise<string> {
  const outDir = join(ROOT, 'out/bench/scripts')
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@shared': join(ROOT, 'src-shared') }, conditions: ['node'] },
    build: {
      ssr: join(import.meta.dirname, `${name}.ts`),
      target: 'node20.18',
      outDir,
      emptyOutDir: false,
      rollupOptions: { external: [...builtinModules, /^node:/, ...Object.keys(packageJson.dependencies)], output: { format: 'es', entryFileNames: '[name].mjs' } },
    },
  })
  return join(outDir, `${name}.mjs`)
}
