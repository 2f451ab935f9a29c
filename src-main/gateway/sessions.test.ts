import { describe, expect, it } from 'vitest'
import { SessionBook, type NewSession } from './sessions'

function aSession(sid: string): NewSession {
  return { sid, channelUid: 'u', orgId: null, isvOrgId: null, appKey: 'k', createdAt: 1 }
}

function aBook(limit?: number): SessionBook {
  let count = 0
  return new SessionBook(() => `id-${(count += 1)}`, limit)
}

describe('SessionBook', () => {
  it('remembers sessions in order and finds them by id', () => {
    const book = aBook()
    expect(book.open(aSession('a'))).toEqual({ ...aSession('a'), id: 'id-1', closedAt: null })
    book.open(aSession('b'))
    expect(book.list().map(({ sid }) => sid)).toEqual(['a', 'b'])
    expect(book.find('id-2')?.sid).toBe('b')
    expect(book.find('constructor')).toBeNull()
  })

  it('closes a session once', () => {
    const book = aBook()
    const { id } = book.open(aSession('a'))
    expect(book.close(id, 5)).toBe(true)
    expect(book.find(id)?.closedAt).toBe(5)
    expect(book.close(id, 6)).toBe(false)
    expect(book.find(id)?.closedAt).toBe(5)
    expect(book.close('no such', 5)).toBe(false)
  })

  it('forgets the oldest beyond its limit and goes on counting', () => {
    const book = aBook(2)
    for (const sid of ['a', 'b', 'c']) book.open(aSession(sid))
    expect(book.list().map(({ sid }) => sid)).toEqual(['b', 'c'])
    expect(book.openedCount).toBe(3)
  })
})
