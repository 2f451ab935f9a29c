import { ref, shallowRef, type Ref } from 'vue'
import type { Profile } from '@shared/profile/profile'
import type { Environment } from '@shared/protocol/gateway-url'
import { askedEnvironment } from '../guard/asked-environment'

/** Something that begins sending, and the question for the environment's name before it where one is asked. */
export interface LiveQuestion {
  /** The environment whose name has to be typed now; null while nothing is asked. */
  readonly asked: Readonly<Ref<Environment | null>>
  readonly typed: Ref<string>
  readonly isBusy: Readonly<Ref<boolean>>
  readonly failure: Ref<unknown>
  /** Begins at once, or asks first. */
  readonly begin: (profile: Profile | null) => Promise<void>
  /** Begins with the name that was typed. */
  readonly confirm: () => Promise<void>
  readonly cancel: () => void
}

/** Asks for the name of a live environment before `send`, which takes what was typed; null when nothing was asked. */
export function useLiveQuestion(send: (typedEnvironment: string | null) => Promise<void>): LiveQuestion {
  const asked = ref<Environment | null>(null)
  const typed = ref('')
  const isBusy = ref(false)
  const failure = shallowRef<unknown>(null)

  async function attempt(action: () => Promise<void>): Promise<void> {
    if (isBusy.value) return
    isBusy.value = true
    failure.value = null
    try {
      await action()
    } catch (error) {
      failure.value = error
    } finally {
      isBusy.value = false
    }
  }

  const begin = (profile: Profile | null): Promise<void> =>
    attempt(async () => {
      typed.value = ''
      // A profile that is gone cannot be asked about; main says what is missing.
      asked.value = profile === null ? null : await askedEnvironment(profile)
      if (asked.value === null) await send(null)
    })

  const confirm = (): Promise<void> =>
    attempt(async () => {
      await send(typed.value)
      asked.value = null
    })

  function cancel(): void {
    asked.value = null
    typed.value = ''
  }

  return { asked, typed, isBusy, failure, begin, confirm, cancel }
}
