import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import type { OwnVariables } from '@shared/variables/variables'
import { call, subscribe } from '../ipc/client'
import { useProfilesStore } from './use-profiles-store'

const NONE: OwnVariables = {}

/** What the variables of the chosen profile stand for, and the number it would give next. */
export const useVariablesStore = defineStore('variables', () => {
  const profiles = useProfilesStore()
  const ofProfile = ref<OwnVariables>(NONE)
  const nextSequence = ref('1')

  let underWay: Promise<void> | null = null

  watch(() => profiles.selected?.id, () => void refresh(), { immediate: true })
  // Every send may have taken a number; of many at once two questions are enough.
  subscribe('exchange.started', () => {
    underWay ??= refresh().finally(() => {
      underWay = null
      void refresh()
    })
  })

  /** What cannot be read is no reason to disturb: it is said where something is sent or saved. */
  async function refresh(): Promise<void> {
    const id = profiles.selected?.id
    if (id === undefined) return
    const found = await call('variables.read', { profileId: id }).catch(() => null)
    if (found === null || profiles.selected?.id !== id) return
    ofProfile.value = found.variables
    nextSequence.value = found.nextSequence
  }

  async function save(profileId: string, variables: OwnVariables): Promise<void> {
    const saved = await call('variables.save', { profileId, variables: { ...variables } })
    if (profiles.selected?.id === profileId) ofProfile.value = saved.variables
  }

  return { ofProfile, nextSequence, refresh, save }
})
