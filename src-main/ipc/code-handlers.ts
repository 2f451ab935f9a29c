import { basename } from 'node:path'
import type { codeMethods } from '@shared/codegen/code-contract'
import { writeWhole } from '../documents/save'
import type { Desktop } from './console-handlers'
import type { IpcHandlers } from './handlers'

/** The calls about code samples. */
export function codeHandlers({ chooseFileToSave }: Pick<Desktop, 'chooseFileToSave'>): Pick<IpcHandlers, keyof typeof codeMethods> {
  return {
    'code.save': async ({ fileName, text }) => {
      const file = await chooseFileToSave(fileName)
      if (file === null) return { fileName: null }
      await writeWhole(file, [new TextEncoder().encode(text)])
      return { fileName: basename(file) }
    },
  }
}
