import { jsonMember, jsonString, memberOf, type JsonMember, type JsonNode, type JsonObject } from '@shared/exchange/json/tree'
import { findPlatformCode } from '@shared/knowledge/find-meaning'
import type { AnswerInstead } from '../answer'
import type { AnswerContent } from '../print-answer'
import { REFUSALS } from '../refusals'

/** Stands in a printed answer where a fault puts a text that no tree could print: digits no answer holds otherwise. */
export const SLOT = '-271828182845904523536028747135266249775724709369995'

/** A refusal with the platform's words; an empty sub message is filled in where the platform always gives one (PROTOCOL 6). */
export function refusalOf(code: string, subCode: string, subMessage: string, call: { appKey: string; callerAddress: string }): AnswerInstead {
  const own = Object.values(REFUSALS).find((refusal) => refusal.code === code)
  return {
    refusal: {
      code,
      message: own?.message ?? findPlatformCode(code)?.name ?? 'Unknown error',
      subCode: subCode === '' ? null : subCode,
      subMessage: subMessage === '' ? usualSubMessage(subCode, call) : subMessage,
    },
  }
}

function usualSubMessage(subCode: string, { appKey, callerAddress }: { appKey: string; callerAddress: string }): string | null {
  if (subCode.startsWith('accesscontrol.')) return 'This ban will last for 30 more seconds'
  if (subCode !== 'isv.permission-ip-whitelist-limit') return null
  return `The appkey ${appKey} is only allowed to call from 192.0.2.*, but your ip is ${callerAddress}`
}

/** A business rejection as the official page shows it. */
export function rejectionOf(code: string): AnswerInstead {
  const result: JsonObject = {
    kind: 'object',
    members: [
      jsonMember('code', jsonString(code)),
      jsonMember('msg', jsonString('SYSTEM_ERROR')),
      jsonMember('success', { kind: 'boolean', value: false }),
    ],
  }
  return { members: { kind: 'object', members: [jsonMember('result', result)] } }
}

/** Adds a member with the slot as its value. */
export function withSlot(content: AnswerContent, name: string): AnswerContent {
  // The digits of a number are printed as they stand, in both formats.
  return alterCore(content, (members) => [...members, jsonMember(name, { kind: 'number', digits: SLOT })])
}

/** Ends the message in Chinese. */
export function withChinese(content: AnswerContent): AnswerContent {
  return alterCore(content, (members) =>
    members.map((member) => (member.name === 'msg' ? { ...member, value: jsonString(`${textOf(member.value)}（${CHINESE}）`) } : member)),
  )
}
export const CHINESE = '本机网关的中文回复'

/** Puts contradictions before the members that say what came of the call. */
export function withDuplicates(content: AnswerContent): AnswerContent {
  return alterCore(content, (members) => {
    const contradictions = members.flatMap(({ name, value }) => {
      const contradicting = CONTRADICTIONS[name]?.(value)
      return contradicting === undefined ? [] : [jsonMember(name, contradicting)]
    })
    return [...contradictions, ...members]
  })
}

const CONTRADICTIONS: Readonly<Record<string, (value: JsonNode) => JsonNode>> = {
  code: (value) => (value.kind === 'number' ? { kind: 'number', digits: '999' } : jsonString('999')),
  data: () => jsonString('another-session'),
  success: (value) => ({ kind: 'boolean', value: !(value.kind === 'boolean' && value.value) }),
}

/** Adds numbers that lose digits or their spelling in ordinary parsers. */
export function withBigIntegers(content: AnswerContent): AnswerContent {
  const number = (digits: string): JsonNode => ({ kind: 'number', digits })
  const members = [
    jsonMember('beyond_2_53', number('9007199254740993')),
    jsonMember('order_id', number('179551105895329108')),
    jsonMember('price', number('1.10')),
    jsonMember('beyond_double', number('1e400')),
    jsonMember('padded', jsonString('00012')),
  ]
  return alterCore(content, (others) => [...others, jsonMember('numbers', { kind: 'object', members })])
}

/** Leaves `request_id` out. */
export function withoutRequestId(content: AnswerContent): AnswerContent {
  const members = content.members.members.filter(({ name }) => name !== 'request_id')
  return { ...content, members: { kind: 'object', members } }
}

/** Changes the members that say what came of the call: those of `result`, or of the root where there is none. */
function alterCore(content: AnswerContent, change: (members: readonly JsonMember[]) => readonly JsonMember[]): AnswerContent {
  const { members } = content
  const result = memberOf(members, 'result')
  if (result?.kind !== 'object') return { ...content, members: { kind: 'object', members: change(members.members) } }
  const altered: JsonObject = { kind: 'object', members: change(result.members) }
  return {
    ...content,
    members: {
      kind: 'object',
      members: members.members.map((member) => (member.name === 'result' ? { ...member, value: altered } : member)),
    },
  }
}

function textOf(value: JsonNode): string {
  return value.kind === 'string' ? value.text : ''
}
