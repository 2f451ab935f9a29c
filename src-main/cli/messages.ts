import type { ErrorCode } from '@shared/errors'

interface Message {
  readonly en: string
  readonly zh: string
}

const MESSAGES: Partial<Record<ErrorCode, Message>> = {
  'profile.unknown': {
    en: 'no profile has that name; create it in the window first',
    zh: '没有这个名称的配置，请先在窗口里新建',
  },
  'profile.gateway-url': {
    en: 'the gateway URL is not valid: use an http or https address without query, fragment or user name',
    zh: '网关地址无效：必须是 http 或 https 地址，不带“?”之后的参数、“#”之后的部分和用户名',
  },
  'credential.missing': {
    en: 'no app secret: store one in the window, or name an environment variable with --secret-env',
    zh: '没有 App Secret：请在窗口里保存，或用 --secret-env 指定环境变量',
  },
  'draft.holds-secret': {
    en: 'a business parameter contains the app secret or the session token; nothing was sent',
    zh: '业务参数里含有 App Secret 或授权令牌，没有发送任何内容',
  },
  'keychain.locked': { en: 'the keychain is locked; unlock it and try again', zh: '钥匙串已锁定，请解锁后再试' },
  'keychain.unavailable': {
    en: 'no keychain is available; give the app secret with --secret-env',
    zh: '没有可用的钥匙串，请用 --secret-env 提供 App Secret',
  },
  'keychain.time-out': {
    en: 'the keychain did not answer; look for a dialog that is waiting for you',
    zh: '钥匙串没有回应，请看看是否有等待确认的对话框',
  },
  'history.unavailable': {
    en: 'the history cannot be read or written; no request is sent without being on disk first. Check the disk space and the permissions of the file',
    zh: '历史记录无法读写；没有写入磁盘的请求不会发出。请检查磁盘空间和文件权限',
  },
  'history.newer-version': {
    en: 'the history was written by a newer version of the console and was not touched; update, then try again',
    zh: '历史记录来自更高版本的控制台，没有改动它；请升级后再试',
  },
  'history.unknown-entry': { en: 'the history has no entry with that id', zh: '历史记录里没有这个编号的记录' },
  'document.disk-full': { en: 'the disk is full; no file was left behind', zh: '磁盘已满，没有留下文件' },
  'document.no-permission': { en: 'writing there is not allowed; choose another folder', zh: '没有写入权限，请换一个文件夹' },
  'document.cannot-write': { en: 'the file could not be written; no part of it was left behind', zh: '无法写入文件，没有留下不完整的文件' },
  'transfer.cannot-read': { en: 'the file cannot be read; check its path and permissions', zh: '无法读取文件，请检查路径和权限' },
  'gateway.cannot-listen': {
    en: 'the port is in use or not allowed; choose another one, or 0 for any free port',
    zh: '端口被占用或不允许使用，请换一个，或用 0 自动选择',
  },
}

/** An error's words for a terminal, in Chinese when the terminal's language is Chinese. */
export function messageOf(code: ErrorCode, environment: Readonly<Record<string, string | undefined>>): string {
  const message = MESSAGES[code]
  if (message === undefined) return code
  return speaksChinese(environment) ? message.zh : message.en
}

/** Whether the terminal's language is Chinese. */
export function speaksChinese(environment: Readonly<Record<string, string | undefined>>): boolean {
  const language = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  return language.startsWith('zh')
}
