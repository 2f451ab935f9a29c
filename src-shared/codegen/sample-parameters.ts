import { isWellFormedText } from '../descriptor/problems'
import { publicParameters, withoutEmpty, type Parameter } from '../protocol/parameters'
import type { CodeRequest } from './code'
import { sampleWord } from './sample-words'

/** A parameter of a call as a sample writes it down: what changes from call to call is found out when the sample runs. */
export type SampleParameter =
  | { readonly kind: 'text'; readonly name: string; readonly value: string }
  | { readonly kind: 'session' | 'timestamp'; readonly name: string }

/** Every parameter but `sign`, in the order the console sends them (PROTOCOL 1.3). */
export function sampleParameters(request: CodeRequest): SampleParameter[] {
  const known = publicParameters({ ...request, method: request.operation.name, session: request.withSession ? 'session' : '', timestampMs: 0 })
  const business = withoutEmpty(request.businessParameters).map(asText)
  return [...known.map(asPublic), ...business]
}

/** How a language writes one parameter of a list of them down. */
export interface ParameterWriter {
  readonly text: (name: string, value: string) => string
  readonly session: string
  readonly timestamp: string
  /** What begins a comment. */
  readonly comment: string
}

/** The lines that list every parameter but `sign`. */
export function parameterLines(request: CodeRequest, writer: ParameterWriter): string[] {
  return sampleParameters(request).flatMap((one) => {
    if (one.kind === 'text') return [writer.text(one.name, one.value)]
    return one.kind === 'session' ? [writer.session] : [`${writer.comment} ${sampleWord(request, 'timestamp')}`, writer.timestamp]
  })
}

/** The business parameters that are sent. */
export function sentBusinessParameters({ businessParameters }: CodeRequest): Parameter[] {
  return withoutEmpty(businessParameters)
}

/** Why no language could write a request down: a value is no text for it, or its names are none a program gives. */
export type CodeObstacle = 'not-text' | 'names'

/** What stands in the way of a sample; null when nothing does. */
export function findCodeObstacle(request: CodeRequest): CodeObstacle | null {
  const { businessParameters, gatewayUrl, appKey, targetAppKey, partnerId } = request
  const texts = [...businessParameters.map(({ value }) => value), ...Object.values(request.values), gatewayUrl, appKey, targetAppKey, partnerId]
  if (!texts.every(isWellFormedText)) return 'not-text'
  const whole = sampleParameters(request)
  if (whole.some((one) => one.kind === 'text' && one.value.includes('\0'))) return 'not-text'
  const names = whole.map(({ name }) => name)
  return new Set(names).size === names.length && names.every((name) => /^[A-Za-z]\w*$/.test(name)) ? null : 'names'
}

function asPublic(parameter: Parameter): SampleParameter {
  const { name } = parameter
  return name === 'session' || name === 'timestamp' ? { kind: name, name } : asText(parameter)
}

function asText({ name, value }: Parameter): SampleParameter & { readonly kind: 'text' } {
  return { kind: 'text', name, value }
}
