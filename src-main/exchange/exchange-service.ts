import { findOperation } from '@shared/catalog'
import { findProblems, type DraftValues } from '@shared/descriptor/problems'
import { businessParameters } from '@shared/descriptor/serialise'
import { AppError } from '@shared/errors'
import type { ExchangeSummary, ShownExchange } from '@shared/exchange/exchange'
import type { Format, SignMethod } from '@shared/protocol/parameters'
import type { Profile } from '@shared/profile/profile'
import type { Credentials } from '../credentials/credentials'
import type { DocumentReader } from '../documents/reader'
import type { Profiles } from '../profiles/profiles'
import { performExchange, type ExchangeTools } from './perform-exchange'

/** What the page asks to send. */
export interface SendRequest {
  readonly profileId: string
  readonly operation: string
  readonly values: DraftValues
  readonly format: Format
  readonly signMethod: SignMethod
  readonly sendAnyway: boolean
}

interface ServiceTools extends ExchangeTools {
  readonly documents: Pick<DocumentReader, 'receive' | 'judge' | 'textStart'>
  readonly profiles: Profiles
  readonly credentials: Credentials
  /** Address of the embedded gateway for its profile, started if nobody stopped it. */
  readonly localGatewayUrl: () => Promise<string>
  readonly onFinished: (summary: ExchangeSummary) => void
}

/** Sends what the form holds, cancels it, and reads what was kept. */
export class ExchangeService {
  private readonly inFlight = new Map<string, { controller: AbortController; ended: Promise<void> }>()

  private isEnding = false

  constructor(private readonly tools: ServiceTools) {}

  /** Resolves when the exchange has ended. @throws AppError before anything is sent */
  async send(request: SendRequest): Promise<ExchangeSummary> {
    const operation = findOperation(request.operation)
    if (operation === null) throw new AppError('operation.unknown')
    refuseProblems(findProblems(operation, request.values), request.sendAnyway)
    const stored = await this.tools.profiles.get(request.profileId)
    const profile: Profile = { ...stored, format: request.format, signMethod: request.signMethod }
    if (profile.appKey.trim() === '') throw new AppError('profile.app-key-missing')
    const certificateAuthority = await this.tools.profiles.certificateAuthorityOf(profile)
    const secret = await this.tools.credentials.read(profile.id, 'secret')
    if (secret === null) throw new AppError('credential.missing')
    const session = await this.tools.credentials.read(profile.id, 'session')
    const gatewayUrl = profile.builtIn ? await this.tools.localGatewayUrl() : profile.gatewayUrl
    const controller = new AbortController()
    const started: string[] = []
    let finish: () => void = () => undefined
    const ended = new Promise<void>((resolve) => {
      finish = resolve
    })
    try {
      const summary = await performExchange(
        {
          operation,
          businessParameters: businessParameters(operation, request.values),
          callerId: request.values[operation.identity.callerId] ?? '',
          subject: request.values[operation.identity.subject ?? ''] ?? '',
          parentId: null,
          profile,
          gatewayUrl,
          secret,
          session: session === null ? null : { value: session, fingerprint: this.tools.credentials.fingerprint(session) },
          certificateAuthority,
          signal: controller.signal,
        },
        {
          ...this.tools,
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

function refuseProblems(problems: ReturnType<typeof findProblems>, sendAnyway: boolean): void {
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
