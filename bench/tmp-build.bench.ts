import { it } from 'vitest'
import { builtScript } from './built-script'
it('builds', async () => { console.log(await builtScript('import/tmp.ts')) })
