import { AppError } from '@shared/errors'
import { sessionMarker, type StoredRequest } from '@shared/exchange/exchange'
import { sentParameters } from '@shared/exchange/sent-parameters'
import type { Diagnosis, SignatureSource, Signatures } from '@shared/knowledge/diagnosis'
import { valueOf } from '@shared/knowledge/signing-recipe'
import { SIGN_METHODS, parseTimestamp, type Parameter } from '@shared/protocol/parameters'
import { signingString } from '@shared/protocol/signing-string'
import type { Credentials } from '../credentials/credentials'
import type { History } from '../history/history'
import type { Profiles } from '../profiles/profiles'
import { diagnose } from './diagnosis'
import { signature } from './signature'
import type { SecretContext } from './suspects'

interface DoctorTools {
  readonly history: Pick<History, 'read'>
  readonly profiles: Pick<Profiles, 'get'>
  readonly credentials: Pick<Credentials, 'read' | 'fingerprint' | 'statuses'>
}

/** A request with everything a signature needs; the secret is held for the time of one answer. */
interface Patient {
  readonly parameters: readonly Parameter[]
  readonly sign: string
  readonly secret: string
  readonly context: SecretContext
}

// Without these a list is no request the platform would look at (PROTOCOL 1.3).
const NEEDED = ['method', 'app_key', 'timestamp', 'v', 'sign_method']

/** Looks at signatures with the secret of a profile. Nothing secret is in its answers, nor any digest but a proper signature. */
export class SignatureDoctor {
  constructor(private readonly tools: DoctorTools) {}

  /** @throws AppError `credential.missing`, `keychain.*`, `profile.unknown`, `history.*`, `signature.session-unknown` */
  async inspect(source: SignatureSource): Promise<Signatures> {
    const { parameters, secret } = await this.admit(source)
    const missing = NEEDED.filter((name) => (valueOf(parameters, name) ?? '') === '')
    const methods = SIGN_METHODS.map((method) => {
      const text = signingString(parameters.map((one) => (one.name === 'sign_method' ? { ...one, value: method } : one)))
      return { method, digest: missing.length > 0 ? null : signature(method, text, secret), utf8Bytes: Buffer.byteLength(text) }
    })
    return { methods, missing }
  }

  /** @throws AppError `signature.no-sign`, and what `inspect` throws */
  async diagnose(source: SignatureSource): Promise<Diagnosis> {
    const { secret, context, ...request } = await this.admit(source)
    if (request.sign === '') throw new AppError('signature.no-sign')
    return diagnose(request, secret, context)
  }

  private async admit(source: SignatureSource): Promise<Patient> {
    if (!('exchangeId' in source)) return this.withSecret(source.profileId, source.parameters, source.sign)
    const { profileId, request } = await this.tools.history.read(source.exchangeId)
    const sent = sentParameters(request)
    const sign = valueOf(sent, 'sign') ?? ''
    const profile = await this.tools.profiles.get(profileId)
    return this.withSecret(profile.id, await this.withSession(profile.id, sent, request), sign)
  }

  private async withSecret(profileId: string, given: readonly Parameter[], sign: string): Promise<Patient> {
    const profile = await this.tools.profiles.get(profileId)
    const secret = await this.tools.credentials.read(profileId, 'secret')
    if (secret === null) throw new AppError('credential.missing')
    const parameters = given.filter(({ name }) => name !== 'sign')
    const { savedAt } = (await this.tools.credentials.statuses(profileId)).secret
    return {
      parameters,
      sign,
      secret,
      context: {
        environment: profile.environment,
        appKey: profile.appKey,
        secretSavedAt: savedAt,
        signedAt: parseTimestamp(valueOf(parameters, 'timestamp') ?? ''),
      },
    }
  }

  /** What was signed held the token; what is stored holds its marker. Only the very same token may take its place again. */
  private async withSession(profileId: string, sent: readonly Parameter[], { masked }: StoredRequest): Promise<readonly Parameter[]> {
    if (!masked.includes('session')) return sent
    const token = await this.tools.credentials.read(profileId, 'session')
    const marker = token === null ? null : sessionMarker(this.tools.credentials.fingerprint(token))
    return sent.map((parameter) => {
      if (parameter.name !== 'session') return parameter
      if (token === null || parameter.value !== marker) throw new AppError('signature.session-unknown')
      return { ...parameter, value: token }
    })
  }
}
