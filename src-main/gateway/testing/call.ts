import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { exampleValues } from '@shared/descriptor/example'
import { businessParameters } from '@shared/descriptor/serialise'
import type { Operation } from '@shared/descriptor/types'
import { lippiSessionCreate } from '@shared/catalog/lippi-session-create'
import { formatTimestamp, type Parameter, type SignMethod } from '@shared/protocol/parameters'
import { encodeForm } from '@shared/protocol/wire'
import { signParameters } from '../../signing/signature'

export const APP_KEY = '12345678'
export const SECRET = 'helloworld'

/** A reader of secrets that knows one app. */
export function secretOf(appKey: string): string | null {
  return appKey === APP_KEY ? SECRET : null
}

/** What a test changes about a call; a parameter set to null is left out. */
export interface CallChanges {
  readonly operation?: Operation
  readonly parameters?: Readonly<Record<string, string | null>>
  readonly secret?: string
  readonly signMethod?: SignMethod
  readonly timestampMs?: number
}

/** The parameters of a valid call with the changes applied, signed as they then are. */
export function signedCall(changes: CallChanges = {}): Parameter[] {
  const operation = changes.operation ?? lippiSessionCreate
  const signMethod = changes.signMethod ?? 'hmac-sha256'
  const parameters = new Map<string, string | null>([
    ['method', operation.name],
    ['app_key', APP_KEY],
    ['timestamp', formatTimestamp(changes.timestampMs ?? Date.now())],
    ['v', '2.0'],
    ['format', 'json'],
    ['sign_method', signMethod],
    ...businessParameters(operation, exampleValues(operation)).map(({ name, value }) => [name, value] as const),
    ...Object.entries(changes.parameters ?? {}),
  ])
  const sent = [...parameters].flatMap(([name, value]) => (value === null ? [] : [{ name, value }]))
  if (parameters.has('sign')) return sent
  return [...sent, { name: 'sign', value: signParameters(sent, signMethod, changes.secret ?? SECRET) }]
}

/** The two DTOs of the example with members changed by path inside them, as JSON text. */
export function sessionDto(changes: { source?: object; target?: object } = {}): string {
  return JSON.stringify({
    source: { sid: 's1', channel: '0', channel_uid: 'u1', session_source: 'XSpace', ...changes.source },
    target: { service_id: 'v1', bu_id: '123', session_source: 'XSpace', ...changes.target },
  })
}

/** An answer with the bytes as they came. */
export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  readonly text: string
}

export interface HttpCall {
  readonly url: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

export const FORM_TYPE = 'application/x-www-form-urlencoded;charset=UTF-8'

/** One HTTP request over a real socket. */
export async function callHttp({ url, method = 'GET', headers = {}, body = '' }: HttpCall): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const bytes = Buffer.concat(chunks)
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text: bytes.toString('utf8') })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** Posts the parameters as a form. */
export async function post(url: string, parameters: readonly Parameter[]): Promise<RawAnswer> {
  return callHttp({ url, method: 'POST', headers: { 'Content-Type': FORM_TYPE }, body: encodeForm(parameters) })
}

/** Sends the parameters in the URL. */
export async function get(url: string, parameters: readonly Parameter[]): Promise<RawAnswer> {
  return callHttp({ url: `${url}?${encodeForm(parameters)}` })
}

/** Writes bytes to the gateway's port and gives all it wrote back until it hung up. */
export async function callRaw(url: string, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')))
  })
}
