import { describe, expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '@shared/catalog/lippi-session-create'
import { findProblems, type DraftValues } from '@shared/descriptor/problems'
import { exampleValues } from '@shared/descriptor/example'
import { probeDraft } from './probes'

const values: DraftValues = { ...exampleValues(operation), 'ly_create_session_dto.source.sid': '会话😀-1' }

describe('probeDraft', () => {
  it('replaces every character beyond ASCII and nothing else', () => {
    const draft = probeDraft('ascii', operation, values, 'md5')
    expect(draft?.values['ly_create_session_dto.source.sid']).toBe('xxx-1')
    expect(draft?.values['ly_create_session_dto.source.channel_uid']).toBe(values['ly_create_session_dto.source.channel_uid'])
    expect(draft?.signMethod).toBe('md5')
  })

  it('keeps a draft without optional fields fit to send', () => {
    const draft = probeDraft('minimal', operation, values, 'md5')
    expect(Object.keys(draft?.values ?? {}).length).toBeLessThan(Object.keys(values).length)
    expect(findProblems(operation, draft?.values ?? {}).filter(({ severity }) => severity !== 'warning')).toEqual([])
  })

  it('switches the method', () => {
    expect(probeDraft('method', operation, values, 'md5')?.signMethod).toBe('hmac-sha256')
    expect(probeDraft('method', operation, values, 'hmac-sha256')?.signMethod).toBe('md5')
  })

  it('is none where it would be the same request again', () => {
    const plain = { 'ly_create_session_dto.source.sid': 's' }
    expect(probeDraft('ascii', operation, plain, 'md5')).toBeNull()
    expect(probeDraft('minimal', operation, plain, 'md5')).toBeNull()
  })
})
