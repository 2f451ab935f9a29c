import { builtinModules } from 'node:module'
import { basename, join } from 'node:path'
import { build } from 'vite'
import packageJson from '../package.json' with { type: 'json' }

const ROOT = join(import.meta.dirname, '..')

/** Bundles a script, named by its path in this folder, into out/bench/scripts to be run in a process of its own; answers where it is. */
export async function builtScript(script: string): Promise<string> {
  const outDir = join(ROOT, 'out/bench/scripts')
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@shared': join(ROOT, 'src-shared') }, conditions: ['node'] },
    build: {
      ssr: join(import.meta.dirname, script),
      target: 'node20.18',
      outDir,
      emptyOutDir: false,
      rollupOptions: { external: [...builtinModules, /^node:/, ...Object.keys(packageJson.dependencies), 'saxes'], output: { format: 'es', entryFileNames: '[name].mjs' } },
    },
  })
  return join(outDir, `${basename(script, '.ts')}.mjs`)
}
