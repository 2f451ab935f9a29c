import { expect, it } from 'vitest'
import { lippiSessionCreate } from '../catalog/lippi-session-create'
import { exampleValues } from './example'
import { leavesOf } from './paths'

it('fills every field of the page but those whose condition does not hold with the rest of the example', () => {
  const values = exampleValues(lippiSessionCreate)
  const missing = leavesOf(lippiSessionCreate.request).filter(({ path }) => !(path in values))
  // The page's token_grant_type is 0, under which an ISV's fields mean nothing.
  expect(missing.map(({ field }) => field.name)).toEqual(['suite_key', 'isv_org_id'])
  expect(values['ly_create_session_dto.source.sid']).toBe('testSessionId')
  expect(values['ly_create_session_dto.source.session_end_time']).toBe('1577106264919')
})
