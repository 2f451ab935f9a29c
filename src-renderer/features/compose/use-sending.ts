import { computed, ref, shallowRef, watch } from 'vue'
import type { EarlierUses } from '@shared/exchange/exchange'
import type { Profile } from '@shared/profile/profile'
import { findGatewayUrlProblem } from '@shared/protocol/gateway-url'
import { call } from '../../ipc/client'
import { useDraftStore } from '../../stores/use-draft-store'
import { useExchangesStore } from '../../stores/use-exchanges-store'
import { useProfilesStore } from '../../stores/use-profiles-store'

/** What has to be put right in the profile before anything can be sent. */
export const OBSTACLES = ['no-profile', 'gateway-url', 'no-app-key', 'no-secret', 'locked', 'unavailable'] as const
export type Obstacle = (typeof OBSTACLES)[number]

/** What is asked or told above the send bar: about problems, or about an id that was used before. */
export type ComposePanel = 'closed' | 'list' | 'confirm' | 'blocked' | 'repeat'

/** Sending the draft: what stands in its way, the one confirmation, and cancelling. */
export function useSending() {
  const draft = useDraftStore()
  const profiles = useProfilesStore()
  const exchanges = useExchangesStore()
  const panel = ref<ComposePanel>('closed')
  /** Earlier uses of the id that is about to be sent, when they have to be confirmed. */
  const knownUses = shallowRef<EarlierUses | null>(null)
  let isAsking = false
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

  // What was asked about is not what would be sent any more.
  watch([() => draft.callerId, () => profiles.selected?.id, () => draft.operation], () => {
    if (panel.value === 'repeat') panel.value = 'closed'
  })

  /** Sends, or shows what stands in the way. */
  async function attempt(): Promise<void> {
    if (exchanges.isSending || isAsking || profiles.selected === null) return
    draft.judge()
    draft.wasAttempted = true
    failure.value = null
    if (obstacle.value !== null) return
    if (blockingCount.value > 0) panel.value = 'blocked'
    else if (errorCount.value > 0) panel.value = 'confirm'
    else if (await isRepeated(profiles.selected)) panel.value = 'repeat'
    else await send(false)
  }

  /** Whether the id was used at this gateway before (design, rule 5). At the local gateway nothing real is made twice: the warning is enough. */
  async function isRepeated({ id, builtIn }: Profile): Promise<boolean> {
    if (builtIn || draft.callerId === '') return false
    isAsking = true
    try {
      knownUses.value = await call('history.uses', { profileId: id, operation: draft.operation.name, callerId: draft.callerId })
      return knownUses.value.count > 0
    } catch {
      // Without a history nothing can be sent either, and sending says so.
      return false
    } finally {
      isAsking = false
    }
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
        variables: draft.template?.variables ?? {},
        format: draft.format,
        signMethod: draft.signMethod,
        sendAnyway,
        parentId: draft.origin?.exchangeId ?? null,
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

  return { panel, knownUses, failure, obstacle, errorCount, blockingCount, isCancelling, attempt, send, cancel }
}
