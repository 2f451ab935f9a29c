import { describe, expect, it } from 'vitest'
import { anExchange } from '../../testing/exchange-builder'
import { requestParts } from './request-parts'

describe('requestParts', () => {
  it('lists every parameter of a form in the order sent', () => {
    const { target, parameters } = requestParts(anExchange())
    expect(target).toBe('POST /router/rest')
    expect(parameters[0]).toEqual({ name: 'method', value: 'alibaba.lyservice.lippi.session.create', place: 'body', isMasked: false })
    expect(parameters.find(({ name }) => name === 'session')).toMatchObject({ value: '[session token 1a2b3c4d]', isMasked: true })
    expect(parameters.at(-1)?.name).toBe('sign')
  })

  it('joins query and form when the public parameters are in the URL', () => {
    const { parameters } = requestParts(anExchange({ placement: 'sdk' }))
    expect(parameters.filter(({ place }) => place === 'query').map(({ name }) => name)).toContain('sign')
    expect(parameters.filter(({ place }) => place === 'body').map(({ name }) => name)).toEqual([
      'ly_create_session_dto',
      'ly_ding_open_para_dto',
    ])
  })
})
