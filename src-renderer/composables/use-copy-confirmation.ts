import { onBeforeUnmount, ref, type Ref } from 'vue'
import { useCopyText } from './copy-text'
import { useNotices } from './use-notices'

const CONFIRMED_MS = 1_500

/** Copies a text, or does what copies where main has it, and says so for a moment; a failure becomes a notice. */
export function useCopyConfirmation(): { readonly isCopied: Readonly<Ref<boolean>>; readonly copy: (what: string | (() => Promise<unknown>)) => Promise<void> } {
  const { showError } = useNotices()
  const copyText = useCopyText()
  const isCopied = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function copy(what: string | (() => Promise<unknown>)): Promise<void> {
    try {
      await (typeof what === 'string' ? copyText(what) : what())
      isCopied.value = true
      clearTimeout(timer)
      timer = setTimeout(() => (isCopied.value = false), CONFIRMED_MS)
    } catch (error) {
      showError(error)
    }
  }
  onBeforeUnmount(() => clearTimeout(timer))
  return { isCopied, copy }
}
