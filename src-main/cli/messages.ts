import type { ErrorCode } from '@shared/errors'
import type { RecoveryReport } from '@shared/history/recovery-report'

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
  'draft.blocked': { en: 'a value cannot be put on the wire; nothing was sent', zh: '有取值无法写进请求，没有发送' },
  'draft.needs-confirmation': {
    en: 'the values have problems, so nothing was sent; --dry-run shows the request, --send-anyway sends it all the same',
    zh: '取值有问题，没有发送；可用 --dry-run 查看请求，用 --send-anyway 仍然发送',
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
  'history.damaged': {
    en: 'the history file is damaged. Close every other program that uses it and try again: what can be read is then carried over into a new file',
    zh: '历史文件已损坏。请关闭其他正在使用它的程序后再试，届时会把能读出的内容转存到新文件',
  },
  'history.disk-full': {
    en: 'the disk with the history is full; no request is sent without being on disk first. Free some space and try again',
    zh: '历史记录所在的磁盘已满；没有写入磁盘的请求不会发出。请清理空间后再试',
  },
  'history.read-only': {
    en: 'the history can be read but not written, so nothing is sent. Check the permissions of the file and its folder, or name another file with --history',
    zh: '历史记录只能读取、不能写入，因此没有发送。请检查文件和所在目录的权限，或用 --history 指定其他文件',
  },
  'history.no-permission': {
    en: 'the history cannot be opened: check the permissions of the file and its folder, or name another file with --history',
    zh: '无法打开历史记录：请检查文件和所在目录的权限，或用 --history 指定其他文件',
  },
  'history.folder-missing': {
    en: 'the folder of the history is not there (any more); bring it back, or name another file with --history',
    zh: '历史记录所在的目录不存在或已被移走；请恢复它，或用 --history 指定其他文件',
  },
  'history.busy': {
    en: 'another program keeps the history locked; wait for it to finish, or close it, and try again',
    zh: '另一个程序正锁着历史记录；请等它完成或关闭它，然后再试',
  },
  'history.no-room-to-update': {
    en: 'the history has to be brought to this version, and the disk has no room for the copy that is made first. Free some space and try again; nothing was changed',
    zh: '历史记录需要升级到这个版本的格式，但磁盘放不下升级前的备份。请清理空间后再试；没有改动任何内容',
  },
  'history.unknown-entry': { en: 'the history has no entry with that id', zh: '历史记录里没有这个编号的记录' },
  'storage.busy': {
    en: 'another program is writing to the history; nothing is lost, try again in a moment',
    zh: '另一个程序正在写入历史记录；什么都没有丢，请稍后再试',
  },
  'storage.under-way': {
    en: 'a request is under way, and compacting this history for the first time rewrites all of it; try again when it has ended',
    zh: '还有请求正在发送，而第一次整理这份历史记录要整体重写；请等请求结束后再试',
  },
  'storage.no-room': {
    en: 'the disk has too little room to compact; free twice the size of the history, then try again',
    zh: '磁盘空间不够，没有整理；请先腾出历史记录两倍大小的空间，再试一次',
  },
  'document.disk-full': { en: 'the disk is full; no file was left behind', zh: '磁盘已满，没有留下文件' },
  'document.no-permission': { en: 'writing there is not allowed; choose another folder', zh: '没有写入权限，请换一个文件夹' },
  'document.cannot-write': { en: 'the file could not be written; no part of it was left behind', zh: '无法写入文件，没有留下不完整的文件' },
  'document.is-history': { en: 'that file is a history and was not replaced; choose another name with --out', zh: '这个文件是历史记录，没有覆盖它；请用 --out 指定其他文件名' },
  'transfer.cannot-read': { en: 'the file cannot be read; check its path and permissions', zh: '无法读取文件，请检查路径和权限' },
  'guard.name-needed': {
    en: 'nothing was sent: this is a live environment; confirm with --confirm and its name, such as --confirm production',
    zh: '没有发送：这是真实业务的环境；请用 --confirm 加环境名称确认，例如 --confirm production',
  },
  'guard.name-wrong': { en: 'nothing was sent: --confirm does not name this environment', zh: '没有发送：--confirm 后面不是这个环境的名称' },
  'template.unknown': { en: 'no template has that id or path; list them with template list', zh: '没有这个编号或路径的模板；可用 template list 列出' },
  'template.holds-secret': { en: 'it holds a secret or session token of a profile and was not saved', zh: '内容里有某个配置的密钥或授权令牌，没有保存' },
  'template.cannot-read': { en: 'the folder or file cannot be read; check its path and permissions', zh: '无法读取文件夹或文件，请检查路径和权限' },
  'template.cannot-write': { en: 'not every template file was written; check the folder, then export again', zh: '模板文件没有写完；请检查文件夹，然后再导出一次' },
  'batch.cannot-read': { en: 'the file of rows cannot be read; check its path and permissions', zh: '无法读取批量文件，请检查路径和权限' },
  'batch.too-large': { en: 'the file of rows is larger than 256 MB; split it', zh: '批量文件超过 256 MB，请拆成几份' },
  'batch.unknown': { en: 'the history has no batch with that id', zh: '历史记录里没有这个编号的批次' },
  'batch.under-way': { en: 'that batch is being sent by another program; pause it there first', zh: '另一个程序正在发送这个批次，请先在那里暂停' },
  'batch.nothing-to-send': { en: 'no row can be sent; --check tells what is wrong with each', zh: '没有可以发送的行；用 --check 查看每一行的问题' },
  'batch.other-gateway': { en: 'nothing was sent: that batch was begun for another gateway; give its address, or make a new batch of the file', zh: '没有发送：这个批次原来发往另一个网关；请使用当时的地址，或用文件新建批次' },
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

/** What was carried over from a damaged history, for a terminal. */
export function recoveryLines(report: RecoveryReport, environment: Readonly<Record<string, string | undefined>>): string {
  const { exchanges, profiles, incomplete, damagedFile } = report
  return speaksChinese(environment)
    ? `历史文件已损坏，能读出的内容已转存到新文件：${exchanges.carried} 条记录（${incomplete} 条不完整，已知缺失 ${exchanges.missing} 条），${profiles.carried} 个配置。\n损坏的文件保留在 ${damagedFile}\n`
    : `the history file was damaged; what could be read is in a new one: ${exchanges.carried} exchanges (${incomplete} incomplete, ${exchanges.missing} known to be missing), ${profiles.carried} profiles.\nThe damaged file is kept at ${damagedFile}\n`
}

/** Whether the terminal's language is Chinese. */
export function speaksChinese(environment: Readonly<Record<string, string | undefined>>): boolean {
  const language = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  return language.startsWith('zh')
}
