import { computed, ref, shallowRef, watch } from 'vue'
import { findGatewayUrlProblem } from '@shared/protocol/gateway-url'
import { useDraftStore } from '../../stores/use-draft-store'
import { useExchangesStore } from '../../stores/use-exchanges-store'
import { useProfilesStore } from '../../stores/use-profiles-store'

/** What has to be put right in the profile before anything can be sent. */
export const OBSTACLES = ['no-profile', 'gateway-url', 'no-app-key', 'no-secret', 'locked', 'unavailable'] as const
export type Obstacle = (typeof OBSTACLES)[number]

/** What the panel of problems is open for. */
export type ProblemPanelMode = 'closed' | 'list' | 'confirm' | 'blocked'

/** Sending the draft: what stands in its way, the one confirmation, and cancelling. */
export function useSending() {
  const draft = useDraftStore()
  const profiles = useProfilesStore()
  const exchanges = useExchangesStore()
  const panel = ref<ProblemPanelMode>('closed')
  const failure = shallowRef<unknown>(null)
  const isCancelling = ref(false)

  const obstacle = computed<Obstacle | null>(() => {
    const profile = profiles.selected
    if (profile === null) return profiles.isLoaded ? 'no-profile' : null
    // The built-in profile's address is filled in by main when it starts the gateway.
    if (!profile.builtIn && findGatewayUrlProblem(profile.gatewayUrl) !== null) return 'gateway-url'
    if (profile.appKey.trim() === '') return 'no-app-key'
    switch (profiles.statuses[profile.id]?.secret.state) {
      case 'nothing-stored':
        return 'no-secret'
      case 'locked':
        return 'locked'
      case 'unavailable':
        return 'unavailable'
      default:
        return null
    }
  })
  const errorCount = computed(() => draft.problems.filter(({ severity }) => severity === 'error').length)
  const blockingCount = computed(() => draft.problems.filter(({ severity }) => severity === 'blocking').length)

  // Once the last problem is mended there is nothing left to confirm.
  watch([errorCount, blockingCount], ([errors, blocking]) => {
    if (panel.value === 'confirm' && errors === 0) panel.value = 'closed'
    if (panel.value === 'blocked' && blocking === 0) panel.value = 'closed'
  })

  /** Sends, or shows what stands in the way. */
  async function attempt(): Promise<void> {
    if (exchanges.isSending || profiles.selected === null) return
    draft.judge()
    draft.wasAttempted = true
    failure.value = null
    if (obstacle.value !== null) return
    if (blockingCount.value > 0) panel.value = 'blocked'
    else if (errorCount.value > 0) panel.value = 'confirm'
    else await send(false)
  }

  async function send(sendAnyway: boolean): Promise<void> {
    const profile = profiles.selected
    if (profile === null) return
    panel.value = 'closed'
    failure.value = null
    isCancelling.value = false
    try {
      await exchanges.send({
        profileId: profile.id,
        operation: draft.operation.name,
        values: draft.sentValues(),
        format: draft.format,
        signMethod: draft.signMethod,
        sendAnyway,
      })
    } catch (error) {
      failure.value = error
      // What main refused may be news about the credentials: the obstacle then says what to do.
      await profiles.refreshStatus(profile.id).catch(() => undefined)
    }
  }

  async function cancel(): Promise<void> {
    isCancelling.value = true
    try {
      await exchanges.cancel()
    } catch (error) {
      failure.value = error
    } finally {
      isCancelling.value = false
    }
  }

  return { panel, failure, obstacle, errorCount, blockingCount, isCancelling, attempt, send, cancel }
}
