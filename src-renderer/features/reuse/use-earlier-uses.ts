import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { EarlierUses } from '@shared/exchange/exchange'
import type { IpcRequest } from '@shared/ipc/contract'
import { call } from '../../ipc/client'

// Long enough not to ask for every key of an id that is being typed.
const PAUSE_MS = 300

/** Earlier uses of an id, asked again a moment after the question changes; null while they are not known or there is no question. */
export function useEarlierUses(question: Readonly<Ref<IpcRequest<'history.uses'> | null>>, alsoWhen: () => unknown = () => null): Readonly<Ref<EarlierUses | null>> {
  const uses = shallowRef<EarlierUses | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let newestQuestion = 0

  async function ask(): Promise<void> {
    const mine = (newestQuestion += 1)
    const asked = question.value
    // A warning that cannot be had is no reason to disturb: whatever is wrong is said where it matters.
    const found = asked === null ? null : await call('history.uses', asked).catch(() => null)
    if (mine === newestQuestion) uses.value = found
  }

  watch(
    [question, alsoWhen],
    ([now], [before]) => {
      clearTimeout(timer)
      // What was found belongs to another id.
      if (now?.callerId !== before?.callerId) uses.value = null
      timer = setTimeout(() => void ask(), PAUSE_MS)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  return uses
}
