import { printJsonCompact } from '../../exchange/json/print'
import { codeObject, codeText, jsonOfValue, textOfValue, UNKNOWN, valueOfJsonText, type CodeObject, type CodeValue } from './code-values'

/** A call that stands in code. */
export interface CodeCall {
  readonly name: string
  /** What the receiver is called, when it is a name nothing is known of. */
  readonly receiverName: string | null
  readonly receiver: CodeValue | null
  readonly arguments: { readonly plain: readonly CodeValue[]; readonly named: ReadonlyMap<string, CodeValue> }
}

const TO_JSON = /^(?:stringify|dumps|json_encode|toJSONString|toJson|serializeObject|serialize|writeValueAsString|writeReflectJson|objectToJson)$/i
const FROM_JSON = /^(?:parse|loads|json_decode|parseObject|fromJson|deserializeObject|readValue|parseJson)$/i
const SAME = /^(?:valueOf|parseLong|parseInt|toString|ToString|string|c_str|str|int|long|Long|Integer|String|Boolean|BigDecimal|BigInteger|BigInt|Number|strval|intval|trim|strip|stripIndent|freeze|URLSearchParams|encode|decode|utf8_encode|unicode|Some|ofNullable|requireNonNull)$/
const LISTS = /^(?:asList|List|array_values|of_list)$/
/** Calls that change nothing of their receiver. */
const NO_CHANGE = /^(?:get|is|has|to|execute|check|log|print|close|clear|remove|equals|send|then|catch|run|exec|set_app_info)/i

/** What a call gives, and what it does to its receiver; null when nothing is known of it. */
export function callResult(name: string, receiver: CodeValue | null, { plain, named }: CodeCall['arguments']): CodeValue | null {
  const [first, second] = plain
  if (TO_JSON.test(name)) return jsonText(first ?? receiver ?? UNKNOWN)
  if (FROM_JSON.test(name) && textOfValue(first) !== null) return valueOfJsonText(textOfValue(first) ?? '')
  if (SAME.test(name)) return first ?? (receiver?.kind === 'unknown' ? null : receiver)
  if (name === 'array' || name === 'dict') return dictionaryOf(plain, named)
  if (name === 'of' && plain.length >= 2 && plain.length % 2 === 0) return pairsOf(plain)
  if (LISTS.test(name)) return { kind: 'list', items: plain }
  if (receiver?.kind !== 'object') return null
  if (name === 'build' || name === 'builder' || name === 'New') return receiver
  const key = textOfValue(first)
  if (plain.length === 2 && key !== null && /^(?:put|add|set|append|with|field|param)/i.test(name)) receiver.members.set(key, second ?? UNKNOWN)
  else if (plain.length === 1 && /^(?:set|with|Set|With)_?[A-Z]/.test(name)) receiver.members.set(snakeCase(name.replace(/^(?:set|with)_?/i, '')), first ?? UNKNOWN)
  else if (plain.length === 1 && /^(?:putAll|update|addAll)$/.test(name) && first?.kind === 'object') for (const [member, value] of first.members) receiver.members.set(member, value)
  else if (plain.length === 1 && !NO_CHANGE.test(name)) receiver.members.set(snakeCase(name), first ?? UNKNOWN)
  else return null
  return receiver
}

/** The wire name of a property: `ChannelUid` → `channel_uid`, the underscore .NET puts behind a name left out. */
export function snakeCase(name: string): string {
  return name
    .replace(/_+$/, '')
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .toLowerCase()
}

function jsonText(value: CodeValue): CodeValue {
  const unknown: string[] = []
  const node = jsonOfValue(value, unknown)
  if (node === null) return UNKNOWN
  // What only a run would know must not be lost in a text: the object stays one.
  return unknown.length > 0 ? value : codeText(printJsonCompact(node))
}

function dictionaryOf(plain: readonly CodeValue[], named: ReadonlyMap<string, CodeValue>): CodeObject | CodeValue {
  if (named.size === 0 && plain.length > 0) return plain.length === 1 && plain[0]!.kind === 'object' ? plain[0]! : { kind: 'list', items: plain }
  const object = codeObject()
  for (const [name, value] of named) object.members.set(name, value)
  return object
}

function pairsOf(plain: readonly CodeValue[]): CodeValue {
  const object = codeObject()
  for (let index = 0; index + 1 < plain.length; index += 2) object.members.set(textOfValue(plain[index]) ?? String(index), plain[index + 1]!)
  return object
}
