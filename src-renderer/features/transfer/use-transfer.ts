import { shallowReadonly, shallowRef, type Ref } from 'vue'
import type { Selection } from '@shared/history/history-contract'

/** What the export dialog was opened for: some exchanges and how many they are, where that is known; null for whatever is on view. */
export interface ExportSubject {
  readonly selection: Selection
  readonly count: number | null
}

type OpenDialog = { readonly kind: 'export'; readonly subject: ExportSubject | null } | { readonly kind: 'import' }

// One dialog for the page: it may be opened far from where it is shown.
const dialog = shallowRef<OpenDialog | null>(null)

/** Opens and closes the dialogs of export and import, from anywhere. */
export function useTransfer(): {
  readonly dialog: Readonly<Ref<OpenDialog | null>>
  /** Asks how to export a selection; `count` is how many it means, where that is known. */
  readonly exportSelection: (selection: Selection, count?: number | null) => void
  /** Asks what to export, too. */
  readonly exportSomething: () => void
  readonly startImport: () => void
  readonly close: () => void
} {
  return { dialog: shallowReadonly(dialog), exportSelection, exportSomething, startImport, close }
}

function exportSelection(selection: Selection, count: number | null = null): void {
  const named = selection.kind === 'exchanges' ? selection.exchangeIds.length : count
  dialog.value = { kind: 'export', subject: { selection, count: named } }
}

function exportSomething(): void {
  dialog.value = { kind: 'export', subject: null }
}

function startImport(): void {
  dialog.value = { kind: 'import' }
}

function close(): void {
  dialog.value = null
}
