import type { PlatformCode } from './platform-codes'
import { SOURCES, bilingual as both } from './types'

const NEEDS_APP_OWNER = { fixer: 'app-owner', waitingHelps: false, mayHaveActed: false, source: SOURCES.reprintWithSubCodes } as const
const FLOW = { waitingHelps: true, mayHaveActed: false } as const

const slowDown = [
  both('等限制解除后再发送，并降低调用频率。', 'Wait until the limit lifts, then send again, and call less often.'),
]

/** Quotas of the earliest numbering, later merged into 7. */
function earlyLimit(code: string, name: string, zh: string, en: string): PlatformCode {
  return {
    ...FLOW,
    fixer: 'caller',
    code,
    name,
    headline: both(`${zh}的调用次数用完了`, `The quota of calls per ${en} is used up`),
    meaning: both('这是早期的编号，后来并入 7。', 'This is an early number, later merged into 7.'),
    next: slowDown,
    source: SOURCES.oldestTable,
  }
}

/** Codes about permissions and quotas (PROTOCOL 5 and 6). */
export const permissionCodes: readonly PlatformCode[] = [
  earlyLimit('4', 'User Call Limited', '这个用户', 'user'),
  earlyLimit('5', 'Session Call Limited', '这个授权会话', 'session'),
  earlyLimit('6', 'Partner Call Limited', '这个合作伙伴', 'partner'),
  {
    ...FLOW,
    fixer: 'caller',
    code: '7',
    name: 'App Call Limited',
    headline: both('触发了流量控制', 'Flow control stopped the call'),
    meaning: both(
      '应用、接口或“应用加接口”的调用量超过了上限；是哪一级，看 sub_code。请求没有进入业务。',
      'The app, the API, or the app on this API exceeded its limit; sub_code says which. The request did not reach the service.',
    ),
    next: [
      ...slowDown,
      both('应用级的上限可以在开放平台控制台重置，每天 3 次。', 'A limit of the whole app can be reset in the open platform’s console, 3 times a day.'),
    ],
    source: null,
  },
  { ...earlyLimit('8', 'App Call Exceeds Limited Frequency', '这个应用', 'app'), headline: both('应用的调用频率超限', 'The app calls too often') },
  {
    ...NEEDS_APP_OWNER,
    code: '11',
    name: 'Insufficient ISV Permissions',
    headline: both('应用没有调用这个接口的权限', 'The app may not call this API'),
    meaning: both('可能是没有权限包，也可能是来源 IP 不在白名单；是哪一种，看 sub_code。', 'Either a permission package is missing or the source IP is not on the allow-list; sub_code says which.'),
    next: [
      both('请应用负责人在开放平台申请包含这个接口的权限包。', 'Ask the app’s owner to apply for the permission package with this API.'),
      both('如果应用设了 IP 白名单，把出口 IP 加进去。', 'If the app has an IP allow-list, have the egress IP added.'),
    ],
  },
  {
    ...NEEDS_APP_OWNER,
    code: '12',
    name: 'Insufficient User Permissions',
    headline: both('授权用户自己没有这项权限', 'The user who authorised lacks the permission'),
    meaning: both('多见于增值接口：应用有权限，授权的用户没有。', 'Typical of value-added APIs: the app may, the user who authorised may not.'),
    next: [both('换有权限的用户重新授权，或为这个用户申请增值权限。', 'Authorise with a user who has it, or apply for the value-added permission.')],
  },
  {
    ...NEEDS_APP_OWNER,
    code: '13',
    name: 'Insufficient Partner Permissions',
    headline: both('合作伙伴没有这项权限', 'The partner lacks the permission'),
    meaning: both('partner_id 所代表的合作伙伴不能调用这个接口。', 'The partner named by partner_id may not call this API.'),
    next: [both('请应用负责人在开放平台申请。', 'Ask the app’s owner to apply for it on the open platform.')],
  },
  {
    ...NEEDS_APP_OWNER,
    code: '42',
    name: 'Insufficient Session Permissions',
    headline: both('授权的等级或时长不够', 'The authorisation is of too low a level or too short'),
    meaning: both('这个接口风险较高，要求更高等级的授权。最早的编号里，42 叫 Forbidden Request。', 'This API is of higher risk and asks for a stronger authorisation. The oldest table calls 42 Forbidden Request.'),
    next: [both('请授权用户按所需等级重新授权，再更新配置里的令牌。', 'Have the user authorise again at the level needed, then renew the token in the profile.')],
    source: null,
  },
  {
    ...NEEDS_APP_OWNER,
    code: '53',
    name: 'Insufficient security level',
    headline: both('应用或授权的安全等级不足', 'The security level of the app or the authorisation is too low'),
    meaning: both('平台按安全等级限制了这个接口。', 'The platform restricts this API by security level.'),
    next: [both('请应用负责人提升应用的安全等级，或刷新授权。', 'Ask the app’s owner to raise the app’s security level, or refresh the authorisation.')],
    source: SOURCES.officialErrors,
  },
]
