import { expect, it } from 'vitest'
import { PLACEMENTS } from '../protocol/parameters'
import { headText, wireRequest } from '../protocol/wire'
import { sentParameters } from './sent-parameters'

it.each(PLACEMENTS)('gives back what was put on the wire (%s)', (placement) => {
  const parameters = [
    { name: 'method', value: 'a.b' },
    { name: 'sign', value: 'ABC' },
    { name: 'dto', value: '{"sid":"会话 +%&="}' },
  ]
  const wire = wireRequest({ gatewayUrl: 'http://127.0.0.1:1/router/rest', placement, parameters, userAgent: 'test' })
  expect(sentParameters({ head: headText(wire), body: wire.body })).toEqual(parameters)
})
