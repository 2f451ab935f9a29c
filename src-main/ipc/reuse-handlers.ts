import type { reuseMethods } from '@shared/exchange/reuse-contract'
import type { Services } from '../services'
import type { History } from '../history/history'
import type { IpcHandlers } from './handlers'

/** The calls about using an exchange again. */
export function reuseHandlers({ exchanges, localReady }: Services, history: History): Pick<IpcHandlers, keyof typeof reuseMethods> {
  return {
    'exchange.replay': async (request) => {
      await localReady
      return exchanges.replay(request)
    },
    'history.repeats': ({ exchangeId }) => history.repeatsOf(exchangeId),
  }
}
