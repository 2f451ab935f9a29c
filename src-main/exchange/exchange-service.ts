import { operationNamed } from '@shared/catalog'
import type { DraftValues, Problem } from '@shared/descriptor/problems'
import { businessParameters } from '@shared/descriptor/serialise'
import { AppError } from '@shared/errors'
import type { DryRun } from '@shared/exchange/dry-run-contract'
import type { EarlierUses, ExchangeStart, ExchangeSummary, ShownExchange } from '@shared/exchange/exchange'
import type { CredentialKind, Profile } from '@shared/profile/profile'
import type { Format, SignMethod } from '@shared/protocol/parameters'
import { findDraftProblems } from '@shared/variables/draft-problems'
import type { Expansion, OwnVariables } from '@shared/variables/variables'
import type { Credentials } from '../credentials/credentials'
import type { DocumentReader } from '../documents/reader'
import type { ProductionGuard } from '../guard/production-guard'
import type { UsedGateway } from '../history/history'
import type { Profiles } from '../profiles/profiles'
import type { DraftExpander, TypedDraft } from './draft-expander'
import { performExchange, requestOf, type ExchangeTools, type OrderContent, type OrderSecrets } from './perform-exchange'
import { profileAsThen, replayOrder } from './replay-order'

/** What the form holds and how it is to be sent. */
export interface DraftToSend {
  readonly profileId: string
  readonly operation: string
  /** As they were typed; variables in them are expanded here. */
  readonly values: DraftValues
  /** Variables of the template the form was filled from. */
  readonly variables?: OwnVariables
  readonly format: Format
  readonly signMethod: SignMethod
}

/** What the page asks to send. */
export interface SendRequest extends DraftToSend {
  readonly sendAnyway: boolean
  /** The exchange the form was loaded from. */
  readonly parentId?: string | null
  /** The name of the live environment as it was typed. */
  readonly typedEnvironment?: string | null
}

/** What a batch has sent for one of its rows. */
export interface RowRequest extends Pick<SendRequest, 'operation' | 'values' | 'format' | 'signMethod'> {
  /** As it was when the batch was begun: what was confirmed for one gateway is not sent to another. */
  readonly profile: Profile
  readonly batch: NonNullable<ExchangeStart['batch']>
  /** What is kept for the profile; each row asks the keychain for its value. */
  readonly stored: readonly CredentialKind[]
  /** Told as soon as it is known how the exchange ended; the answer comes when that is kept. */
  readonly onEnded: (summary: ExchangeSummary) => void
}

/** What the page asks to send again. */
export interface ReplayRequest {
  readonly exchangeId: string
  /** Null sends with the profile of then. */
  readonly profileId: string | null
  /** How many earlier uses of its id the user knows of. */
  readonly toldUses: number
  /** The name of the live environment as it was typed. */
  readonly typedEnvironment?: string | null
}

interface ServiceTools extends ExchangeTools {
  readonly documents: Pick<DocumentReader, 'receive' | 'judge' | 'receiveAndJudge' | 'textStart'>
  readonly profiles: Profiles
  readonly credentials: Credentials
  readonly guard: Pick<ProductionGuard, 'admit'>
  readonly drafts: DraftExpander
  /** Address of the embedded gateway for its profile, started if nobody stopped it. */
  readonly localGatewayUrl: () => Promise<string>
  readonly onFinished: (summary: ExchangeSummary) => void
}

/** Sends what the form holds or what was sent before, cancels it, and reads what was kept. */
export class ExchangeService {
  private readonly inFlight = new Map<string, { controller: AbortController; ended: Promise<void> }>()

  private isEnding = false
  /** Epoch milliseconds. */
  private readonly since: number

  constructor(private readonly tools: ServiceTools) {
    this.since = tools.now()
  }

  /** Resolves when the exchange has ended. @throws AppError before anything is sent */
  async send({ sendAnyway, parentId = null, typedEnvironment = null, ...draft }: SendRequest): Promise<ExchangeSummary> {
    const profile = await this.tools.profiles.get(draft.profileId)
    // Before the draft is expanded: what is not let through takes no number.
    await this.tools.guard.admit(profile, typedEnvironment)
    const content = contentOf(draft, profile, await this.tools.drafts.expand(typed(draft)), sendAnyway)
    return this.perform({ ...content, parentId })
  }

  /** Sends a row of a batch, whose problems and environment were looked at before it was begun. @throws AppError before anything is sent */
  async sendRow({ profile, batch, stored, onEnded, ...request }: RowRequest): Promise<ExchangeSummary> {
    const { values } = request
    // Variables were expanded for the batch; what stands in braces now is data.
    return this.perform({ ...contentOf(request, profile, { values, problems: [] }, true), batch }, { stored, onEnded })
  }

  /**
   * Builds and signs what a send in spite of problems would put on the wire now; nothing is recorded and nothing leaves.
   * The session token is a marker, as in the history. @throws AppError as `send` does
   */
  async dryRun(draft: DraftToSend): Promise<DryRun> {
    const profile = await this.tools.profiles.get(draft.profileId)
    const content = contentOf(draft, profile, await this.tools.drafts.preview(typed(draft)), true)
    const secrets = await this.secretsFor(profile)
    const timestampMs = this.tools.now()
    const { stored, sizeBytes } = requestOf({ ...content, ...secrets }, timestampMs, this.tools.userAgent)
    return { operation: content.operation.name, gatewayUrl: secrets.gatewayUrl, timestampMs, request: stored, sizeBytes }
  }

