import { describe, expect, it } from 'vitest'
import { lippiSessionCreate } from '../catalog/lippi-session-create'
import { exampleValues } from '../descriptor/example'
import { businessParameters } from '../descriptor/serialise'
import { CODE_FORMS, CODE_LANGUAGES, type CodeRequest } from './code'
import { generateCode } from './generate'
import { findCodeObstacle } from './sample-parameters'

const END = 'ly_create_session_dto.source.session_end_time'

function aRequest(changes: Partial<CodeRequest> = {}): CodeRequest {
  const values = changes.values ?? exampleValues(lippiSessionCreate)
  return {
    operation: lippiSessionCreate,
    values,
    businessParameters: businessParameters(lippiSessionCreate, values),
    gatewayUrl: 'https://gw.api.taobao.com/router/rest',
    appKey: '12345678',
    targetAppKey: '',
    partnerId: '',
    signMethod: 'hmac-sha256',
    format: 'json',
    simplify: false,
    withSession: false,
    language: 'en',
    ...changes,
  }
}

const sdk = (language: (typeof CODE_LANGUAGES)[number], changes: Partial<CodeRequest> = {}): string => generateCode(aRequest(changes), language, 'sdk').text

describe('the SDK form', () => {
  it('sets the fields in Java with the statements of the official page', () => {
    const text = sdk('java')
    for (const statement of [
      'AlibabaLyserviceLippiSessionCreateRequest req = new AlibabaLyserviceLippiSessionCreateRequest();',
      'AlibabaLyserviceLippiSessionCreateRequest.LyCreateSessionDTO obj1 = new AlibabaLyserviceLippiSessionCreateRequest.LyCreateSessionDTO();',
      'obj2.setSummary("会话摘要");',
      'obj2.setSessionEndTime(1577106264919L);',
      'obj2.setChannel("0");',
      'obj1.setSource(obj2);',
      'req.setLyCreateSessionDto(obj1);',
      'AlibabaLyserviceLippiSessionCreateResponse rsp = client.execute(req);',
      'System.out.println(rsp.getBody());',
    ]) {
      expect(text).toContain(statement)
    }
  })

  it('makes no DTO that would be empty', () => {
    const values = { 'ly_create_session_dto.source.sid': 's' }
    for (const language of ['java', 'dotnet', 'php'] as const) {
      expect(sdk(language, { values })).not.toMatch(/LySessionTargetDTO|LyDingOpenParaDTO/)
    }
  })

  it.each(['9007199254740993', '9223372036854775807', '0'])('keeps the digits of %s', (digits) => {
    const values = { [END]: digits }
    expect(sdk('java', { values })).toContain(`setSessionEndTime(${digits}L);`)
    expect(sdk('dotnet', { values })).toContain(`SessionEndTime = ${digits}L;`)
    expect(sdk('php', { values })).toContain(`->session_end_time = ${digits};`)
  })

  it.each(['9223372036854775808', '1.5', '007', '-0', 'soon'])('says that a long cannot be %s instead of changing it', (text) => {
    for (const language of ['java', 'dotnet', 'php'] as const) {
      const written = sdk(language, { values: { [END]: text } })
      expect(written).toContain(`${END} holds no int64`)
      expect(written).not.toContain('SessionEndTime')
      expect(written).not.toContain('->session_end_time')
    }
  })

  it('tells what an SDK cannot be told', () => {
    expect(sdk('php', { partnerId: 'p', simplify: true })).toContain('no place for these public parameters: simplify, partner_id')
    expect(sdk('python')).toContain('signs with md5 only')
    expect(sdk('python', { signMethod: 'md5' })).not.toContain('signs with md5 only')
  })
})

describe('every sample', () => {
  const all = CODE_LANGUAGES.flatMap((language) => CODE_FORMS.map((form) => ({ language, form })))

  it.each(all)('comments in the language of the reader: $language, $form', ({ language, form }) => {
    const [zh, en] = (['zh', 'en'] as const).map((one) => generateCode(aRequest({ language: one }), language, form).text)
    expect(zh).toContain('需要：')
    expect(en).toContain('It needs: ')
    expect(en).not.toContain('需要')
  })

  it.each(all)('has a name a file can have: $language, $form', ({ language, form }) => {
    expect(generateCode(aRequest(), language, form).fileName).toMatch(/^[A-Za-z][\w-]*\.(?:cjs|cpp|cs|java|mjs|php|py|sh)$/)
  })
})

describe('findCodeObstacle', () => {
  it('lets through whatever a program can hold', () => {
    expect(findCodeObstacle(aRequest())).toBeNull()
  })

  it.each([
    ['half a character', aRequest({ values: { [END]: '\ud800' } }), 'not-text'],
    ['U+0000', aRequest({ partnerId: 'a\0b' }), 'not-text'],
    ['a name given twice', aRequest({ businessParameters: [{ name: 'a', value: '1' }, { name: 'a', value: '2' }] }), 'names'],
    ['a name that is code', aRequest({ businessParameters: [{ name: 'a"]=1;//', value: '1' }] }), 'names'],
    ['a public parameter among the business ones', aRequest({ businessParameters: [{ name: 'method', value: 'x' }] }), 'names'],
  ] as const)('stops at %s', (_, request, obstacle) => {
    expect(findCodeObstacle(request)).toBe(obstacle)
  })
})
