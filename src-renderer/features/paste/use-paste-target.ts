import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { decodeText } from '@shared/exchange/charset'
import { isInDialog } from '../../composables/in-dialog'
import { useNotices } from '../../composables/use-notices'
import { useDraftStore } from '../../stores/use-draft-store'
import { isClearly } from './pasted-plan'
import { readPasted } from '@shared/import/read-pasted'
import { usePasteStore } from './use-paste-store'

/** Largest file that is read, in bytes. */
const LARGEST_FILE = 20_971_520
/** Longest text that went into a field and is still looked at, in UTF-16 units: every paste waits for it. */
const LONGEST_LOOKED_AT = 200_000

/** Reads a file as text into the paste dialog, whatever charset it is in; a file that is too large is refused with a notice. */
export function useFileReading(): (file: File) => Promise<void> {
  const { t } = useI18n()
  const paste = usePasteStore()
  const { showDone } = useNotices()
  return async (file) => {
    if (file.size > LARGEST_FILE) {
      showDone(t('paste.fileTooLarge', { name: file.name }))
      return
    }
    paste.isReadingFile = true
    try {
      const { text } = decodeText(new Uint8Array(await file.arrayBuffer()), null)
      paste.open(text, file.name)
    } catch {
      // It went away, or may not be read.
      showDone(t('paste.fileUnreadable', { name: file.name }))
    } finally {
      paste.isReadingFile = false
    }
  }
}

/** Takes what is pasted outside of a text field, and what is dropped onto the form. Answers whether something that could be dropped is above it. */
export function usePasteTarget(target: Readonly<Ref<HTMLElement | null>>): { readonly isDropping: Readonly<Ref<boolean>> } {
  const paste = usePasteStore()
  const draft = useDraftStore()
  const { t } = useI18n()
  const { showDone } = useNotices()
  const readFile = useFileReading()
  const isDropping = ref(false)

  function onPaste(event: ClipboardEvent): void {
    if (event.defaultPrevented || isInDialog(event.target)) return
    const field = editableOf(event.target)
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (text.trim() === '') {
      if (field === null && !isEditor(event.target) && readFirst(event.clipboardData?.files)) event.preventDefault()
      return
    }
    if (field !== null) {
      if (target.value?.contains(field) === true && field.value === '') offer(text)
    } else if (!isEditor(event.target)) {
      // Outside of what can be written in, the form is the one thing a text can be meant for.
      event.preventDefault()
      paste.open(text)
    }
  }

  /** What was pasted goes into the field all the same. */
  function offer(text: string): void {
    paste.offered = null
    if (text.length > LONGEST_LOOKED_AT) return
    const pasted = readPasted(text, draft.operation)
    if (pasted.ok && isClearly(pasted)) paste.offered = text
  }

  /** A form is filled from one request: of several files the first is read. Answers whether there was one. */
  function readFirst(files: FileList | undefined): boolean {
    const file = files?.[0]
    if (file === undefined) return false
    if (files !== undefined && files.length > 1) showDone(t('paste.firstFileOnly', { name: file.name, count: files.length }))
    void readFile(file)
    return true
  }

  const isDroppable = (event: DragEvent): boolean =>
    event.dataTransfer !== null && (event.dataTransfer.types.includes('Files') || (event.dataTransfer.types.includes('text/plain') && editableOf(event.target) === null))

  function onDragOver(event: DragEvent): void {
    if (!isDroppable(event)) return
    event.preventDefault()
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy'
    isDropping.value = true
  }

  function onDragLeave(event: DragEvent): void {
    if (!(event.relatedTarget instanceof Node) || target.value?.contains(event.relatedTarget) !== true) isDropping.value = false
  }

  function onDrop(event: DragEvent): void {
    isDropping.value = false
    if (!isDroppable(event)) return
    event.preventDefault()
    const text = event.dataTransfer?.getData('text/plain') ?? ''
    if (!readFirst(event.dataTransfer?.files) && text.trim() !== '') paste.open(text)
  }

  const handlers = { dragover: onDragOver, dragleave: onDragLeave, drop: onDrop } as const
  onMounted(() => {
    window.addEventListener('paste', onPaste)
    for (const [name, handler] of Object.entries(handlers)) target.value?.addEventListener(name as keyof typeof handlers, handler)
  })
  // The listeners of the form go with it.
  onBeforeUnmount(() => window.removeEventListener('paste', onPaste))
  return { isDropping }
}

function editableOf(target: EventTarget | null): HTMLInputElement | HTMLTextAreaElement | null {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : null
}

function isEditor(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.isContentEditable
}
