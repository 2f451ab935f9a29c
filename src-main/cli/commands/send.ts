import { readFile } from 'node:fs/promises'
import { AppError } from '@shared/errors'
import { textAt, type JsonObject } from '@shared/exchange/json/tree'
import { NEW_PROFILE, type Profile } from '@shared/profile/profile'
import { findGatewayUrlProblem } from '@shared/protocol/gateway-url'
import { FORMATS, PLACEMENTS, PUBLIC_PARAMETER_NAMES, SIGN_METHODS } from '@shared/protocol/parameters'
import { Credentials } from '../../credentials/credentials'
import { ensureInstallation } from '../../credentials/installation'
import type { DatabaseClient } from '../../database/client'
import { performExchange } from '../../exchange/perform-exchange'
import { Profiles } from '../../profiles/profiles'
import { UsageError, oneOf, operationFrom, readOptions, required, secretFrom, type Command, type CommandSurroundings } from '../command'
import { commandGuard, exchangeTools } from '../exchange-tools'
import { withHistory } from '../open-history'
import { exchangeDocument, exchangeLine, exitCodeOf } from '../print-exchange'
import { parametersOf, readJsonObject } from '../read-parameters'

/** Who sends, and how: the same for every command that does. */
export const ACCOUNT_OPTIONS = {
  profile: { type: 'string' },
  gateway: { type: 'string' },
  'app-key': { type: 'string' },
  'secret-env': { type: 'string' },
  'session-env': { type: 'string' },
  format: { type: 'string' },
  'sign-method': { type: 'string' },
  placement: { type: 'string' },
} as const

const OPTIONS = {
  ...ACCOUNT_OPTIONS,
  operation: { type: 'string' },
  history: { type: 'string' },
  json: { type: 'boolean', default: false },
  confirm: { type: 'string' },
} as const

/** What is kept as the profile of exchanges that were sent without one. */
export const NO_PROFILE_ID = 'command-line'

type AccountOptions = { readonly [O in keyof typeof ACCOUNT_OPTIONS]?: string | undefined }

/** `lysession send`: one exchange from business parameters given as JSON, recorded like the window's. */
export const sendCommand: Command = async (parameters, surroundings) => {
  const { values, positionals } = readSendOptions(parameters)
  const [file] = positionals
  if (file === undefined) throw new UsageError('send FILE, or - for standard input')
  const operation = operationFrom(values.operation)
  const input = readJsonObject(file === '-' ? await surroundings.readInput() : await textOfFile(file))
  refusePublic(input)
  return withHistory(values.history, false, surroundings, async (database) => {
    const { profile, secret, session, certificateAuthority } = await accountOf(values, database, surroundings)
    await commandGuard().admit(profile, values.confirm ?? null)
    const summary = await performExchange(
      {
        operation,
        businessParameters: parametersOf(input),
        publicParameters: null,
        callerId: textAt(input, operation.identity.callerId) ?? '',
        subject: textAt(input, operation.identity.subject ?? '') ?? '',
        parentId: null,
        batch: null,
        profile,
        gatewayUrl: profile.gatewayUrl,
        secret,
        session,
        certificateAuthority,
        signal: surroundings.signal,
      },
      exchangeTools(database, surroundings),
    )
    const text = values.json ? await exchangeDocument(await database.history.read(summary.id)) : exchangeLine(summary)
    surroundings.write(`${text}\n`)
    return exitCodeOf(summary)
  })
}

function readSendOptions(parameters: readonly string[]) {
  return readOptions(parameters, OPTIONS)
}

async function textOfFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code}`)
  }
}

/** A public parameter among the business ones would be sent twice, and a session token among them stored as it is. */
function refusePublic({ members }: JsonObject): void {
  const found = members.find(({ name }) => PUBLIC_PARAMETER_NAMES.includes(name))
  if (found !== undefined) throw new UsageError(`${found.name} is a public parameter; give it by its option`)
}

export interface Account {
  readonly profile: Profile
  readonly secret: string
  readonly session: { readonly value: string; readonly fingerprint: string } | null
  readonly certificateAuthority: string | null
}

/** @throws UsageError, AppError `profile.*`, `credential.missing`, `keychain.*` */
export async function accountOf(values: AccountOptions, database: DatabaseClient, { environment, keychain }: CommandSurroundings): Promise<Account> {
  const installation = await ensureInstallation(database.documents)
  const profiles = new Profiles(database.documents, Date.now)
  const credentials = new Credentials(keychain, database.documents, installation, Date.now)
  const named = values.profile === undefined ? null : await profileNamed(values.profile, profiles)
  const profile = { ...(named ?? newProfile(values)), ...changesOf(values) }
  const problem = findGatewayUrlProblem(profile.gatewayUrl)
  if (problem !== null) throw new AppError('profile.gateway-url', { problem })
  const fromEnvironment = (variable: string | undefined, option: string): string | null =>
    variable === undefined ? null : secretFrom(environment, variable, option)
  const stored = (kind: 'secret' | 'session'): Promise<string | null> =>
    named === null ? Promise.resolve(null) : credentials.read(named.id, kind)
  const secret = fromEnvironment(values['secret-env'], 'secret-env') ?? (await stored('secret'))
  if (secret === null) throw new AppError('credential.missing')
  const session = fromEnvironment(values['session-env'], 'session-env') ?? (await stored('session'))
  return {
    profile,
    secret,
    session: session === null ? null : { value: session, fingerprint: credentials.fingerprint(session) },
    certificateAuthority: await profiles.certificateAuthorityOf(profile),
  }
}

async function profileNamed(name: string, profiles: Profiles): Promise<Profile> {
  const profile = (await profiles.list()).find((candidate) => candidate.name === name)
  if (profile === undefined) throw new AppError('profile.unknown')
  return profile
}

function newProfile(values: AccountOptions): Profile {
  return {
    ...NEW_PROFILE,
    id: NO_PROFILE_ID,
    builtIn: false,
    name: 'command line',
    environment: 'custom',
    gatewayUrl: required(values.gateway, 'gateway'),
    appKey: required(values['app-key'], 'app-key'),
  }
}

function changesOf(values: AccountOptions): Partial<Profile> {
  return {
    ...(values.gateway === undefined ? {} : { gatewayUrl: values.gateway }),
    ...(values['app-key'] === undefined ? {} : { appKey: values['app-key'] }),
    ...(values.format === undefined ? {} : { format: oneOf(values.format, FORMATS, 'format') }),
    ...(values['sign-method'] === undefined ? {} : { signMethod: oneOf(values['sign-method'], SIGN_METHODS, 'sign-method') }),
    ...(values.placement === undefined ? {} : { placement: oneOf(values.placement, PLACEMENTS, 'placement') }),
  }
}
