import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useNotices } from '../../composables/use-notices'
import { useSettingsStore } from '../../stores/use-settings-store'

/** Whether the name of a live environment is asked for with every send, and the change between that and once per run. */
export function useConfirmationSetting(): { readonly isEachTime: ComputedRef<boolean>; readonly toggle: () => Promise<void> } {
  const { t } = useI18n()
  const settings = useSettingsStore()
  const { orShowError, showDone } = useNotices()
  const isEachTime = computed(() => settings.settings.productionConfirmation === 'each-time')

  function toggle(): Promise<void> {
    return orShowError(change())
  }

  async function change(): Promise<void> {
    const productionConfirmation = isEachTime.value ? 'once-per-run' : 'each-time'
    await settings.save({ productionConfirmation })
    showDone(t(productionConfirmation === 'each-time' ? 'guard.setting.nowEachTime' : 'guard.setting.nowOncePerRun'))
  }

  return { isEachTime, toggle }
}
