import { expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '../catalog/lippi-session-create'
import { exampleValues } from '../descriptor/example'
import { businessParameters } from '../descriptor/serialise'
import { draftValuesOf } from './draft-values'

it('gives back the draft a request was made from, every digit kept', () => {
  const values = { ...exampleValues(operation), 'ly_create_session_dto.source.session_start_time': '9007199254740993' }
  const sent = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
  expect(draftValuesOf(operation, businessParameters(operation, values))).toEqual(sent)
})

it('leaves out what cannot be read or is not known', () => {
  const parameters = [
    { name: 'ly_create_session_dto', value: '{"source":{"sid":"s","colour":"red"},"target":"x"}' },
    { name: 'ly_ding_open_para_dto', value: '{broken' },
  ]
  expect(draftValuesOf(operation, parameters)).toEqual({ 'ly_create_session_dto.source.sid': 's' })
})
