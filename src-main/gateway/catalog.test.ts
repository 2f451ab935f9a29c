import { describe, expect, it } from 'vitest'
import { catalog } from '@shared/catalog'
import type { Field } from '@shared/descriptor/types'
import { readAnswer } from '@shared/exchange/answer'
import { printLines } from '@shared/exchange/document/lines'
import { readDocument } from '@shared/exchange/document/read-document'
import { parseJson } from '@shared/exchange/json/parse'
import { memberOf, type JsonNode } from '@shared/exchange/json/tree'
import { responseViews } from '@shared/exchange/views'
import { responseFields, responseRoot } from '@shared/protocol/envelope'
import { FORMATS } from '@shared/protocol/parameters'
import { gatewayForTests } from './testing/start'
import { post, signedCall } from './testing/call'

const { url } = gatewayForTests()

/** Paths at which a node is not what the fields say. */
function deviations(node: JsonNode, fields: readonly Field[], path = ''): string[] {
  if (node.kind !== 'object') return [`${path} is no object`]
  return node.members.flatMap(({ name, value }) => {
    const field = fields.find((candidate) => candidate.name === name)
    const memberPath = `${path}.${name}`
    if (field === undefined) return [`${memberPath} is unknown`]
    if (field.kind === 'object') return deviations(value, field.fields, memberPath)
    const isTyped = field.kind === 'integer' ? value.kind === 'number' : value.kind === field.kind
    return isTyped ? [] : [`${memberPath} is no ${field.kind}`]
  })
}

describe.each(catalog)('$name on the local gateway', (operation) => {
  it.each(FORMATS)('accepts the example in %s and answers as the descriptor says', async (format) => {
    const answer = await post(url(), signedCall({ operation, parameters: { format } }))
    expect(readAnswer(answer.status, answer.text, operation)).toMatchObject({ outcome: 'succeeded', format })
    const { json } = responseViews(readDocument(new TextEncoder().encode(answer.text)), operation)
    const members = json.kind === 'lines' ? memberOf(parseJson(printLines(json.lines)), responseRoot(operation.name)) : null
    expect(members === null ? null : deviations(members, responseFields(operation))).toEqual([])
    expect(memberOf(members, 'request_id')).not.toBeNull()
  })

  it('answers with the id that identifies the result', async () => {
    const answer = await post(url(), signedCall({ operation }))
    const { resultId } = readAnswer(answer.status, answer.text, operation)
    expect(resultId === null).toBe(operation.identity.resultId === undefined)
  })

  it.each(FORMATS)('refuses the empty request in %s', async (format) => {
    const without = Object.fromEntries(operation.request.map((field) => [field.name, null]))
    const answer = await post(url(), signedCall({ operation, parameters: { format, ...without } }))
    const needsSomething = operation.request.some((field) => field.required)
    expect(readAnswer(answer.status, answer.text, operation).code).toBe(needsSomething ? '40' : '0')
  })
})
