import { computed, onScopeDispose, reactive, ref, shallowRef } from 'vue'
import { AppError } from '@shared/errors'
import type { CredentialKind, Profile } from '@shared/profile/profile'
import { GATEWAY_URLS, type Environment } from '@shared/protocol/gateway-url'
import { useProfileName } from '../../composables/use-profile-name'
import { useAppStore } from '../../stores/use-app-store'
import { useProfilesStore } from '../../stores/use-profiles-store'
import { createEntry, emptyEntry, keepOf, problemOfEntry } from './credential-entry'
import { findFormProblems, formOf, isAddressEditable, settingsOf, type FormProblem, type ProfileForm } from './profile-form'

/** What a save achieved before it failed, so that the user is told exactly. */
export interface PartialSave {
  readonly areSettingsSaved: boolean
  readonly saved: readonly CredentialKind[]
  readonly notSaved: readonly CredentialKind[]
  readonly error: unknown
}

/** State of the profile dialog: one form, two credentials, and one save that does both in order. */
export function useProfileDialog(profileId: string | null) {
  const profiles = useProfilesStore()
  const app = useAppStore()
  const profileName = useProfileName()
  // Once a new profile's settings are saved, the dialog goes on editing that profile.
  const editedId = ref(profileId)
  const profile = computed<Profile | null>(() => profiles.find(editedId.value))
  const isBuiltIn = computed(() => profile.value?.builtIn ?? false)
  const form = reactive<ProfileForm>(formOf(profile.value))
  // Main keeps the built-in profile's own name whatever is saved; here it is only shown.
  if (profile.value !== null) form.name = profileName(profile.value)
  const entries = { secret: createEntry('secret'), session: createEntry('session') }
  const isSaving = ref(false)
  const wasAttempted = ref(false)
  const outcome = shallowRef<PartialSave | null>(null)
  // What was typed for custom survives a look at another environment.
  const typedUrl = ref(isAddressEditable(form.environment, isBuiltIn.value) ? form.gatewayUrl : '')

  const takenNames = computed(() => profiles.profiles.filter(({ id }) => id !== editedId.value).map(({ name }) => name))
  const problems = computed(() => findFormProblems(form, takenNames.value, isBuiltIn.value))
  const isAddressOpen = computed(() => isAddressEditable(form.environment, isBuiltIn.value))
  const statuses = computed(() => (editedId.value === null ? undefined : profiles.statuses[editedId.value]))

  /** What to say at an entry now: emptiness is only a fault once a save was tried. */
  function problemAt(entry: keyof ProfileForm): FormProblem | null {
    const problem = problems.value[entry] ?? null
    const isUntouched = !wasAttempted.value && (form[entry] === '' || form[entry] === null)
    return isUntouched ? null : problem
  }

  function chooseEnvironment(environment: Environment): void {
    if (isAddressOpen.value) typedUrl.value = form.gatewayUrl
    form.environment = environment
    form.gatewayUrl = GATEWAY_URLS[environment] ?? typedUrl.value
  }

  /** Saves the settings, then the credentials. Tells whether all of it worked. */
  async function save(): Promise<boolean> {
    wasAttempted.value = true
    outcome.value = null
    const filled = Object.values(entries).filter(({ text }) => text !== '')
    if (isSaving.value || Object.keys(problems.value).length > 0 || filled.some((entry) => problemOfEntry(entry) !== null)) return false
    isSaving.value = true
    const saved: CredentialKind[] = []
    let areSettingsSaved = false
    try {
      const id = await saveSettings()
      areSettingsSaved = true
      for (const entry of filled) {
        await profiles.saveCredential(id, entry.kind, entry.text, keepOf(entry, app.keychain))
        // SECURITY: main has it now, so the page keeps nothing of it (design, rule 3).
        emptyEntry(entry)
        saved.push(entry.kind)
      }
      return true
    } catch (error) {
      const notSaved = filled.map(({ kind }) => kind).filter((kind) => !saved.includes(kind))
      outcome.value = { areSettingsSaved, saved, notSaved, error }
      if (error instanceof AppError && error.code.startsWith('keychain.')) await app.checkKeychain().catch(() => undefined)
      return false
    } finally {
      isSaving.value = false
    }
  }

  async function saveSettings(): Promise<string> {
    const settings = settingsOf(form)
    if (editedId.value !== null) return (await profiles.update(editedId.value, settings)).id
    const created = await profiles.create(settings)
    editedId.value = created.id
    await profiles.select(created.id)
    return created.id
  }

  async function removeCredential(kind: CredentialKind): Promise<void> {
    if (editedId.value !== null) await profiles.removeCredential(editedId.value, kind)
  }

  // SECURITY: a dialog that is closed without saving leaves nothing behind either.
  onScopeDispose(() => Object.values(entries).forEach(emptyEntry))

  return {
    profile,
    isBuiltIn,
    form,
    entries,
    statuses,
    isSaving,
    outcome,
    isAddressOpen,
    problems,
    problemAt,
    chooseEnvironment,
    save,
    removeCredential,
  }
}

/** Everything the parts of the dialog share. */
export type ProfileDialogModel = ReturnType<typeof useProfileDialog>
