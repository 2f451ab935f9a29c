import { inject, type InjectionKey } from 'vue'

/** How text gets to the clipboard; the page itself has no access to it. */
export type CopyText = (text: string) => Promise<void>

export const copyTextKey: InjectionKey<CopyText> = Symbol('copyText')

/** The way to the clipboard that the app provides. */
export function useCopyText(): CopyText {
  const copyText = inject(copyTextKey)
  if (copyText === undefined) throw new Error('nothing provides copyTextKey')
  return copyText
}
