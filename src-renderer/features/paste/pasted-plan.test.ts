import { describe, expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import type { PastedRequest } from '@shared/import/pasted-request'
import { readPasted } from '@shared/import/read-pasted'
import { aProfile } from '../../testing/fake-bridge'
import { fillPlan, isClearly, listedItems, looksSecret, profileOf, strangeness } from './pasted-plan'

const SID = 'ly_create_session_dto.source.sid'
const SUMMARY = 'ly_create_session_dto.source.summary'

function read(text: string): PastedRequest {
  const pasted = readPasted(text, operation)
  if (!pasted.ok) throw new Error(pasted.problem)
  return pasted
}

const formOf = (parameters: Readonly<Record<string, string>>): string => new URLSearchParams(parameters).toString()

describe('the plan', () => {
  it('keeps every digit and escapes braces, so that what was written is what is sent', () => {
    const { values } = fillPlan(read('{"source":{"sid":"{{now}}"},"target":{"service_id":9007199254740993}}'), { operation: operation.name, values: {} }, 'replace')
    expect(values).toEqual({ [SID]: '\\{{now}}', 'ly_create_session_dto.target.service_id': '9007199254740993' })
  })

  it('tells what would change and what would be emptied, and that merging empties nothing', () => {
    const held = { operation: operation.name, values: { [SID]: 'a', [SUMMARY]: 'b' } }
    const pasted = read('{"source":{"sid":"c"}}')
    expect(fillPlan(pasted, held, 'replace')).toMatchObject({ changed: [SID], emptied: [SUMMARY], values: { [SID]: 'c' } })
    expect(fillPlan(pasted, held, 'merge')).toMatchObject({ changed: [SID], emptied: [], values: { [SID]: 'c', [SUMMARY]: 'b' } })
  })

  it('mixes no operations: of another one’s draft nothing stays', () => {
    const held = { operation: 'another.operation', values: { [SID]: 'a', other: 'b' } }
    expect(fillPlan(read('{"source":{"sid":"c"}}'), held, 'merge').values).toEqual({ [SID]: 'c' })
  })

  it.each([
    [{ format: 'xml', sign_method: 'hmac' }, 'xml', 'hmac'],
    [{ format: 'yaml', sign_method: 'sha1' }, null, null],
    [{}, null, null],
  ])('takes over only formats and methods there are: %j', (settings, format, signMethod) => {
    const pasted = read(formOf({ method: operation.name, ...settings, ly_create_session_dto: '{"source":{"sid":"c"}}' }))
    expect(fillPlan(pasted, { operation: operation.name, values: {} }, 'replace')).toMatchObject({ format, signMethod })
  })
})

describe('where it belongs', () => {
  const mine = aProfile({ id: 'mine', builtIn: false, gatewayUrl: 'https://gw.example/router/rest', appKey: 'key-1' })
  const elsewhere = aProfile({ id: 'elsewhere', builtIn: false, gatewayUrl: 'https://other.example/router/rest', appKey: 'key-1' })
  const pasted = read(`https://gw.example/router/rest?${formOf({ method: operation.name, app_key: 'key-1', ly_create_session_dto: '{}', sign: 'A' })}`)

  it('is the profile of its app key, and of those the one of its address', () => {
    expect(profileOf(pasted, [aProfile(), elsewhere, mine])?.id).toBe('mine')
    expect(profileOf(pasted, [aProfile(), elsewhere])?.id).toBe('elsewhere')
    expect(profileOf(pasted, [aProfile()])).toBeNull()
  })

  it('is told where the chosen profile leads elsewhere', () => {
    expect(strangeness(pasted, mine)).toEqual([])
    expect(strangeness(pasted, elsewhere)).toEqual(['gateway'])
    expect(strangeness(pasted, aProfile())).toEqual(['gateway', 'app-key'])
  })

  it('is the embedded gateway on whatever port', () => {
    const local = read(`http://127.0.0.1:1/router/rest?${formOf({ method: operation.name, app_key: 'local-app', ly_create_session_dto: '{}' })}`)
    expect(strangeness(local, aProfile())).toEqual([])
  })
})

it('hides what looks like a secret, never what fills a field', () => {
  const named = (name: string, fate: 'unknown' | 'mapped') => ({ name, value: 'x', fate })
  expect(['access_token', 'client_secret', 'Authorization', 'password', 'session'].every((name) => looksSecret(named(name, 'unknown')))).toBe(true)
  expect([looksSecret(named('session_source', 'unknown')), looksSecret(named('ly_ding_open_para_dto.access_token', 'mapped'))]).toEqual([false, false])
})

it('lists what is taken before what is not', () => {
  const { items } = read(formOf({ sign: 'A', timestamp: '2026-11-22 12:00:00', tracer: '1', format: 'xml', method: operation.name, ly_create_session_dto: '{"source":{"sid":"c"}}' }))
  const fates = listedItems(items).map(({ fate }) => fate)
  expect(fates).toHaveLength(items.length)
  expect(fates.indexOf('mapped')).toBe(0)
  expect(fates.indexOf('unknown')).toBeLessThan(fates.indexOf('dropped'))
})

it.each([
  ['{"source":{"sid":"c","channel":"0"}}', true],
  [formOf({ method: operation.name, ly_create_session_dto: '{"source":{"sid":"c"}}' }), true],
  ['{"source":{"sid":"c"}}', false],
])('takes %s for a request beyond doubt: %s', (text, expected) => {
  expect(isClearly(read(text))).toBe(expected)
})
