import type { Operation } from '@shared/descriptor/types'
import { jsonMember, jsonString, type JsonMember, type JsonObject } from '@shared/exchange/json/tree'
import { ERROR_ROOT, responseRoot } from '@shared/protocol/envelope'
import type { Format } from '@shared/protocol/parameters'
import { checkRequest, type CheckResult } from './checks'
import { operationHandlers } from './operations'
import { printAnswer, type AnswerContent, type GatewayAnswer } from './print-answer'
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
  /** Takes the operation's place for a call that passed every check. */
  readonly instead?: ((call: { readonly appKey: string }) => AnswerInstead) | undefined
  /** Changes what is said before it is printed. */
  readonly alter?: ((content: AnswerContent) => AnswerContent) | undefined
}

/** What may be answered instead of performing a call: a refusal, or the members of the response root but `request_id`. */
export type AnswerInstead = { readonly refusal: Refusal } | { readonly members: JsonObject }

/** Answers a call as the platform would (PROTOCOL 4 and 5): checks it, performs it, prints the outcome as asked for. */
export async function answerRequest(request: GatewayRequest, context: AnswerContext): Promise<GatewayAnswer> {
  const requestId = jsonMember('request_id', jsonString(context.newRequestId()))
  const content = await contentOf(request, requestId, context)
  return printAnswer(context.alter?.(content) ?? content, formatAskedFor(request))
}

async function contentOf(request: GatewayRequest, requestId: JsonMember, context: AnswerContext): Promise<AnswerContent> {
  const checked = await checkRequest(request, { ...context, findOperation: (name) => findOperation(name, context) })
  if (!checked.ok) return refusalContent(checked.refusal, requestId)
  const said = context.instead?.(checked) ?? { members: perform(checked, context) }
  if ('refusal' in said) return refusalContent(said.refusal, requestId)
  const isSimplified = request.parameters.get('simplify') === 'true'
  const members: JsonObject = { kind: 'object', members: [...said.members.members, requestId] }
  return { rootName: responseRoot(checked.operation.name), members, isSimplified }
}

function perform({ operation, appKey, tree }: Extract<CheckResult, { ok: true }>, { nowMs, sessions }: AnswerContext): JsonObject {
  const handler = operationHandlers.get(operation.name)
  if (handler === undefined) throw new Error(`no behaviour for ${operation.name}, which findOperation had checked`)
  return handler({ operation, appKey, tree, nowMs, sessions })
}

/** The answer to a call the gateway could not decide on, e.g. because the app's secret cannot be read (code 10). */
export function answerUnavailable(request: GatewayRequest, newRequestId: () => string): GatewayAnswer {
  const requestId = jsonMember('request_id', jsonString(newRequestId()))
  return printAnswer(refusalContent(REFUSALS.unavailable, requestId), formatAskedFor(request))
}

/** An operation counts only when the gateway can also perform it. */
function findOperation(name: string, { operations }: AnswerContext): Operation | null {
  return operations.find((operation) => operation.name === name && operationHandlers.has(name)) ?? null
}

/** XML unless JSON is asked for (PROTOCOL 1.3); an unknown format is refused in XML too. */
export function formatAskedFor(request: GatewayRequest): Format {
  return request.parameters.get('format') === 'json' ? 'json' : 'xml'
}

/** An error keeps its root even with simplify (PROTOCOL 4). */
function refusalContent(refusal: Refusal, requestId: JsonMember): AnswerContent {
  const members: JsonMember[] = [
    jsonMember('code', { kind: 'number', digits: refusal.code }),
    jsonMember('msg', jsonString(refusal.message)),
  ]
  if (refusal.subCode !== null) members.push(jsonMember('sub_code', jsonString(refusal.subCode)))
  if (refusal.subMessage !== null) members.push(jsonMember('sub_msg', jsonString(refusal.subMessage)))
  members.push(requestId)
  return { rootName: ERROR_ROOT, members: { kind: 'object', members }, isSimplified: false }
}
