import type { Operation } from '@shared/descriptor/types'
import { jsonMember, jsonString, type JsonMember, type JsonObject } from '@shared/exchange/json/tree'
import { ERROR_ROOT, responseRoot } from '@shared/protocol/envelope'
import type { Format } from '@shared/protocol/parameters'
import { checkRequest } from './checks'
import { operationHandlers } from './operations'
import { printAnswer, type GatewayAnswer } from './print-answer'
import { REFUSALS, type Refusal } from './refusals'
import type { GatewayRequest } from './request'
import type { SessionBook } from './sessions'

/** Everything an answer depends on besides the request. */
export interface AnswerContext {
  /** The app's secret, or null for a key the gateway does not know. */
  readonly secretOf: (appKey: string) => Promise<string | null> | string | null
  /** Epoch milliseconds. */
  readonly nowMs: number
  readonly sessions: SessionBook
  readonly newRequestId: () => string
  readonly operations: readonly Operation[]
}

/** Answers a call as the platform would (PROTOCOL 4 and 5): checks it, performs it, prints the outcome as asked for. */
export async function answerRequest(request: GatewayRequest, context: AnswerContext): Promise<GatewayAnswer> {
  const requestId = jsonMember('request_id', jsonString(context.newRequestId()))
  const format = formatAskedFor(request)
  const checked = await checkRequest(request, { ...context, findOperation: (name) => findOperation(name, context) })
  if (!checked.ok) return printRefusal(checked.refusal, requestId, format)
  const { operation, appKey, tree } = checked
  const handler = operationHandlers.get(operation.name)
  if (handler === undefined) throw new Error(`no behaviour for ${operation.name}, which findOperation had checked`)
  const result = handler({ operation, appKey, tree, nowMs: context.nowMs, sessions: context.sessions })
  const isSimplified = request.parameters.get('simplify') === 'true'
  const members: JsonObject = { kind: 'object', members: [...result.members, requestId] }
  return printAnswer({ rootName: responseRoot(operation.name), members, isSimplified }, format)
}

/** The answer to a call the gateway could not decide on, e.g. because the app's secret cannot be read (code 10). */
export function answerUnavailable(request: GatewayRequest, newRequestId: () => string): GatewayAnswer {
  const requestId = jsonMember('request_id', jsonString(newRequestId()))
  return printRefusal(REFUSALS.unavailable, requestId, formatAskedFor(request))
}

/** An operation counts only when the gateway can also perform it. */
function findOperation(name: string, { operations }: AnswerContext): Operation | null {
  return operations.find((operation) => operation.name === name && operationHandlers.has(name)) ?? null
}

/** XML unless JSON is asked for (PROTOCOL 1.3); an unknown format is refused in XML too. */
function formatAskedFor(request: GatewayRequest): Format {
  return request.parameters.get('format') === 'json' ? 'json' : 'xml'
}

/** An error keeps its root even with simplify (PROTOCOL 4). */
function printRefusal(refusal: Refusal, requestId: JsonMember, format: Format): GatewayAnswer {
  const members: JsonMember[] = [
    jsonMember('code', { kind: 'number', digits: refusal.code }),
    jsonMember('msg', jsonString(refusal.message)),
  ]
  if (refusal.subCode !== null) members.push(jsonMember('sub_code', jsonString(refusal.subCode)))
  if (refusal.subMessage !== null) members.push(jsonMember('sub_msg', jsonString(refusal.subMessage)))
  members.push(requestId)
  return printAnswer({ rootName: ERROR_ROOT, members: { kind: 'object', members }, isSimplified: false }, format)
}
