import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Rolldown } from 'vite'

/**
 * Loads a module of this folder the way the program runs it, as one bundle.
 * The test runner makes every use of an import a call of a getter, which in the loops of a parser counts tenfold.
 */
export async function loadBundled<Module>(file: string): Promise<Module> {
  const root = resolve(import.meta.dirname, '..')
  const result = (await build({
    root,
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: { '@shared': join(root, 'src-shared') } },
    build: { write: false, minify: false, target: 'es2022', lib: { entry: join(root, 'bench', file), formats: ['es'] } },
  })) as Rolldown.RolldownOutput[]
  const folder = mkdtempSync(join(tmpdir(), 'lysession-bundle-'))
  try {
    const bundle = join(folder, 'bundle.mjs')
    writeFileSync(bundle, result[0]?.output[0].code ?? '')
    return (await import(/* @vite-ignore */ pathToFileURL(bundle).href)) as Module
  } finally {
    rmSync(folder, { recursive: true })
  }
}
