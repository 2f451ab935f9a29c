import { nextTick } from 'vue'
import { findOperation } from '@shared/catalog'
import { AppError } from '@shared/errors'
import type { ShownExchange } from '@shared/exchange/exchange'
import { profileChange } from '@shared/exchange/replay'
import { sentParameters } from '@shared/exchange/sent-parameters'
import { readDraft } from '@shared/import/draft-values'
import { useNotices } from '../../composables/use-notices'
import { call } from '../../ipc/client'
import { useDraftStore } from '../../stores/use-draft-store'
import { useExchangesStore } from '../../stores/use-exchanges-store'
import { useProfilesStore } from '../../stores/use-profiles-store'
import { useReplayStore } from './use-replay-store'

/** What can be done with a kept exchange again, by its id; nothing here sends by itself. */
export function useReuse() {
  const draft = useDraftStore()
  const exchanges = useExchangesStore()
  const profiles = useProfilesStore()
  const replays = useReplayStore()
  const { orShowError } = useNotices()

  async function read(exchangeId: string): Promise<ShownExchange> {
    return exchanges.selected?.id === exchangeId ? exchanges.selected : call('history.read', { exchangeId })
  }

  /**
   * Puts everything the request held into the form, and chooses profile, format and sign method as they were. What cannot
   * come along is told by the draft's origin; what was in the form can be brought back.
   */
  function loadIntoForm(exchangeId: string): Promise<void> {
    return orShowError(load(exchangeId))
  }

  async function load(exchangeId: string): Promise<void> {
    const exchange = await read(exchangeId)
    const operation = findOperation(exchange.operation)
    if (operation === null) throw new AppError('operation.unknown')
    const profile = profiles.find(exchange.profileId)
    const change = profileChange(exchange, profile)
    if (change === null) await profiles.select(exchange.profileId)
    // A change of profile brings its own method and format along.
    await nextTick()
    // A marker in the place of a value is no value.
    const { masked } = exchange.request
    const parameters = sentParameters(exchange.request)
    const { values, leftOut, ...losses } = readDraft(operation, parameters.filter(({ name }) => !masked.includes(name)))
    const lost = masked.filter((name) => operation.request.some((field) => field.name === name))
    const { startedAt, callerId } = exchange
    draft.load(exchange.operation, values, {
      exchangeId, startedAt, callerId, values, profileChange: change, profileName: exchange.profileName, losses: { ...losses, leftOut: [...leftOut, ...lost] },
    })
    draft.signMethod = exchange.signMethod
    draft.format = exchange.format
    draft.jumpTo(operation.identity.callerId)
  }

  /** Opens the dialog that shows what would go where; sending is decided there. */
  function replay(exchangeId: string): Promise<void> {
    return orShowError(read(exchangeId).then((exchange) => replays.open(exchange)))
  }

  return { loadIntoForm, replay }
}
