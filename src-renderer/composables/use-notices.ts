import { shallowReadonly, shallowRef, type Ref } from 'vue'

/** A short message at the edge of the window: something failed, or something small was done. */
export interface Notice {
  readonly id: number
  readonly kind: 'error' | 'done' | 'offer'
  /** The error to word, or the text itself. */
  readonly content: unknown
  /** What an offer is about: something that can be done now, and not for ever. */
  readonly action?: NoticeAction
}

/** A button of a notice; the notice goes when it is pressed. */
export interface NoticeAction {
  readonly label: string
  readonly run: () => void
}

const DONE_SHOWN_MS = 2_500
const OFFER_SHOWN_MS = 30_000
const MAX_NOTICES = 4

// One list for the page: a notice may be raised far from the component that shows it.
const notices = shallowRef<readonly Notice[]>([])
let nextId = 1

/** Raises and dismisses notices; errors stay until dismissed, the rest goes by itself. */
export function useNotices(): {
  readonly notices: Readonly<Ref<readonly Notice[]>>
  readonly showError: (error: unknown) => void
  readonly showDone: (text: string) => void
  /** Shows a text with something to do about it, until it is dismissed or 30 seconds have passed; answers its id. */
  readonly showOffer: (text: string, action: NoticeAction) => number
  readonly dismiss: (id: number) => void
  readonly orShowError: (promise: Promise<unknown>) => Promise<void>
} {
  return { notices: shallowReadonly(notices), showError, showDone, showOffer, dismiss, orShowError }
}

function showError(error: unknown): void {
  add('error', error)
}

function showDone(text: string): void {
  const id = add('done', text)
  setTimeout(() => dismiss(id), DONE_SHOWN_MS)
}

function showOffer(text: string, action: NoticeAction): number {
  const id = add('offer', text, action)
  setTimeout(() => dismiss(id), OFFER_SHOWN_MS)
  return id
}

function dismiss(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id)
}

/** Waits, and shows the error where nobody else would. */
async function orShowError(promise: Promise<unknown>): Promise<void> {
  try {
    await promise
  } catch (error) {
    showError(error)
  }
}

function add(kind: Notice['kind'], content: unknown, action?: NoticeAction): number {
  const id = nextId++
  notices.value = [...notices.value, { id, kind, content, ...(action === undefined ? {} : { action }) }].slice(-MAX_NOTICES)
  return id
}