  /**
   * Sends the request of a kept exchange again, value by value as it was; only what every request has of its own is new.
   * @throws AppError `replay.*` and whatever `send` throws, before anything is sent
   */
  async replay({ exchangeId, profileId, toldUses, typedEnvironment = null }: ReplayRequest): Promise<ExchangeSummary> {
    const exchange = await this.tools.history.outline(exchangeId)
    const profile = profileId === null ? profileAsThen(exchange, await this.tools.profiles.list()) : await this.tools.profiles.get(profileId)
    const order = replayOrder(exchange, profile)
    const { count } = await this.uses({ profileId: profile.id, operation: exchange.operation, callerId: exchange.callerId })
    // Somebody sent it in the meantime: whoever decided to repeat it did not know that.
    if (count > toldUses) throw new AppError('replay.used-again', { count: String(count) })
    await this.tools.guard.admit(profile, typedEnvironment)
    return this.perform(order)
  }

  /** Exchanges of this console with that id at the profile's gateway that may have had an effect. @throws AppError `profile.unknown` */
  async uses({ profileId, operation, callerId }: { profileId: string; operation: string; callerId: string }): Promise<EarlierUses> {
    if (callerId === '') return { count: 0, newest: null }
    return this.tools.history.earlierUses({ operation, callerId, ...this.gatewayOf(await this.tools.profiles.get(profileId)) })
  }

  /** Where a profile leads, as the history knows it: the embedded gateway keeps its sessions as long as the program runs, on whatever port it listens. */
  gatewayOf({ id, builtIn, gatewayUrl }: Profile): UsedGateway {
    return builtIn ? { profileId: id, since: this.since } : { gatewayUrl }
  }

  private async secretsFor(profile: Profile, stored?: readonly CredentialKind[]): Promise<OrderSecrets> {
    if (profile.appKey.trim() === '') throw new AppError('profile.app-key-missing')
    const { secret, session } = await this.tools.credentials.readBoth(profile.id, stored)
    if (secret === null) throw new AppError('credential.missing')
    return {
      secret,
      session: session === null ? null : { value: session, fingerprint: this.tools.credentials.fingerprint(session) },
      gatewayUrl: profile.builtIn ? await this.tools.localGatewayUrl() : profile.gatewayUrl,
    }
  }

  private async perform(content: OrderContent, row: Partial<Pick<RowRequest, 'stored' | 'onEnded'>> = {}): Promise<ExchangeSummary> {
    const certificateAuthority = await this.tools.profiles.certificateAuthorityOf(content.profile)
    const secrets = await this.secretsFor(content.profile, row.stored)
    const controller = new AbortController()
    const started: string[] = []
    let finish: () => void = () => undefined
    const ended = new Promise<void>((resolve) => {
      finish = resolve
    })
    try {
      const summary = await performExchange(
        {
          ...content,
          ...secrets,
          certificateAuthority,
          signal: controller.signal,
        },
        {
          ...this.tools,
          onEnded: row.onEnded,
          onStarted: (summaryAtStart) => {
            started.push(summaryAtStart.id)
            // The program began to end while the row was being written: nothing may leave any more.
            if (this.isEnding) controller.abort()
            this.inFlight.set(summaryAtStart.id, { controller, ended })
            this.tools.onStarted(summaryAtStart)
          },
        },
      )
      this.tools.onFinished(summary)
      return summary
    } finally {
      for (const id of started) this.inFlight.delete(id)
      finish()
    }
  }

  /** @throws AppError `exchange.not-in-flight` */
  cancel(id: string): void {
    const exchange = this.inFlight.get(id)
    if (exchange === undefined) throw new AppError('exchange.not-in-flight')
    exchange.controller.abort()
  }

  /** Cancels everything under way and resolves when its rows are completed, so that the program can end. */
  async endAll(): Promise<void> {
    this.isEnding = true
    for (const { controller } of this.inFlight.values()) controller.abort()
    await Promise.allSettled([...this.inFlight.values()].map(({ ended }) => ended))
  }

  /** An exchange as the page gets it: the response's body stays here. @throws AppError `history.unknown-entry` */
  async read(id: string): Promise<ShownExchange> {
    const { response, ...outline } = await this.tools.history.outline(id)
    if (response === null) return { ...outline, response }
    const textStart = await this.tools.documents.textStart(id).catch((error: unknown) => {
      // Whatever goes wrong in reading the body, the rest of the exchange is shown.
      this.tools.onUnread(error)
      return ''
    })
    return { ...outline, response: { ...response, textStart } }
  }
}

function typed({ profileId, values, variables = {} }: DraftToSend): TypedDraft {
  return { profileId, values, variables }
}

/** What a draft is to send once its variables are expanded. @throws AppError `operation.unknown`, `draft.*` */
export function contentOf(draft: Pick<DraftToSend, 'operation' | 'format' | 'signMethod'>, profile: Profile, expansion: Pick<Expansion, 'values' | 'problems'>, sendAnyway: boolean): OrderContent {
  const operation = operationNamed(draft.operation)
  refuseProblems(findDraftProblems(operation, expansion), sendAnyway)
  const { values } = expansion
  return {
    operation,
    businessParameters: businessParameters(operation, values),
    publicParameters: null,
    callerId: values[operation.identity.callerId] ?? '',
    subject: values[operation.identity.subject ?? ''] ?? '',
    parentId: null,
    batch: null,
    profile: { ...profile, format: draft.format, signMethod: draft.signMethod },
  }
}

function refuseProblems(problems: readonly Problem[], sendAnyway: boolean): void {
  const paths = (severity: string): string =>
    problems
      .filter((problem) => problem.severity === severity)
      .map((problem) => problem.path)
      .join(', ')
  const blocking = paths('blocking')
  if (blocking !== '') throw new AppError('draft.blocked', { paths: blocking })
  const errors = paths('error')
  if (errors !== '' && !sendAnyway) throw new AppError('draft.needs-confirmation', { paths: errors })
}
