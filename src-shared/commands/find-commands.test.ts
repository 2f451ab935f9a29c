import { describe, expect, it } from 'vitest'
import { findEntries } from './find-commands'

const entries = [
  { texts: ['发送请求', 'Send request', 'fsqq'] },
  { texts: ['搜索历史', 'Search the history', 'ssls'] },
  { texts: ['把当前记录载入表单', 'Load this exchange into the form', 'bdqjlzrbd'] },
  { texts: ['复制会话 id', 'Copy the session id', 'fzhh id'] },
  { texts: ['channel_uid', 'source'] },
]
const found = (query: string): string[] => findEntries(query, entries).map(({ texts }) => texts[1] ?? '')

describe('finding commands', () => {
  it.each([
    ['send', ['Send request']],
    ['SEND  req', ['Send request']],
    ['历史', ['Search the history']],
    ['history', ['Search the history']],
    ['request send', ['Send request']],
    ['lf', ['Load this exchange into the form']],
    ['fsqq', ['Send request']],
    ['channel_uid', ['source']],
    ['uid', ['source']],
    ['sess', ['Copy the session id']],
    ['hstry', ['Search the history']],
    ['zzz', []],
    ['send nothing', []],
  ])('%s', (query, names) => {
    expect(found(query)).toEqual(names)
  })

  it('puts the better answer first, and keeps the order of equal ones', () => {
    expect(found('s')).toEqual(['Send request', 'Search the history', 'source', 'Copy the session id', 'Load this exchange into the form'])
    expect(found('se')[0]).toBe('Send request')
    expect(found('')).toHaveLength(entries.length)
  })
})
