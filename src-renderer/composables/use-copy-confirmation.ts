import { onBeforeUnmount, ref, type Ref } from 'vue'
import { useCopyText } from './copy-text'
import { useNotices } from './use-notices'

const CONFIRMED_MS = 1_500

/** Copies a text and says so for a moment; a failure becomes a notice. */
export function useCopyConfirmation(): { readonly isCopied: Readonly<Ref<boolean>>; readonly copy: (text: string) => Promise<void> } {
  const { showError } = useNotices()
  const copyText = useCopyText()
  const isCopied = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function copy(text: string): Promise<void> {
    try {
      await copyText(text)
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
