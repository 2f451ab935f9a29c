import type { ErrorCode } from '@shared/errors'

interface Message {
  readonly en: string
  readonly zh: string
}

const MESSAGES: Partial<Record<ErrorCode, Message>> = {
  'profile.unknown': {
    en: 'no profile has that name; make one in the window first',
    zh: '没有这个名字的配置,请先在窗口里新建',
  },
  'profile.gateway-url': {
    en: 'the gateway address cannot be used: an http or https address without query, fragment or user name is needed',
    zh: '网关地址不可用:需要 http 或 https 地址,不带查询参数、片段和用户名',
  },
  'credential.missing': {
    en: 'no app secret: store one in the window, or name an environment variable with --secret-env',
    zh: '没有 App Secret:请在窗口里保存,或用 --secret-env 指定环境变量',
  },
  'draft.holds-secret': {
    en: 'a business parameter contains the app secret or the session token; nothing was sent',
    zh: '业务参数里含有 App Secret 或 session,已停止发送',
  },
  'keychain.locked': { en: 'the keychain is locked; unlock it and try again', zh: '钥匙串已锁定,解锁后再试' },
  'keychain.unavailable': {
    en: 'there is no keychain here; give the secret with --secret-env',
    zh: '这里没有钥匙串,请用 --secret-env 提供密钥',
  },
  'keychain.time-out': {
    en: 'the keychain does not answer; look for a prompt that waits to be answered',
    zh: '钥匙串没有响应,请看看是否有等待确认的对话框',
  },
  'history.unavailable': {
    en: 'the history cannot be written or read; nothing was sent that is not on the disk',
    zh: '历史记录无法读写;没有写入磁盘的请求不会发出',
  },
  'history.newer-version': {
    en: 'the history was written by a newer console; it was not touched',
    zh: '历史记录来自更新版本的控制台,没有改动它',
  },
  'history.unknown-entry': { en: 'the history has no entry with that id', zh: '历史记录里没有这个编号' },
  'gateway.cannot-listen': {
    en: 'the port is taken or not allowed; choose another, or 0 for a free one',
    zh: '端口被占用或不允许使用,请换一个,或用 0 自动选择',
  },
}

/** An error's words for a terminal, in Chinese when the terminal's language is Chinese. */
export function messageOf(code: ErrorCode, environment: Readonly<Record<string, string | undefined>>): string {
  const message = MESSAGES[code]
  if (message === undefined) return code
  const language = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  return language.startsWith('zh') ? message.zh : message.en
}
