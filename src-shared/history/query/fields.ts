import { catalog } from '../../catalog'
import { leavesOf } from '../../descriptor/paths'
import type { LocalizedText } from '../../descriptor/types'
import { bilingual as both } from '../../knowledge/types'
import type { TextPlace, ValueField } from '../criteria'
import { VALUE_FIELDS } from '../criteria'
import {
  ENVIRONMENT_CHOICES,
  FAILURE_CHOICES,
  FORMAT_CHOICES,
  HAS_CHOICES,
  IS_CHOICES,
  OUTCOME_CHOICES,
  type ChoiceOfField,
} from './choices'

/** What can stand behind a field's colon. */
export type FieldKind =
  | { readonly kind: 'value'; readonly field: ValueField; readonly choices: readonly ChoiceOfField[] | null }
  | { readonly kind: 'parameter' }
  | { readonly kind: 'text'; readonly place: Exclude<TextPlace, 'anywhere'> }
  | { readonly kind: 'time'; readonly side: 'after' | 'before' | 'on' }
  | { readonly kind: 'duration'; readonly side: 'slower' | 'faster' }
  | { readonly kind: 'choice'; readonly choices: readonly ChoiceOfField[] }

/** A field of the filter language. */
export interface QueryField {
  readonly name: string
  /** Other names that mean the same. */
  readonly aliases: readonly string[]
  readonly meaning: LocalizedText
  readonly kind: FieldKind
  /** A value that shows how it is written. */
  readonly example: string
}

const VALUE_WORDS: Readonly<Record<ValueField, Omit<QueryField, 'name' | 'kind'> & { readonly choices?: readonly ChoiceOfField[] }>> = {
  outcome: { aliases: ['结果'], meaning: both('请求的结果', 'how it ended'), example: 'refused', choices: OUTCOME_CHOICES },
  failure: { aliases: ['失败原因'], meaning: both('失败的原因', 'why there is no usable answer'), example: 'time-out', choices: FAILURE_CHOICES },
  code: { aliases: ['错误码'], meaning: both('错误码', 'code of the answer'), example: '25' },
  sub_code: { aliases: ['子错误码', 'subcode'], meaning: both('子错误码', 'sub_code of the answer'), example: 'isv.*' },
  request_id: { aliases: ['请求编号'], meaning: both('平台给出的请求编号', 'id the platform gave the call'), example: 'zzp0c5fj10y3' },
  session_id: { aliases: ['session', '会话', '会话编号'], meaning: both('平台返回的会话编号', 'id of the session that was created'), example: '8800*' },
  sid: { aliases: [], meaning: both('请求里的 sid', 'sid of the request'), example: 'testSessionId' },
  status: { aliases: ['状态码'], meaning: both('HTTP 状态码', 'HTTP status'), example: '5*' },
  format: { aliases: ['格式'], meaning: both('响应的格式', 'format of the answer'), example: 'xml', choices: FORMAT_CHOICES },
  profile: { aliases: ['配置'], meaning: both('配置的名称', 'name of the profile'), example: 'Mini*' },
  env: { aliases: ['环境', 'environment'], meaning: both('环境', 'environment'), example: 'production', choices: ENVIRONMENT_CHOICES },
  op: { aliases: ['接口', 'operation'], meaning: both('接口的名称', 'name of the operation'), example: 'alibaba.lyservice.*' },
  app_key: { aliases: ['appkey'], meaning: both('App Key', 'app key'), example: '12345678' },
  batch: { aliases: ['批次'], meaning: both('所属批次的编号', 'id of the batch it was sent for'), example: '0199c0de*' },
  tag: { aliases: ['标签', 'tags'], meaning: both('标签', 'tag, e.g. a ticket number'), example: '"退款 1234"' },
}

const valueFields = VALUE_FIELDS.map((name): QueryField => {
  const { choices, ...words } = VALUE_WORDS[name]
  return { name, ...words, kind: { kind: 'value', field: name, choices: choices ?? null } }
})

