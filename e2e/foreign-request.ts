import { createHash } from 'node:crypto'
import { GATEWAY_APP_KEY, GATEWAY_SECRET } from './console.ts'

/** The parameters of somebody else’s request, as a support engineer is sent them. */
export const FOREIGN = {
  method: 'alibaba.lyservice.lippi.session.create',
  app_key: GATEWAY_APP_KEY,
  timestamp: '2026-01-01 12:00:00',
  v: '2.0',
  format: 'json',
  sign_method: 'md5',
  ly_create_session_dto: '{"source":{"sid":"会话/1","channel_uid":"u 1+1"},"target":{"bu_id":"1"}}',
}

/** The way of Alipay and WeChat: k=v joined with &, which TOP does not do. */
export function signedWithAmpersands(parameters: Readonly<Record<string, string>>): string {
  const text = Object.keys(parameters).sort().map((name) => `${name}=${parameters[name]}`).join('&')
  return createHash('md5').update(GATEWAY_SECRET + text + GATEWAY_SECRET, 'utf8').digest('hex').toUpperCase()
}
