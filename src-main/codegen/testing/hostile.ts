import { businessParameters } from '@shared/descriptor/serialise'
import { lippiSessionCreate } from '@shared/catalog/lippi-session-create'
import type { CodeRequest } from '@shared/codegen/code'

/** Values that trip over every grammar there is on the way. */
export const HOSTILE_VALUES: Readonly<Record<string, string>> = {
  'ly_create_session_dto.source.sid': `s'id"\\ \`id\` $HOME \${HOME} $(id) {{x}} %s %25 ??/ ??= +&= \\u0041`,
  'ly_create_session_dto.source.channel': '0',
  'ly_create_session_dto.source.channel_uid': '用户 😀 👩‍👩‍👧 é',
  'ly_create_session_dto.source.session_source': 'XSpace',
  'ly_create_session_dto.source.session_start_time': '9007199254740993',
  'ly_create_session_dto.source.session_end_time': '9223372036854775807',
  'ly_create_session_dto.source.summary': 'line\r\nline\ttab\u2028\u2029\u0007\u007f\u00a0\u202e end \'',
  'ly_create_session_dto.source.channel_nick': '~*!()<>&\u3000]]>/*//#',
  'ly_create_session_dto.target.service_id': '@/etc/passwd',
  'ly_create_session_dto.target.bu_id': '-d',
  'ly_create_session_dto.target.session_source': 'XSpace',
  'ly_create_session_dto.target.production_type': '-9223372036854775808',
}

/** A request of the hostile values. */
export function hostileRequest(changes: Partial<CodeRequest>): CodeRequest {
  return {
    operation: lippiSessionCreate,
    values: HOSTILE_VALUES,
    businessParameters: businessParameters(lippiSessionCreate, HOSTILE_VALUES),
    gatewayUrl: 'http://127.0.0.1/router/rest',
    appKey: '12345678',
    targetAppKey: '',
    partnerId: '',
    signMethod: 'hmac-sha256',
    format: 'json',
    simplify: false,
    withSession: false,
    language: 'zh',
    ...changes,
  }
}
