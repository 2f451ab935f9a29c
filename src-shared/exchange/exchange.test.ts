import { describe, expect, it } from 'vitest'
import { headerOf, sessionMarker } from './exchange'

const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/xml;charset=UTF-8\r\nX-Empty:\r\nX-Twice:  one \r\nx-twice: two\r\nBroken\r\n\r\n'

describe('headerOf', () => {
  it.each([
    ['content-type', 'text/xml;charset=UTF-8'],
    ['CONTENT-TYPE', 'text/xml;charset=UTF-8'],
    ['X-Empty', ''],
    ['X-Twice', 'one'],
  ])('finds %s', (name, value) => {
    expect(headerOf(head, name)).toBe(value)
  })

  it.each(['Content', 'HTTP/1.1 200 OK', 'Broken', '', 'constructor'])('finds no %s', (name) => {
    expect(headerOf(head, name)).toBeNull()
  })

  it('takes nothing from the first line', () => {
    expect(headerOf('POST /a: b HTTP/1.1\r\nHost: x\r\n\r\n', 'POST /a')).toBeNull()
  })
})

describe('sessionMarker', () => {
  it('names the fingerprint and nothing that a form would escape ambiguously', () => {
    expect(sessionMarker('0a1b2c3d')).toBe('[session token 0a1b2c3d]')
  })
})
