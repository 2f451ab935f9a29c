import { describe, expect, it } from 'vitest'
import { EVERYTHING } from '../history/criteria'
import { z } from 'zod'
import { ipcContract, ipcEvents } from './contract'
import { draftValuesSchema } from './draft-values-schema'
import { IPC_EVENTS, IPC_METHODS, channelOf } from './methods'

/** The part of JSON Schema that z.toJSONSchema writes and these tests walk. */
interface JsonSchema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly additionalProperties?: JsonSchema | boolean
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
}

// Bytes have no JSON form; they appear as the empty schema.
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(schema, { unrepresentable: 'any', io }) as JsonSchema
}

const SECRET_NAME = /secret|password|passphrase|token|credential|private_?key|^session$|^sign(?:ature)?$/i

/** Paths of members that are named like a secret and could hold one; an object of known members cannot. */
function placesForSecrets(schema: JsonSchema, path = ''): string[] {
  const members = Object.entries(schema.properties ?? {})
  const own = members
    .filter(([name, member]) => SECRET_NAME.test(name) && member.properties === undefined)
    .map(([name]) => `${path}.${name}`)
  const parts: [string, JsonSchema][] = [
    ...members.map(([name, member]): [string, JsonSchema] => [`${path}.${name}`, member]),
    ...[schema.items, typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined]
      .filter((part) => part !== undefined)
      .map((part): [string, JsonSchema] => [`${path}[]`, part]),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].map((part): [string, JsonSchema] => [path, part]),
  ]
  return [...own, ...parts.flatMap(([partPath, part]) => placesForSecrets(part, partPath))]
}

it('has a schema for every name and no other', () => {
  expect(Object.keys(ipcContract).sort()).toEqual([...IPC_METHODS].sort())
  expect(Object.keys(ipcEvents).sort()).toEqual([...IPC_EVENTS].sort())
})

it('names calls area.verb and events in the past tense or by what they tell', () => {
  for (const name of [...IPC_METHODS, ...IPC_EVENTS]) expect(name).toMatch(/^[a-z]+\.[a-z]+$/)
  expect(new Set([...IPC_METHODS, ...IPC_EVENTS].map(channelOf)).size).toBe(IPC_METHODS.length + IPC_EVENTS.length)
  expect(channelOf('history.search')).toBe('app:history.search')
})

describe('secrets', () => {
  it.each(IPC_METHODS)('have no place in the response of %s', (name) => {
    expect(placesForSecrets(schemaOf(ipcContract[name].response, 'output'))).toEqual([])
  })

  it.each(IPC_EVENTS)('have no place in the event %s', (name) => {
    expect(placesForSecrets(schemaOf(ipcEvents[name], 'output'))).toEqual([])
  })

  it('would be found at any depth', () => {
    const leaky = z.object({ list: z.array(z.object({ deep: z.record(z.string(), z.object({ appSecret: z.string() })).nullable() })) })
    expect(placesForSecrets(schemaOf(leaky, 'output'))).toEqual(['.list[].deep[].appSecret'])
    expect(placesForSecrets(schemaOf(z.union([z.object({ session: z.any() }), z.null()]), 'output'))).toEqual(['.session'])
  })
})

describe('requests', () => {
  it.each(IPC_METHODS)('of %s take nothing undeclared', (name) => {
    const result = ipcContract[name].request.safeParse({ undeclared: 1 })
    expect(result.error?.issues.map(({ code }) => code)).toContain('unrecognized_keys')
  })

  it.each(IPC_METHODS)('of %s take no other value than an object', (name) => {
    for (const value of [null, undefined, 'x', 1, [], () => 1]) expect(ipcContract[name].request.safeParse(value).success).toBe(false)
  })

  it('limit drafts in number and length', () => {
    const fields = (count: number): Record<string, string> => Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, '']))
    expect(draftValuesSchema.safeParse(fields(200)).success).toBe(true)
    expect(draftValuesSchema.safeParse(fields(201)).success).toBe(false)
    expect(draftValuesSchema.safeParse({ a: 'x'.repeat(4_194_304) }).success).toBe(true)
    expect(draftValuesSchema.safeParse({ a: 'x'.repeat(4_194_305) }).success).toBe(false)
    expect(draftValuesSchema.safeParse({ a: 1 }).success).toBe(false)
  })

  it('limit a page of the history', () => {
    const { request } = ipcContract['history.search']
    expect(request.safeParse({ criteria: EVERYTHING, limit: 200, before: null }).success).toBe(true)
    for (const limit of [0, 201, 1.5, NaN, '5']) expect(request.safeParse({ criteria: EVERYTHING, limit, before: null }).success).toBe(false)
  })
})

describe('responses', () => {
  it('lose what was not declared', () => {
    const status = ipcContract['gateway.status'].response.parse({ running: false, url: null, fault: null, secret: 'x' })
    expect(status).toEqual({ running: false, url: null, fault: null })
  })
})

it('has the surface that was reviewed', () => {
  const calls = Object.fromEntries(
    IPC_METHODS.map((name) => [
      name,
      { request: schemaOf(ipcContract[name].request, 'input'), response: schemaOf(ipcContract[name].response, 'output') },
    ]),
  )
  const events = Object.fromEntries(IPC_EVENTS.map((name) => [name, schemaOf(ipcEvents[name], 'output')]))
  expect({ calls, events }).toMatchSnapshot()
})
