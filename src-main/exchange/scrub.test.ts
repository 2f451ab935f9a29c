import { describe, expect, it } from 'vitest'
import { scrubSession } from './scrub'

describe('scrubSession', () => {
  it('leaves a body without the token as it is', () => {
    const body = Uint8Array.of(1, 2, 3)
    expect(scrubSession(body, 'token')).toEqual({ body, copies: 0 })
    expect(scrubSession(body, null).body).toBe(body)
  })

  it('replaces plain and form-encoded copies and keeps every offset', () => {
    const { body, copies } = scrubSession(Buffer.from('a=tok+1/x; b=tok%2B1%2Fx.'), 'tok+1/x')
    expect(copies).toBe(2)
    expect(Buffer.from(body).toString()).toBe('a=*******; b=***********.')
  })

  it('does not touch the array it was given', () => {
    const given = Buffer.from('token token')
    scrubSession(given, 'token')
    expect(given.toString()).toBe('token token')
  })
})
