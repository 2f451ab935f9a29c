import { watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'
import { liveEnvironment } from '@shared/guard/production-guard'
import { useProfileName } from '../composables/use-profile-name'
import { useProfilesStore } from '../stores/use-profiles-store'

/** Keeps the window's title: a live environment stands in front, where it is read in a task bar, too. */
export function useWindowTitle(): void {
  const { t } = useI18n()
  const profiles = useProfilesStore()
  const profileName = useProfileName()

  watchEffect(() => {
    const profile = profiles.selected
    const application = t('app.documentTitle')
    const environment = liveEnvironment(profile)
    document.title =
      profile === null || environment === null
        ? application
        : `[${t(`profiles.environments.${environment}`).toLocaleUpperCase()}] ${profileName(profile)} – ${application}`
  })
}
