import type { Operation } from '@shared/descriptor/types'
import { jsonMember, jsonString, textAt, type JsonNode, type JsonObject } from '@shared/exchange/json/tree'
import type { SessionBook } from './sessions'

/** A call that passed every check. */
export interface AcceptedCall {
  readonly operation: Operation
  readonly appKey: string
  /** Business parameters as one tree, DTOs expanded. */
  readonly tree: JsonObject
  /** Epoch milliseconds. */
  readonly nowMs: number
  readonly sessions: SessionBook
}

/** What the gateway does for an operation; gives the members of the response root but `request_id` (PROTOCOL 4). */
export type OperationHandler = (call: AcceptedCall) => JsonObject

/** Behaviour by full API name. A sibling API is one more entry here and its descriptor in the catalog (PROTOCOL 7). */
export const operationHandlers: ReadonlyMap<string, OperationHandler> = new Map([
  ['alibaba.lyservice.lippi.session.create', createSession],
])

function createSession({ operation, appKey, tree, nowMs, sessions }: AcceptedCall): JsonObject {
  const { identity } = operation
  const session = sessions.open({
    sid: textAt(tree, identity.callerId) ?? '',
    channelUid: textAt(tree, identity.subject ?? '') ?? '',
    orgId: textAt(tree, 'ly_ding_open_para_dto.org_id'),
    isvOrgId: textAt(tree, 'ly_ding_open_para_dto.isv_org_id'),
    appKey,
    createdAt: nowMs,
  })
  return members({
    result: members({
      code: jsonString('0'),
      data: jsonString(session.id),
      msg: jsonString('ok'),
      success: { kind: 'boolean', value: true },
    }),
  })
}

function members(nodes: Readonly<Record<string, JsonNode>>): JsonObject {
  return { kind: 'object', members: Object.entries(nodes).map(([name, node]) => jsonMember(name, node)) }
}
