import { describe, expect, it } from 'vitest'
import { InlineReader } from './inline-reader'
import { aKey, aResponseHalf, textOf } from './testing/readers'

describe('OpenHalves', () => {
  function aSmallReader(maxOpenBytes: number) {
    const loads: string[] = []
    const reader = new InlineReader(async (exchangeId) => {
      loads.push(exchangeId)
      return aResponseHalf(`{"id":"${exchangeId}","fill":"${'x'.repeat(10_000)}"}`)
    }, maxOpenBytes)
    const show = (exchangeId: string): Promise<string> => textOf(reader, aKey('JSON', { exchangeId }))
    return { reader, loads, show }
  }

  it('closes what was not asked for the longest time, and opens it again without the caller’s notice', async () => {
    const { loads, show } = aSmallReader(25_000)
    for (const id of ['a', 'b', 'a', 'c', 'a', 'b']) expect(await show(id)).toContain(`"id": "${id}"`)
    expect(loads).toEqual(['a', 'b', 'c', 'b'])
  })

  it('keeps the newest open whatever its size is', async () => {
    const { loads, show } = aSmallReader(1)
    await show('a')
    await show('a')
    expect(loads).toEqual(['a'])
    await show('b')
    await show('a')
    expect(loads).toEqual(['a', 'b', 'a'])
  })

  it('counts what reading adds to a body', async () => {
    const { reader, loads, show } = aSmallReader(30_000)
    await show('a')
    // Each charset is a text and tables of its own.
    for (const charset of ['gbk', 'utf-16le']) await reader.view(aKey('JSON', { exchangeId: 'a', charset }))
    await show('b')
    await show('a')
    expect(loads).toEqual(['a', 'b', 'a'])
  })
})
