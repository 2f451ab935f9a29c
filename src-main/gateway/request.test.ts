import { describe, expect, it } from 'vitest'
import { parameterList, readRequest } from './request'

const FORM = 'application/x-www-form-urlencoded'

function requestOf(query: string, body: string, method = 'POST', contentType = FORM): ReturnType<typeof readRequest> {
  return readRequest({ method, query, contentType, body: Buffer.from(body, 'latin1') })
}

describe('readRequest', () => {
  it('puts the URL before the body and keeps the first of a repeated name', () => {
    const request = requestOf('a=1&b=2&a=3', 'b=4&c=5&c=6')
    expect(parameterList(request)).toEqual([
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
      { name: 'c', value: '5' },
    ])
  })

  it('keeps empty values, since they are signed', () => {
    expect(parameterList(requestOf('a=', 'b'))).toEqual([
      { name: 'a', value: '' },
      { name: 'b', value: '' },
    ])
  })

  it('reads no body of a GET and none of another type', () => {
    expect(requestOf('a=1', 'b=2', 'GET').parameters.size).toBe(1)
    expect(requestOf('a=1', '{"b":2}', 'POST', 'application/json').parameters.size).toBe(1)
  })

  it('notices broken text in either place', () => {
    expect(requestOf('a=1', 'b=2').isUtf8).toBe(true)
    expect(requestOf('a=%FF', 'b=2').isUtf8).toBe(false)
    expect(requestOf('a=1', 'b=%FF').isUtf8).toBe(false)
  })
})
