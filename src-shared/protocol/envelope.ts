import type { Field, IntegerField, LocalizedText, ObjectField, Operation, StringField } from '../descriptor/types'
import { memberOf, type Members } from '../exchange/document/members'
import { NO_ROW } from '../exchange/document/rows'

/** Name of a response's root: dots become underscores, a leading `taobao.` goes, `_response` follows (PROTOCOL 4). */
export function responseRoot(operationName: string): string {
  return `${operationName.replace(/^taobao\./, '').replaceAll('.', '_')}_response`
}

/** Name of the root the console gives a request it shows as XML; the wire has no such element. */
export function requestRoot(operationName: string): string {
  return responseRoot(operationName).replace(/_response$/, '_request')
}

export const ERROR_ROOT = 'error_response'

const same = (en: string, zh: string): LocalizedText => ({ en, zh })
const text = (name: string, label: LocalizedText): StringField => ({
  kind: 'string',
  name,
  required: false,
  example: '',
  label,
  meaning: label,
})
const errorCode: IntegerField = {
  kind: 'integer',
  name: 'code',
  required: false,
  example: '50',
  label: same('platform code', '平台错误码'),
  meaning: same('Code of the platform error', '平台错误码'),
}
const requestIdField = text('request_id', same('the platform’s id of this call', '平台为这次调用分配的编号'))

/** Members of `error_response` (PROTOCOL 4). */
export const errorFields: readonly Field[] = [
  errorCode,
  text('msg', same('message', '错误信息')),
  text('sub_code', same('sub code', '子错误码')),
  text('sub_msg', same('sub message', '子错误信息')),
  requestIdField,
]

/** `error_response` as a member, for where it stands beside others. */
export const errorField: ObjectField = {
  kind: 'object',
  type: 'ErrorResponse',
  name: ERROR_ROOT,
  required: false,
  label: same('platform error', '平台错误'),
  meaning: same('What the platform refused the call with', '平台拒绝这次调用时的说明'),
  fields: errorFields,
}

/** Members a response root may have: the operation's own, and `request_id` beside them. */
export function responseFields(operation: Operation): readonly Field[] {
  return [...operation.response, requestIdField]
}

/** What an answer's outermost shape says, and the place of the object that holds what it says. */
export type Envelope =
  | { readonly kind: 'error'; readonly place: number }
  | { readonly kind: 'response'; readonly place: number; readonly simplified: boolean }
  | { readonly kind: 'unrecognised' }

/**
 * Tells a platform error from a response and a plain response from a simplified one.
 * A plain body read as simplified would look like an empty success, so the root decides (PROTOCOL 4).
 */
export function openEnvelope(document: Members, operation: Operation): Envelope {
  const { top } = document
  const error = memberOf(document, top, ERROR_ROOT)
  if (document.isObject(error)) return { kind: 'error', place: error }
  const plain = memberOf(document, top, responseRoot(operation.name))
  if (document.isObject(plain)) return { kind: 'response', place: plain, simplified: false }
  if (operation.response.some((field) => memberOf(document, top, field.name) !== NO_ROW)) {
    return { kind: 'response', place: top, simplified: true }
  }
  return { kind: 'unrecognised' }
}
