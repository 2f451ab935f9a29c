import type { Exchange } from '@shared/exchange/exchange'
import type { Bridge, IpcEventPayload, IpcRequest, IpcResponse, IpcResult } from '@shared/ipc/contract'
import { ipcContract } from '@shared/ipc/contract'
import { IPC_METHODS, type IpcEvent, type IpcMethod } from '@shared/ipc/methods'
import { AppError } from '@shared/errors'
import { MOST_REPEATS } from '@shared/exchange/reuse-contract'
import { SIGN_METHODS } from '@shared/protocol/parameters'
import { DEFAULT_SETTINGS, type Settings } from '@shared/settings'
import type { Template } from '@shared/template/template-contract'
import type { OwnVariables } from '@shared/variables/variables'
import { NEW_PROFILE, type CredentialStatuses, type Profile } from '@shared/profile/profile'
import { anExchange, anExchangeUnderWay, shownOf, summaryOf } from './exchange-builder'
import { createFakeBatches } from './fake-batches'
import { createFakeHistory } from './fake-history'
import { createFakeStorage } from './fake-storage'
import { createFakeTemplates } from './fake-templates'
import { createFakeDocuments, type FakeDocuments } from './fake-documents'

type Handlers = { [M in IpcMethod]: (request: IpcRequest<M>) => Promise<IpcResponse<M>> }

/** Main as the page sees it, in memory: for component tests and for looking at the page without main. */
export interface FakeBridge extends Bridge {
  /** Every call so far, oldest first. */
  readonly calls: readonly { readonly method: IpcMethod; readonly request: unknown }[]
  /** Answers a method in another way than the usual one. */
  readonly answer: <M extends IpcMethod>(method: M, handler: Handlers[M]) => void
  readonly emit: <E extends IpcEvent>(event: E, payload: IpcEventPayload<E>) => void
}

export interface FakeBridgeState {
  readonly profiles?: readonly Profile[]
  /** Newest first. */
  readonly exchanges?: readonly Exchange[]
  /** What the views of every exchange show; without it each view shows one line that names it. */
  readonly documents?: FakeDocuments
  readonly settings?: Partial<Settings>
  readonly templates?: readonly Template[]
  /** Variables of profiles by the profile's id. */
  readonly variables?: Readonly<Record<string, OwnVariables>>
  readonly systemLocale?: string
  /** How long a send stays under way. */
  readonly sendMs?: number
  /** What a send waits for besides, so that a test decides when it ends. */
  readonly sendUntil?: Promise<void>
}

/** The console's own profile, as main makes it at the first start. */
export function aProfile(changes: Partial<Profile> = {}): Profile {
  return {
    ...NEW_PROFILE,
    id: 'local',
    builtIn: true,
    name: 'Local gateway',
    environment: 'local',
    gatewayUrl: 'http://127.0.0.1:40213/router/rest',
    appKey: 'local-app',
    ...changes,
  }
}

/** A bridge whose every call is checked against the contract, like main does. */
export function createFakeBridge(state: FakeBridgeState = {}): FakeBridge {
  const calls: { method: IpcMethod; request: unknown }[] = []
  const listeners = new Map<IpcEvent, Set<(payload: unknown) => void>>()
  const emit: FakeBridge['emit'] = (event, payload) => {
    for (const listener of listeners.get(event) ?? []) listener(structuredClone(payload))
  }
  const handlers = createHandlers(state, emit)

  async function invoke<M extends IpcMethod>(method: M, request: unknown): Promise<IpcResult<unknown>> {
    // What cannot be cloned cannot cross to main either.
    const crossed: unknown = structuredClone(request)
    calls.push({ method, request: crossed })
    try {
      const parsed = ipcContract[method].request.safeParse(crossed)
      if (!parsed.success) throw new AppError('ipc.invalid-request', { path: parsed.error.issues[0]?.path.join('.') ?? '' })
      const handler = handlers[method]
      // The schema just accepted it, and that schema is what the request's type is made from.
      return { ok: true, value: structuredClone(await handler(parsed.data as IpcRequest<M>)) }
    } catch (error) {
      const known = error instanceof AppError ? error : new AppError('internal')
      return { ok: false, error: { code: known.code, detail: known.detail, traceId: 'trace-1' } }
    }
  }

  return {
    ...(Object.fromEntries(
      IPC_METHODS.map((method) => [method, (request: unknown) => invoke(method, request)]),
    ) as Record<IpcMethod, (request: unknown) => Promise<IpcResult<unknown>>>),
    subscribe(event, listener) {
      const ofEvent = listeners.get(event) ?? new Set()
      listeners.set(event, ofEvent.add(listener))
      return () => ofEvent.delete(listener)
    },
    calls,
    emit,
    answer(method, handler) {
      handlers[method] = handler
    },
  }
}

