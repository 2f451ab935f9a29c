import { describe, expect, it } from 'vitest'
import { PLACEMENTS, type Placement } from '../protocol/parameters'
import { headText, wireRequest } from '../protocol/wire'
import { placedParameters, requestTarget, sentParameters } from './sent-parameters'

const parameters = [
  { name: 'method', value: 'a.b' },
  { name: 'session', value: '[session token 1a2b3c4d]' },
  { name: 'sign', value: 'ABC' },
  { name: 'dto', value: '{"sid":"会话 +%&="}' },
]

function stored(placement: Placement) {
  const wire = wireRequest({ gatewayUrl: 'http://127.0.0.1:1/router/rest', placement, parameters, userAgent: 'test' })
  return { head: headText(wire), body: Uint8Array.from(wire.body), masked: ['session'] }
}

describe.each(PLACEMENTS)('a stored request (%s)', (placement) => {
  it('gives back what was put on the wire', () => {
    expect(sentParameters(stored(placement))).toEqual(parameters)
    expect(placedParameters(stored(placement))).toMatchObject(parameters)
  })

  it('tells its target without the query', () => {
    expect(requestTarget(stored(placement))).toBe('POST /router/rest')
  })

  it('tells which value is a marker', () => {
    expect(placedParameters(stored(placement)).map(({ isMasked }) => isMasked)).toEqual([false, true, false, false])
  })
})

it.each([
  ['body', ['body', 'body', 'body', 'body']],
  ['sdk', ['query', 'query', 'query', 'body']],
] as const)('tells where each parameter stood (%s)', (placement, places) => {
  expect(placedParameters(stored(placement)).map(({ place }) => place)).toEqual(places)
})
