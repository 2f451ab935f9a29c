import { joinPath } from '../descriptor/paths'
import { parseJson } from '../exchange/json/parse'
import { leafText, type JsonNode } from '../exchange/json/tree'
import { NotWellFormedError } from '../exchange/not-well-formed'
import type { SentParameter } from '../exchange/sent-parameters'
import type { Parameter } from '../protocol/parameters'
import { MASK, maskField, maskKey } from './masking'

/** A parameter as it was sent, wherever it stood. */
export type SummarisedParameter = Omit<SentParameter, 'place'>

const SHOWN_OF_SIGNATURE = 8

/** Every parameter on a line of its own, DTOs by their leaves, with what must not be handed on masked. */
export function summaryParameters(parameters: readonly SummarisedParameter[]): Parameter[] {
  return parameters.flatMap(({ name, value, isMasked }) => {
    if (isMasked || name === 'session') return [{ name, value: MASK }]
    if (name === 'sign') return [{ name, value: `${value.slice(0, SHOWN_OF_SIGNATURE)}…` }]
    if (name === 'app_key' || name === 'target_app_key') return [{ name, value: maskKey(value) }]
    return /^\s*[{[]/.test(value) ? leavesOfText(name, value) : [{ name, value: maskField(name, value) }]
  })
}

/** Members of a DTO's text; one that is no JSON is not shown, because nobody can tell what of it is personal. */
function leavesOfText(name: string, text: string): Parameter[] {
  try {
    return leavesOf(name, name, parseJson(text))
  } catch (error) {
    if (error instanceof NotWellFormedError) return [{ name, value: MASK }]
    throw error
  }
}

function leavesOf(path: string, name: string, node: JsonNode): Parameter[] {
  if (node.kind === 'object') return node.members.flatMap((member) => leavesOf(joinPath(path, member.name), member.name, member.value))
  if (node.kind === 'array') return node.items.flatMap((item, index) => leavesOf(`${path}[${index}]`, name, item))
  return [{ name: path, value: maskField(name, leafText(node) ?? 'null') }]
}