const STORED: CredentialStatuses = {
  secret: { state: 'stored', fingerprint: '5f2c91ab', savedAt: Date.UTC(2026, 10, 20) },
  session: { state: 'nothing-stored', fingerprint: null, savedAt: null },
}

function createHandlers(state: FakeBridgeState, emit: FakeBridge['emit']): Handlers {
  let settings: Settings = { ...DEFAULT_SETTINGS, ...state.settings }
  let profiles = [...(state.profiles ?? [aProfile()])]
  let exchanges = [...(state.exchanges ?? [])]
  let gateway: IpcResponse<'gateway.status'> = { running: true, url: 'http://127.0.0.1:40213/router/rest', fault: null }
  let nextId = 1
  const statuses = new Map<string, CredentialStatuses>()
  const cancelled = new Set<string>()

  const profileOrThrow = (id: string): Profile => {
    const profile = profiles.find((candidate) => candidate.id === id)
    if (profile === undefined) throw new AppError('profile.unknown')
    return profile
  }
  const statusesOf = (id: string): CredentialStatuses => statuses.get(profileOrThrow(id).id) ?? STORED
  const addProfile = (profile: Profile): Profile => {
    profiles = [...profiles, profile]
    return profile
  }

  return {
    'app.describe': async () => ({
      version: '0.1.0',
      electron: '33.2.1',
      chrome: '130.0.6723.137',
      platform: 'linux',
      systemLocale: state.systemLocale ?? 'en-GB',
      dataFolder: '/home/someone/.config/ly-session-console',
    }),
    'settings.read': async () => settings,
    'settings.save': async (partial) => {
      // Of a partial the schema leaves absent keys out, so no setting becomes undefined.
      settings = { ...settings, ...(partial as Partial<Settings>) }
      return settings
    },
    'profile.list': async () => ({ profiles }),
    'profile.create': async (given) => addProfile({ ...given, id: `profile-${nextId++}`, builtIn: false }),
    'profile.update': async ({ profileId, settings: given }) => {
      const updated = { ...profileOrThrow(profileId), ...given }
      profiles = profiles.map((profile) => (profile.id === profileId ? updated : profile))
      return updated
    },
    'profile.duplicate': async ({ profileId, name }) =>
      addProfile({ ...profileOrThrow(profileId), name, id: `profile-${nextId++}`, builtIn: false }),
    'profile.delete': async ({ profileId }) => {
      if (profileOrThrow(profileId).builtIn) throw new AppError('profile.protected')
      profiles = profiles.filter(({ id }) => id !== profileId)
      return {}
    },
    'certificate.import': async () => ({ certificate: null }),
    'certificate.describe': async () => ({ id: 'certificate', subject: 'CN=Example', validTo: 'Jan  1 00:00:00 2040 GMT', count: 1 }),
    'credential.status': async ({ profileId }) => statusesOf(profileId),
    'credential.save': async ({ profileId, kind, keep }) => {
      const saved = { state: keep === 'keychain' ? 'stored' : 'this-run', fingerprint: '1a2b3c4d', savedAt: Date.now() } as const
      statuses.set(profileId, { ...statusesOf(profileId), [kind]: saved })
      return statusesOf(profileId)
    },
    'credential.remove': async ({ profileId, kind }) => {
      const removed = { state: 'nothing-stored', fingerprint: null, savedAt: null } as const
      statuses.set(profileId, { ...statusesOf(profileId), [kind]: removed })
      return statusesOf(profileId)
    },
    'keychain.check': async () => ({ state: 'ready' }),
    'exchange.send': async ({ profileId, operation, values, format, parentId }) => {
      const profile = profileOrThrow(profileId)
      const valueAt = (ending: string): string => Object.entries(values).find(([path]) => path.endsWith(ending))?.[1] ?? ''
      const known = {
        id: `sent-${nextId++}`,
        operation,
        format,
        profileId,
        profileName: profile.name,
        environment: profile.environment,
        startedAt: Date.now(),
        callerId: valueAt('.sid'),
        subject: valueAt('.channel_uid'),
        parentId: parentId ?? null,
        batch: null,
      }
      const underWay = anExchangeUnderWay(known)
      exchanges = [underWay, ...exchanges]
      emit('exchange.started', summaryOf(underWay))
      await new Promise((resolve) => setTimeout(resolve, state.sendMs ?? 0))
      await state.sendUntil
      const ended = cancelled.has(known.id)
        ? anExchangeUnderWay({ ...known, outcome: 'unknown', failure: 'cancelled', durationMs: state.sendMs ?? 0 })
        : anExchange(known)
      exchanges = exchanges.map((exchange) => (exchange.id === known.id ? ended : exchange))
      emit('exchange.finished', summaryOf(ended))
      return summaryOf(ended)
    },
    'exchange.replay': async ({ exchangeId, profileId }) => {
      const repeated = exchanges.find(({ id }) => id === exchangeId)
      if (repeated === undefined) throw new AppError('history.unknown-entry')
      const profile = profileOrThrow(profileId ?? repeated.profileId)
      const known = { ...summaryOf(repeated), id: `sent-${nextId++}`, parentId: exchangeId, profileId: profile.id, profileName: profile.name, startedAt: Date.now() }
      const again = anExchange({ ...known, outcome: 'succeeded' })
      exchanges = [again, ...exchanges]
      emit('exchange.started', { ...summaryOf(again), outcome: null })
      emit('exchange.finished', summaryOf(again))
      return summaryOf(again)
    },
    'exchange.rehearse': async ({ profileId, operation, values }) => {
      const { gatewayUrl } = profileOrThrow(profileId)
      const { request } = anExchange({})
      return { operation, gatewayUrl, timestampMs: Date.now(), request, sizeBytes: Object.keys(values).length }
    },
    'guard.admitted': async () => ({ environments: [] }),
    'exchange.cancel': async ({ exchangeId }) => {
      cancelled.add(exchangeId)
      return {}
    },
    ...createFakeHistory({
      read: () => exchanges,
      write: (changed) => {
        exchanges = [...changed]
      },
    }),
    ...createFakeStorage(() => exchanges),
    ...createFakeTemplates(state.templates, state.variables),
    'history.uses': async () => ({ count: 0, newest: null }),
    'history.repeats': async ({ exchangeId }) => {
      const originalId = exchanges.find(({ id }) => id === exchangeId)?.parentId ?? null
      const original = exchanges.find(({ id }) => id === originalId)
      const repeats = exchanges.filter(({ parentId }) => parentId === exchangeId).map(summaryOf)
      return { original: original === undefined ? null : summaryOf(original), repeats: repeats.slice(0, MOST_REPEATS), count: repeats.length }
    },
    'history.read': async ({ exchangeId }) => {
      const found = exchanges.find(({ id }) => id === exchangeId)
      if (found === undefined) throw new AppError('history.unknown-entry')
      return shownOf(found)
    },
    'gateway.status': async () => gateway,
    'gateway.start': async () => (gateway = { ...gateway, running: true, url: 'http://127.0.0.1:40213/router/rest' }),
    'gateway.stop': async () => (gateway = { ...gateway, running: false, url: null }),
    'gateway.misbehave': async ({ fault, times }) => (gateway = { ...gateway, fault: fault === null ? null : { text: fault, timesLeft: times } }),
    'clipboard.write': async () => ({}),
    'signature.inspect': async () => ({ methods: SIGN_METHODS.map((method) => ({ method, digest: 'A1B2', utf8Bytes: 100 })), missing: [] }),
    'signature.diagnose': async () => ({ verdict: 'correct', candidates: [], suspects: [], tried: 1, isComplete: true }),
    'signature.selftest': async () => ({ results: SIGN_METHODS.map((method) => ({ method, isRight: true })) }),
    'history.health': async () => ({
      problem: null,
      isReadable: true,
      file: '/home/someone/.config/ly-session-console/history.db',
      recovery: null,
      isRecoveryDismissed: false,
    }),
    'recovery.dismiss': async () => ({}),
    ...createFakeBatches(emit),
    'transfer.export': async () => ({ file: { name: 'history.har', count: exchanges.length, underWay: 0, masked: { nick: 1 } } }),
    'transfer.preview': async () => ({ file: null }),
    'transfer.import': async () => ({ imported: null }),
    'transfer.cancel': async () => ({}),
    'code.save': async ({ fileName }) => ({ fileName }),
    ...createFakeDocuments(state.documents ?? {}),
    'compare.documents': async ({ format }) => {
      const side = { origin: 'received' as const, text: '{}', ignoredLines: [], reason: null }
      return { kind: 'structural', format, left: side, right: side, differences: [], total: 0, ignored: [], isStopped: false }
    },
  }
}
