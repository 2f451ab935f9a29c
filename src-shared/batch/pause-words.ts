import type { LocalizedText } from '../descriptor/types'
import type { PauseReason } from './batch-contract'

/** Why a batch paused by itself and what to do next, for the window and the terminal. */
export const PAUSE_WORDS: Readonly<Record<PauseReason, { readonly what: LocalizedText; readonly next: LocalizedText }>> = {
  'long-ban': {
    what: { zh: '平台限流，而且要很久才解除', en: 'The platform has banned the app’s calls for a long time' },
    next: { zh: '请在限流结束后继续；没有发出的行都还在。', en: 'Resume when the ban is over; the rows that were not sent are kept.' },
  },
  refused: {
    what: { zh: '平台连续三次因为应用本身而拒绝（密钥、签名、授权或权限）', en: 'The platform refused the app itself three times in a row (key, signature, session or permission)' },
    next: { zh: '请打开最近一次被拒绝的记录，按说明改好配置，然后继续并重发失败的行。', en: 'Open the latest refused exchange, correct the profile, then resume and send the failed rows again.' },
  },
  unreachable: {
    what: { zh: '网关连续五次没有可用的响应', en: 'The gateway gave no usable answer five times in a row' },
    next: { zh: '请检查网络和网关地址，然后继续；结果未知的行由你决定是否重发。', en: 'Check the network and the gateway’s address, then resume; you decide about the rows whose outcome is unknown.' },
  },
  credential: {
    what: { zh: '配置里没有保存 App Secret', en: 'No app secret is stored for the profile' },
    next: { zh: '请在配置里填写，然后继续。', en: 'Enter it in the profile, then resume.' },
  },
  keychain: {
    what: { zh: '钥匙串已锁定或没有回应', en: 'The keychain is locked or does not answer' },
    next: { zh: '请解锁钥匙串，然后继续。', en: 'Unlock the keychain, then resume.' },
  },
  profile: {
    what: { zh: '这个批次的配置已删除或不完整', en: 'The profile of this batch is gone or incomplete' },
    next: { zh: '请恢复或补全配置，然后继续。', en: 'Bring the profile back or complete it, then resume.' },
  },
  history: {
    what: { zh: '历史记录无法写入；没有写入磁盘的请求不会发出', en: 'The history cannot be written, and nothing is sent that is not on the disk first' },
    next: { zh: '请清理磁盘空间或检查权限，然后继续。', en: 'Free disk space or check the permissions, then resume.' },
  },
  internal: {
    what: { zh: '程序内部出错', en: 'Something went wrong inside the console' },
    next: { zh: '详情在日志里；可以继续，已有结果的行不会重发。', en: 'The log has the details. You can resume; rows with an outcome are not sent again.' },
  },
}
