import { describe, expect, it } from 'vitest'
import type { VariableContext } from '../variables/variables'
import { expandDraft } from '../variables/expand'
import { rowDraft, rowValues } from './row-values'

const CONTEXT: VariableContext = { nowMs: 0, random: () => 0, sequence: '7', own: {} }
const PLAN = { base: { a: 'shared', b: 'shared', c: 'n-{{seq}}' }, columns: ['a', null, 'b', 'd', 'e'] }
const CELLS = ['0012', 'unused', '', '9007199254740993', '{{seq}}']

describe('the values of a row', () => {
  it('take the place of shared ones as the text they are; only shared ones are expanded', () => {
    expect(rowValues(PLAN, CELLS, CONTEXT)).toEqual({ values: { a: '0012', b: '', c: 'n-7', d: '9007199254740993', e: '{{seq}}' }, problems: [] })
  })

  it('are what its draft becomes, blank cells apart', () => {
    const draft = rowDraft(PLAN, CELLS)
    expect(draft).not.toHaveProperty('b')
    expect({ ...expandDraft(draft, CONTEXT).values, b: '' }).toEqual(rowValues(PLAN, CELLS, CONTEXT).values)
  })
})
