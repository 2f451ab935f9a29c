import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { CredentialKind, CredentialStatuses, Profile, ProfileSettings } from '@shared/profile/profile'
import { call } from '../ipc/client'
import { useAppStore } from './use-app-store'
import { useSettingsStore } from './use-settings-store'

/** Where the profile dialog opens, so that a message elsewhere can lead straight to what is missing. */
export type ProfileSection = 'name' | 'gateway-url' | 'app-key' | 'secret' | 'session'

/** What the profile dialog is open for; a `profileId` of null means a new profile. */
export interface ProfileDialogRequest {
  readonly profileId: string | null
  readonly section: ProfileSection
}

/** The profiles, the chosen one, and what is known of their credentials. No credential is ever in here. */
export const useProfilesStore = defineStore('profiles', () => {
  const settings = useSettingsStore()
  const app = useAppStore()
  const profiles = ref<readonly Profile[]>([])
  const statuses = ref<Readonly<Record<string, CredentialStatuses>>>({})
  const isLoaded = ref(false)
  const dialog = ref<ProfileDialogRequest | null>(null)

  const selected = computed<Profile | null>(() => find(settings.settings.profileId) ?? profiles.value[0] ?? null)

  // The states of credentials change with the profile and with the keychain that holds them.
  watch([() => selected.value?.id, () => app.keychain], ([id]) => {
    if (id !== undefined) void refreshStatus(id).catch(() => forgetStatus(id))
  })

  function find(id: string | null): Profile | null {
    return profiles.value.find((profile) => profile.id === id) ?? null
  }

  async function load(): Promise<void> {
    profiles.value = (await call('profile.list', {})).profiles
    isLoaded.value = true
  }

  async function select(id: string): Promise<void> {
    await settings.save({ profileId: id })
  }

  async function refreshStatus(id: string): Promise<void> {
    putStatus(id, await call('credential.status', { profileId: id }))
  }

  async function create(profile: ProfileSettings): Promise<Profile> {
    const created = await call('profile.create', profile)
    profiles.value = [...profiles.value, created]
    return created
  }

  async function update(id: string, changed: ProfileSettings): Promise<Profile> {
    const updated = await call('profile.update', { profileId: id, settings: changed })
    profiles.value = profiles.value.map((profile) => (profile.id === id ? updated : profile))
    return updated
  }

  async function duplicate(id: string, name: string): Promise<Profile> {
    const copy = await call('profile.duplicate', { profileId: id, name })
    profiles.value = [...profiles.value, copy]
    return copy
  }

  async function remove(id: string): Promise<void> {
    await call('profile.delete', { profileId: id })
    profiles.value = profiles.value.filter((profile) => profile.id !== id)
    forgetStatus(id)
  }

  async function saveCredential(id: string, kind: CredentialKind, value: string, keep: 'keychain' | 'this-run'): Promise<void> {
    putStatus(id, await call('credential.save', { profileId: id, kind, value, keep }))
  }

  async function removeCredential(id: string, kind: CredentialKind): Promise<void> {
    putStatus(id, await call('credential.remove', { profileId: id, kind }))
  }

  function putStatus(id: string, status: CredentialStatuses): void {
    statuses.value = { ...statuses.value, [id]: status }
  }

  function forgetStatus(id: string): void {
    statuses.value = Object.fromEntries(Object.entries(statuses.value).filter(([key]) => key !== id))
  }

  function openDialog(request: ProfileDialogRequest): void {
    dialog.value = request
  }

  return {
    profiles,
    statuses,
    isLoaded,
    dialog,
    selected,
    find,
    load,
    select,
    refreshStatus,
    create,
    update,
    duplicate,
    remove,
    saveCredential,
    removeCredential,
    openDialog,
  }
})
