import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { IpcRequest } from '@shared/ipc/contract'
import { useDraftStore } from '../../stores/use-draft-store'
import { useProfilesStore } from '../../stores/use-profiles-store'

/** The draft the dry run dialog is open for. */
export const useDryRunStore = defineStore('dry-run', () => {
  const draft = useDraftStore()
  const profiles = useProfilesStore()
  const request = shallowRef<IpcRequest<'exchange.rehearse'> | null>(null)

  /** Opens it for what the form holds now; does nothing without a profile. */
  function open(): void {
    if (profiles.selected === null) return
    const { operation, format, signMethod } = draft
    request.value = { profileId: profiles.selected.id, operation: operation.name, values: draft.sentValues(), format, signMethod }
  }

  function close(): void {
    request.value = null
  }

  return { request, open, close }
})
