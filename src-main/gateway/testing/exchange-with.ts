import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { exampleValues } from '@shared/descriptor/example'
import { businessParameters } from '@shared/descriptor/serialise'
import type { ExchangeSummary } from '@shared/exchange/exchange'
import { NEW_PROFILE, type Profile } from '@shared/profile/profile'
import type { Format } from '@shared/protocol/parameters'
import { InlineReader } from '../../documents/inline-reader'
import { performExchange } from '../../exchange/perform-exchange'
import type { History } from '../../history/history'
import { sendOverHttp } from '../../transport/http-transport'
import { APP_KEY, SECRET } from './call'

/** What a test chooses of an exchange. */
interface Choices {
  readonly gatewayUrl: string
  readonly history: History
  readonly format: Format
  /** The sid. */
  readonly callerId: string
  readonly limits?: Partial<Profile['limits']>
}

/** One exchange of the example as the console makes it, over the real transport. */
export async function exchangeWith({ gatewayUrl, history, format, callerId, limits = {} }: Choices): Promise<ExchangeSummary> {
  const profile: Profile = {
    ...NEW_PROFILE,
    id: 'test',
    name: 'Test',
    builtIn: false,
    environment: 'local',
    gatewayUrl,
    appKey: APP_KEY,
    format,
    limits: { ...NEW_PROFILE.limits, ...limits },
  }
  return performExchange(
    {
      operation,
      businessParameters: businessParameters(operation, { ...exampleValues(operation), [operation.identity.callerId]: callerId }),
      publicParameters: null,
      callerId,
      subject: 'testUid',
      parentId: null,
      batch: null,
      profile,
      gatewayUrl,
      secret: SECRET,
      session: null,
      certificateAuthority: null,
      signal: new AbortController().signal,
    },
    {
      history,
      documents: new InlineReader((exchangeId, half) => history.readHalf(exchangeId, half)),
      transport: sendOverHttp,
      now: Date.now,
      userAgent: 'test',
      onStarted: () => undefined,
      onUnrecorded: () => undefined,
      onUnread: () => undefined,
    },
  )
}
