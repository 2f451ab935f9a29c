import { computed, ref, shallowRef, watch } from 'vue'
import type { DraftValues } from '@shared/descriptor/problems'
import type { EarlierUses } from '@shared/exchange/exchange'
import type { Profile } from '@shared/profile/profile'
import { findGatewayUrlProblem } from '@shared/protocol/gateway-url'
import { DOUBLE_PRESS_MS } from '../../composables/held-key'
import { call } from '../../ipc/client'
import { sameValues } from '../../stores/same-values'
import { useDraftStore } from '../../stores/use-draft-store'
import { useExchangesStore } from '../../stores/use-exchanges-store'
import { useProfilesStore } from '../../stores/use-profiles-store'
import { askedEnvironment } from '../guard/asked-environment'
import { NO_CONDITIONS, areMet, type Conditions } from '../guard/conditions'

/** What has to be put right in the profile before anything can be sent. */
export type Obstacle = 'no-profile' | 'gateway-url' | 'no-app-key' | 'no-secret' | 'locked' | 'unavailable'

/** What is asked or told above the send bar: about problems, or what else has to be decided first. Errors and that are asked about in one. */
export type ComposePanel = 'closed' | 'list' | 'confirm' | 'blocked' | 'conditions'

/** Sending the draft: what stands in its way, the one confirmation, and cancelling. */
export function useSending() {
  const draft = useDraftStore()
  const profiles = useProfilesStore()
  const exchanges = useExchangesStore()
  const panel = ref<ComposePanel>('closed')
  const conditions = shallowRef<Conditions>(NO_CONDITIONS)
  /** The name of the live environment as far as it was typed. */
  const typedName = ref('')
  let isAsking = false
  /** When something was sent last, by the clock of the page, and what the form held. */
  let lastSend: { readonly at: number; readonly values: DraftValues } = { at: -Infinity, values: {} }
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
    if (panel.value === 'conditions' || (panel.value === 'confirm' && conditions.value !== NO_CONDITIONS)) panel.value = 'closed'
  })

  /**
   * Whether keys are pressed so soon after a send that both are one intention. Nothing else would stop the second send: an answer
   * may be quicker than a hand, and an id that is made anew was never used before. Whoever typed something in between means another.
   */
  function isSamePress(): boolean {
    return performance.now() - lastSend.at < DOUBLE_PRESS_MS && sameValues(lastSend.values, draft.sentValues())
  }

  /** Sends, or shows what stands in the way. */
  async function attempt(): Promise<void> {
    if (exchanges.isSending || isAsking || profiles.selected === null) return
    draft.judge()
    draft.wasAttempted = true
    failure.value = null
    if (obstacle.value !== null) return
    if (blockingCount.value > 0) {
      panel.value = 'blocked'
      return
    }
    const found = await findConditions(profiles.selected)
    if (found === null) return
    conditions.value = found
    typedName.value = ''
    if (errorCount.value > 0) panel.value = 'confirm'
    else if (found !== NO_CONDITIONS) panel.value = 'conditions'
    else await send(false)
  }

  /** Null when they could not be found out; why is shown then. */
  async function findConditions(profile: Profile): Promise<Conditions | null> {
    isAsking = true
    try {
      const [uses, name] = await Promise.all([repeatedUses(profile), askedEnvironment(profile)])
      return uses === null && name === null ? NO_CONDITIONS : { uses, name }
    } catch (error) {
      failure.value = error
      return null
    } finally {
      isAsking = false
    }
  }

  /** Earlier uses of the id at this gateway (design, rule 5); null for none. At the local gateway nothing real is made twice: the warning is enough. */
  async function repeatedUses({ id, builtIn }: Profile): Promise<EarlierUses | null> {
    const { callerId } = draft
    if (builtIn || callerId === '') return null
    // Without a history nothing can be sent either, and sending says so.
    const uses = await call('history.uses', { profileId: id, operation: draft.operation.name, callerId }).catch(() => null)
    return uses === null || uses.count === 0 ? null : uses
  }

  /** Sends what was asked about. */
  function confirm(sendAnyway: boolean): Promise<void> {
    return areMet(conditions.value, typedName.value) ? send(sendAnyway) : Promise.resolve()
  }

  async function send(sendAnyway: boolean): Promise<void> {
    const profile = profiles.selected
    if (profile === null) return
    panel.value = 'closed'
    failure.value = null
    isCancelling.value = false
    lastSend = { at: performance.now(), values: draft.sentValues() }
    try {
      await exchanges.send({
        profileId: profile.id,
        ...draft.toSend(),
        sendAnyway,
        typedEnvironment: conditions.value.name === null ? null : typedName.value,
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

  return { panel, conditions, typedName, failure, obstacle, errorCount, blockingCount, isCancelling, isSamePress, attempt, confirm, cancel }
}
