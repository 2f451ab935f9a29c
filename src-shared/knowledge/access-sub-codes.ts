import type { SubCode } from './sub-code'
import { SOURCES, bilingual as both } from './types'

const APP_OWNER = { fixer: 'app-owner', waitingHelps: false, mayHaveActed: false, source: SOURCES.reprintWithSubCodes } as const
const FLOW = { waitingHelps: true, mayHaveActed: false, source: null } as const
const WAIT = both('等限制解除后再发送；控制台不会自动重发。', 'Wait until the limit lifts, then send again; the console never resends by itself.')

/** Sub codes about permissions, quotas, app key and session token (PROTOCOL 5 and 6). */
export const accessSubCodes: readonly SubCode[] = [
  {
    ...APP_OWNER,
    subCode: 'isv.permission-api-package-empty',
    headline: both('应用没有任何权限包', 'The app has no permission package'),
    meaning: both('平台按权限包决定应用能调用哪些接口，而这个应用一个也没有。', 'The platform decides by packages which APIs an app may call, and this app has none.'),
    next: [both('请应用负责人按业务申请权限包。', 'Ask the app’s owner to apply for the package that suits the business.')],
  },
  {
    ...APP_OWNER,
    subCode: 'isv.permission-api-package-not-allowed',
    headline: both('这类应用不能访问这个接口', 'Apps of this kind may not use this API'),
    meaning: both('接口所在的分组不对应用的标签开放。', 'The API is in a group that is closed to the app’s tag.'),
    next: [both('请应用负责人核对应用标签；确实需要时，找接口所属的业务线申请。', 'Ask the app’s owner to check the app’s tag; if it is needed, apply to the business line that owns the API.')],
  },
  {
    ...APP_OWNER,
    subCode: 'isv.permission-api-package-limit',
    headline: both('应用的权限包里没有这个接口', 'The app’s permission packages do not include this API'),
    meaning: both('平台列出了应用现有的权限包编号，其中没有包含这个接口的。', 'The platform lists the packages the app has; none of them includes this API.'),
    next: [both('请应用负责人申请包含这个接口的权限包。', 'Ask the app’s owner to apply for the package that includes this API.')],
  },
  {
    ...APP_OWNER,
    subCode: 'isv.permission-ip-whitelist-limit',
    headline: both('来源 IP 不在应用的白名单里', 'The source IP is not on the app’s allow-list'),
    meaning: both(
      '应用设了 IP 白名单，平台看到的出口 IP 不在其中。它通常是公司网络或 VPN 的出口，而不是这台电脑自己的地址。',
      'The app has an IP allow-list, and the egress IP the platform saw is not on it. That is usually the exit of the company network or VPN, not this machine’s own address.',
    ),
    next: [
      both('把平台看到的 IP 交给应用负责人，加进白名单。', 'Give the IP the platform saw to the app’s owner and have it added to the list.'),
      both('换了网络或 VPN 的话，换回去也可以。有些接口只能从聚石塔内调用。', 'If you changed network or VPN, changing back also helps. Some APIs can only be called from inside the Jushita cloud.'),
    ],
  },
  {
    ...APP_OWNER,
    subCode: 'isv.permission-api-widget-only-limit',
    headline: both('这个接口只允许以组件方式调用', 'This API may only be called as a widget'),
    meaning: both('平台不接受对它的普通调用。', 'The platform takes no ordinary call of it.'),
    next: [both('改用组件方式，或找能完成同样事情的其他接口。', 'Use the widget, or another API that does the same.')],
  },
  {
    ...APP_OWNER,
    subCode: 'isv.invalid-permission',
    headline: both('没有访问这些数据的权限', 'No permission for this data'),
    meaning: both('授权的用户与数据的归属不一致，平台视为越权。', 'The user who authorised does not own the data, which the platform treats as a trespass.'),
    next: [both('核对授权用户，以及 service_id、bu_id 等归属是否都是自己的。', 'Check who authorised, and that service_id, bu_id and the like belong to them.')],
    source: null,
  },
  {
    ...FLOW,
    fixer: 'app-owner',
    subCode: 'accesscontrol.limited-by-app-access-count',
    headline: both('应用的总调用量用完了', 'The app’s total quota is used up'),
    meaning: both('这个 app_key 的全部调用合计超过了上限。剩余时间可能很长，直到当天结束。', 'All calls of this app key together exceed its limit. The wait can last until the day ends.'),
    next: [
      WAIT,
      both('急用时，应用负责人可以在开放平台控制台的证书页重置，每天 3 次。', 'If it is urgent, the app’s owner can reset it on the certificate page of the open platform’s console, 3 times a day.'),
      both(
        '长期不够用时提工单升一级：近 7 天成功率不低于 98%，并且至少用到一半。',
        'If it is too low for good, ask for the next tier by ticket: a success rate of at least 98 % over 7 days and half the quota in use.',
      ),
    ],
  },
  {
    ...FLOW,
    fixer: 'nobody',
    subCode: 'accesscontrol.limited-by-api-access-count',
    headline: both('所有应用合计把这个接口打满了', 'All apps together filled this API’s limit'),
    meaning: both('接口每秒或每分钟的总上限到了，与你的应用无关，也不能申请提高。', 'The API’s total per second or minute is reached. It is not about your app, and cannot be raised.'),
    next: [WAIT, both('反复出现时，错开高峰或降低频率。', 'If it keeps coming back, avoid the peak or call less often.')],
  },
  {
    ...FLOW,
    fixer: 'app-owner',
    subCode: 'accesscontrol.limited-by-app-api-access-count',
    headline: both('这个应用对这个接口调用得太频繁', 'This app calls this API too often'),
    meaning: both('还没上线的应用额度很小，尤其常见。', 'Common with apps that are not online yet: their quota is small.'),
    next: [WAIT, both('应用上线后，这个限制会解除。', 'The limit goes once the app is online.')],
  },
  {
    ...FLOW,
    fixer: 'nobody',
    subCode: 'accesscontrol.limited-by-dynamic-access-count',
    headline: both('平台正在动态限流', 'The platform is limiting calls dynamically'),
    meaning: both('平台按当时的负载临时限流。', 'The platform limits calls for a while, by its load.'),
    next: [WAIT, both('持续出现时，先暂停正在跑的任务。', 'If it goes on, pause whatever is running.')],
  },
  {
    fixer: 'caller',
    waitingHelps: false,
    mayHaveActed: false,
    source: null,
    subCode: 'isv.appkey-not-exists',
    headline: both('这个环境里没有这个 app_key', 'This environment has no such app key'),
    meaning: both('app_key 写错了，或网关是另一个环境的。正式环境与沙箱的 app_key 不通用。', 'It is misspelled, or the gateway is another environment’s: production and sandbox keys are not interchangeable.'),
    next: [both('核对配置里的 app_key，以及它与网关地址是否属于同一个环境。', 'Check the app key in the profile, and that key and gateway URL belong to the same environment.')],
  },
  {
    ...APP_OWNER,
    source: null,
    subCode: 'invalid-sessionkey',
    headline: both('授权令牌无效或已过期', 'The session token is invalid or has expired'),
    meaning: both('令牌被撤销、过期，或换过 app_key。', 'It was revoked, has expired, or the app key was changed.'),
    next: [both('用发送时的 app_key 重新授权，再把新令牌存入配置。', 'Authorise again with the app key you send with, and save the new token in the profile.')],
  },
  {
    ...APP_OWNER,
    source: null,
    subCode: 'session-expired',
    headline: both('授权令牌已过期', 'The session token has expired'),
    meaning: both('令牌有有效期，到期后需要刷新或重新授权。', 'Tokens live for a limited time; after that they are refreshed or issued anew.'),
    next: [both('刷新令牌或重新授权，再更新配置。', 'Refresh the token or authorise again, then renew it in the profile.')],
  },
  {
    ...APP_OWNER,
    fixer: 'caller',
    source: null,
    subCode: 'session-is-blank',
    headline: both('授权令牌是空的', 'The session token is blank'),
    meaning: both('发出的 session 是空串。', 'The session that was sent is an empty text.'),
    next: [both('在配置里填上真实的令牌。', 'Enter the real token in the profile.')],
  },
  {
    ...APP_OWNER,
    source: null,
    subCode: 'sessionkey-not-generated-by-server',
    headline: both('授权令牌不是发给这个 app_key 和用户的', 'The session token was not issued to this app key and user'),
    meaning: both('取得授权和调用接口用了不同的 app_key，或用户的授权已经不在。', 'Authorising and calling used different app keys, or the user’s authorisation is gone.'),
    next: [
      both('用发送时的 app_key 重新授权。', 'Authorise again with the app key you send with.'),
      both('请应用负责人在开放平台的授权管理里核对有没有这个用户。', 'Ask the app’s owner to look for the user in the open platform’s list of authorisations.'),
    ],
  },
  {
    ...APP_OWNER,
    fixer: 'caller',
    source: null,
    subCode: 'INVALID_PARAMS',
    headline: both('平台无法识别这个令牌', 'The platform cannot make out the token'),
    meaning: both('access token 的格式不对，多半是复制时少了一截。', 'The access token is malformed; probably a part was lost when copying.'),
    next: [both('核对令牌是否完整，再存入配置。', 'Check that the token is complete, and save it in the profile again.')],
  },
  {
    ...APP_OWNER,
    source: SOURCES.dingTalkNotes,
    subCode: '60011',
    headline: both('钉钉：没有调用这个接口的权限', 'DingTalk: no permission for this API'),
    meaning: both('应用在钉钉后台没有对应的权限点。', 'The app lacks the scope in DingTalk’s console.'),
    next: [both('请应用负责人在钉钉后台申请权限点。', 'Ask the app’s owner to apply for the scope in DingTalk’s console.')],
  },
]
