import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '../catalog/lippi-session-create'
import { exampleValues } from '../descriptor/example'
import { leavesOf } from '../descriptor/paths'
import { businessParameters } from '../descriptor/serialise'
import { readDraft } from './draft-values'

const DTO = 'ly_create_session_dto'
const NOTHING_LOST = { leftOut: [], rewritten: [], unreadable: [] }
const paths = leavesOf(operation.request).map(({ path }) => path)
const read = (value: string, ...others: { name: string; value: string }[]) => readDraft(operation, [{ name: DTO, value }, ...others])

it('gives back the draft a request was made from, every digit kept', () => {
  const values = { ...exampleValues(operation), [`${DTO}.source.session_start_time`]: '9007199254740993' }
  const sent = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
  expect(readDraft(operation, businessParameters(operation, values))).toEqual({ values: sent, ...NOTHING_LOST })
})

it('gives back whatever a draft held', () => {
  const drafts = fc.dictionary(fc.constantFrom(...paths), fc.string({ unit: 'grapheme', minLength: 1 }))
  fc.assert(
    fc.property(drafts, (draft) => {
      const values = { ...draft }
      expect(readDraft(operation, businessParameters(operation, values))).toEqual({ values, ...NOTHING_LOST })
    }),
  )
})

it('tells what the form has no place for', () => {
  const { values, leftOut } = read('{"source":{"sid":"s","colour":"red","scene":"","session_start_time":null},"target":"x","more":[1,{}],"empty":{}}', { name: 'tracer', value: '1' })
  expect(values).toEqual({ [`${DTO}.source.sid`]: 's' })
  const below = (name: string): string => `${DTO}.${name}`
  expect(leftOut).toEqual([...['source.colour', 'source.scene', 'source.session_start_time', 'target', 'more', 'empty'].map(below), 'tracer'])
})

it('takes the last of two of a name, as the platform does, and tells of the first', () => {
  expect(read('{"source":{"sid":"first","sid":"last"}}')).toEqual({ ...NOTHING_LOST, values: { [`${DTO}.source.sid`]: 'last' }, leftOut: [`${DTO}.source.sid`] })
})

it('tells what it writes as another type', () => {
  const { values, rewritten } = read('{"source":{"sid":12,"session_start_time":"1700000000000"}}')
  expect(values).toEqual({ [`${DTO}.source.sid`]: '12', [`${DTO}.source.session_start_time`]: '1700000000000' })
  expect(rewritten).toEqual([`${DTO}.source.sid`, `${DTO}.source.session_start_time`])
})

it('says where a DTO breaks, and reads the others', () => {
  const { values, unreadable } = read('{"source":{"sid":"s"}}', { name: 'ly_ding_open_para_dto', value: '{\n broken' })
  expect(values).toEqual({ [`${DTO}.source.sid`]: 's' })
  expect(unreadable).toMatchObject([{ name: 'ly_ding_open_para_dto', problem: { line: 2, column: 2 } }])
  expect(read('[]').unreadable).toEqual([{ name: DTO, problem: null }])
})

it('takes nothing of the public parameters', () => {
  const parameters = [{ name: 'method', value: operation.name }, { name: 'session', value: '[session token 1a2b3c4d]' }, { name: 'sign', value: 'A' }]
  expect(readDraft(operation, parameters)).toEqual({ values: {}, ...NOTHING_LOST })
})
