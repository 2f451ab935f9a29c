import { useI18n } from 'vue-i18n'
import { LOCAL_PROFILE_ID } from '@shared/profile/profile'

/** Names a profile for the user: the built-in one in the language of the window, any other as its owner named it. */
export function useProfileName(): (profile: { readonly id: string; readonly name: string }) => string {
  const { t } = useI18n()
  return ({ id, name }) => (id === LOCAL_PROFILE_ID ? t('profiles.localName') : name)
}
