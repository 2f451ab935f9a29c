import { describe, expect, it } from 'vitest'
import { catalog } from '@shared/catalog'
import { exampleValues } from '@shared/descriptor/example'
import { aBatchFile } from '../../testing/fake-batches'
import { columnStates, guessedColumns, unfilledRequired } from './columns'
import { concurrencyOf, paceOf, perSecondOf } from './pace'

const operation = catalog[0]!
const SID = 'ly_create_session_dto.source.sid'
const UID = 'ly_create_session_dto.source.channel_uid'

describe('columns and fields', () => {
  it('are matched by name, each field once, and only fields the operation has', () => {
    expect(guessedColumns(aBatchFile(), operation)).toEqual([SID, UID, null])
    const twice = aBatchFile({ columns: [{ name: 'sid', path: SID }, { name: 'SID', path: SID }, { name: 'old', path: 'gone.field' }] })
    expect(guessedColumns(twice, operation)).toEqual([SID, null, null])
  })

  it('say how each column came to its field', () => {
    expect(columnStates(aBatchFile(), [SID, UID, null])).toEqual(['guessed', 'guessed', 'left-out'])
    expect(columnStates(aBatchFile(), [UID, SID, SID])).toEqual(['chosen', 'twice', 'twice'])
  })

  it('name what is required and comes from nowhere', () => {
    const base = exampleValues(operation)
    const { [SID]: _sid, [UID]: _uid, ...without } = base
    expect(unfilledRequired(operation, without, [null, null])).toEqual(expect.arrayContaining([SID]))
    expect(unfilledRequired(operation, without, [SID, UID])).toEqual([])
    expect(unfilledRequired(operation, base, [])).toEqual([])
  })
})

describe('how fast a batch goes', () => {
  it.each([
    ['1', 1],
    [' 32 ', 32],
    ['0', undefined],
    ['33', undefined],
    ['4.5', undefined],
    ['', undefined],
    ['１', undefined],
  ])('takes %j at a time as %j', (text, expected) => expect(concurrencyOf(text)).toBe(expected))

  it.each([
    ['', null],
    ['0.1', 0.1],
    ['1000', 1_000],
    ['0.05', undefined],
    ['1001', undefined],
    ['ten', undefined],
    ['1e2', undefined],
  ])('takes %j a second as %j', (text, expected) => expect(perSecondOf(text)).toBe(expected))

  it('is nothing while one of both is wrong', () => {
    expect(paceOf({ concurrency: '4', perSecond: '' })).toEqual({ concurrency: 4, perSecond: null })
    expect(paceOf({ concurrency: 'x', perSecond: '' })).toBeNull()
  })
})