const text = (place: Exclude<TextPlace, 'anywhere'>, aliases: readonly string[], zh: string, en: string, example: string): QueryField => ({
  name: place,
  aliases,
  meaning: both(zh, en),
  kind: { kind: 'text', place },
  example,
})

const otherFields: readonly QueryField[] = [
  text('msg', ['消息', 'message'], '错误消息里的文字', 'text in msg or sub_msg', 'signature'),
  text('note', ['备注'], '备注里的文字', 'text in the note', '已修复'),
  text('name', ['名称'], '名称里的文字', 'text in the name', '退款'),
  text('request', ['请求'], '请求里的文字', 'text in the request', 'channel'),
  text('response', ['响应'], '响应里的文字', 'text in the response', '限流'),
  { name: 'after', aliases: ['之后', 'since'], meaning: both('从这个时间起', 'from that time on'), kind: { kind: 'time', side: 'after' }, example: '7d' },
  { name: 'before', aliases: ['之前', 'until'], meaning: both('在这个时间之前', 'before that time'), kind: { kind: 'time', side: 'before' }, example: '2026-11-22T10:00' },
  { name: 'on', aliases: ['日期'], meaning: both('在这一天', 'on that day'), kind: { kind: 'time', side: 'on' }, example: 'yesterday' },
  { name: 'slower', aliases: ['慢于'], meaning: both('耗时不少于', 'took at least'), kind: { kind: 'duration', side: 'slower' }, example: '2s' },
  { name: 'faster', aliases: ['快于'], meaning: both('耗时不多于', 'took at most'), kind: { kind: 'duration', side: 'faster' }, example: '800ms' },
  { name: 'has', aliases: ['有'], meaning: both('带有备注、名称、标签或响应', 'has a note, name, tag or response'), kind: { kind: 'choice', choices: HAS_CHOICES }, example: 'note' },
  { name: 'is', aliases: ['是'], meaning: both('置顶、重发、导入、发送中、已删除', 'pinned, replayed, imported, under way or removed'), kind: { kind: 'choice', choices: IS_CHOICES }, example: 'pinned' },
]

const ownNames = new Set([...valueFields, ...otherFields].map(({ name }) => name))

/** Every parameter of a request the catalog knows, but those that have a field of their own. */
const parameterFields: readonly QueryField[] = [
  ...new Map(catalog.flatMap(({ request }) => leavesOf(request)).map(({ field }) => [field.name, field])).values(),
]
  .filter(({ name }) => !ownNames.has(name))
  .map(({ name, label, example }) => ({ name, aliases: [], meaning: label, kind: { kind: 'parameter' }, example }))

/** Every field, the most used first. */
export const QUERY_FIELDS: readonly QueryField[] = [...valueFields, ...otherFields, ...parameterFields]

const fieldByName = new Map(QUERY_FIELDS.flatMap((field) => [field.name, ...field.aliases].map((name) => [name, field])))

/** The field of a name or one of its aliases, whatever its case; null when there is none. */
export function findField(name: string): QueryField | null {
  return fieldByName.get(name.toLowerCase()) ?? null
}

/** The name of a field that somebody probably meant; null when nothing is close. */
export function similarField(name: string): string | null {
  const wanted = name.toLowerCase()
  // A slip in a short word makes another word.
  if (wanted.length < 4) return null
  const allowed = wanted.length < 7 ? 1 : 2
  const close = [...fieldByName].filter(([known]) => known.length >= 4 && editDistance(known, wanted, allowed) <= allowed)
  return close[0]?.[1].name ?? null
}

/** Letters to be changed, added, left out or swapped with their neighbour; anything above `limit` may be told too small. */
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1
  let older: number[] = []
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1]
      let cost = Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + (isSame ? 0 : 1))
      const isSwap = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      if (isSwap) cost = Math.min(cost, (older[column - 2] ?? 0) + 1)
      current.push(cost)
    }
    older = previous
    previous = current
  }
  return previous[right.length] ?? 0
}
