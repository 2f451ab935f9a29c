import { build } from 'vite'
import { builtinModules } from 'node:module'
const ROOT='/tmp/w/engine'
await build({ configFile:false, logLevel:'error', resolve:{alias:{'@shared':ROOT+'/src-shared'},conditions:['node']}, build:{ssr:ROOT+'/bench/history/generate.ts',target:'node20.18',outDir:ROOT+'/out/bench/scripts',emptyOutDir:false,rollupOptions:{external:[...builtinModules,/^node:/,'@photostructure/sqlite','zod','fontoxpath'],output:{format:'es',entryFileNames:'[name].mjs'}}}})
