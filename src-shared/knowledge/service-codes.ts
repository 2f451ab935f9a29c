import type { PlatformCode } from './platform-codes'
import { SOURCES, bilingual as both } from './types'

const BEHIND = { fixer: 'platform', mayHaveActed: true, waitingHelps: true } as const

const askWithRequestId = both('持续出现的话，带上 request_id 向平台提工单。', 'If it goes on, open a ticket with the platform and give the request_id.')
const readSubCode = both(
  '看 sub_code：isv. 开头改参数；isp. 开头是服务端的问题；其他值查这个接口自己的错误码表。',
  'Read sub_code: isv.* means correct the input, isp.* means the server side; for anything else see the API’s own table.',
)

/** A parent code of the early APIs, still seen in old samples: the sub code decides. */
function earlyParent(code: string, name: string, zh: string, isPlatform = false): PlatformCode {
  return {
    fixer: isPlatform ? 'platform' : 'caller',
    waitingHelps: isPlatform,
    mayHaveActed: isPlatform,
    code,
    name,
    headline: both(zh, name),
    meaning: both('这是早期接口的业务父错误码。现在的接口多用 15 或 50，再加 sub_code。', 'This is a parent code of early APIs. Today’s mostly use 15 or 50 with a sub code.'),
    next: [readSubCode, ...(isPlatform ? [askWithRequestId] : [])],
    source: SOURCES.oldestTable,
  }
}

/** Codes by which something behind the platform’s own checks says no (PROTOCOL 5). */
export const serviceCodes: readonly PlatformCode[] = [
  {
    ...BEHIND,
    code: '10',
    name: 'Service Currently Unavailable',
    headline: both('平台出现未预期的异常', 'The platform met an unexpected error'),
    meaning: both('多半是平台的问题，但不合法的参数偶尔也会引起。', 'Usually a fault of the platform; parameters it did not expect can cause it too.'),
    next: [both('先核对参数是否符合文档，隔一会儿再试。', 'Check the parameters against the documentation, and try again after a pause.'), askWithRequestId],
    source: SOURCES.officialErrors,
  },
  {
    ...BEHIND,
    waitingHelps: false,
    code: '15',
    name: 'Remote Service Error',
    headline: both('平台受理了调用，后面的业务服务报错', 'The platform took the call; the service behind it failed'),
    meaning: both('真正的原因在 sub_code 和 sub_msg 里。', 'The cause is in sub_code and sub_msg.'),
    next: [readSubCode, askWithRequestId],
    source: SOURCES.officialErrors,
  },
  {
    ...BEHIND,
    waitingHelps: false,
    code: '50',
    name: 'Remote service error',
    headline: both('业务服务返回错误', 'The business service returned an error'),
    meaning: both('真正的原因在 sub_code 和 sub_msg 里，处理方式与 15 相同。', 'The cause is in sub_code and sub_msg; it is handled like 15.'),
    next: [readSubCode, askWithRequestId],
    source: SOURCES.operationPage,
  },
  {
    ...BEHIND,
    code: '52',
    name: 'Component service error',
    headline: both('平台后面的组件执行异常', 'A component behind the platform failed'),
    meaning: both('官方没有说明，按公开的处理经验归为可以稍后再试。', 'Not documented officially; public experience counts it among those that pass later.'),
    next: [both('隔一会儿再试。', 'Try again after a pause.'), askWithRequestId],
    source: null,
  },
  {
    fixer: 'app-owner',
    waitingHelps: true,
    mayHaveActed: false,
    code: '88',
    name: 'Authentication exception (DingTalk)',
    headline: both('钉钉鉴权失败', 'DingTalk authentication failed'),
    meaning: both(
      '只有钉钉的接口会返回它。原因在 sub_code 里；没有 sub_code 时是鉴权服务超时。',
      'Only DingTalk APIs return it. The cause is in sub_code; without one, the authentication service timed out.',
    ),
    next: [both('有 sub_code 就按它处理；没有就等一会儿再试，间隔逐次加长。', 'Act on sub_code if there is one; if not, try again after a pause, longer each time.')],
    source: null,
  },
  earlyParent('501', 'Your Statement is Not Indexable', '查询语句无法走索引'),
  earlyParent('502', 'Data Service Unavailable', '数据服务不可用', true),
  earlyParent('503', 'Error While Parsing TBQL Statement', '查询语句无法解析'),
  earlyParent('504', 'Need Binding User', '需要绑定用户'),
  earlyParent('505', 'Missing Parameters', '缺少参数'),
  earlyParent('506', 'Parameters Error', '参数错误'),
  earlyParent('507', 'Parameters Format Error', '参数格式错误'),
  earlyParent('508', 'No Permission Get Information', '没有权限取得信息'),
  { ...earlyParent('520', 'Remote service error', '后端服务异常', true), source: null },
  { ...earlyParent('530', 'Remote service error', '后端服务报错（商品类）', true), waitingHelps: false, source: null },
  { ...earlyParent('533', 'Remote service error', '后端服务报错（图片类）', true), waitingHelps: false, source: null },
  earlyParent('550', 'User Service Unavailable', '用户服务不可用', true),
  earlyParent('551', 'Item Service Unavailable', '商品服务不可用', true),
  earlyParent('560', 'Trade Service Unavailable', '交易服务不可用', true),
  earlyParent('562', 'Trade not Exists', '交易不存在'),
  earlyParent('570', 'Shipping Service Unavailable', '物流服务不可用', true),
  earlyParent('580', 'Rate Service Unavailable', '评价服务不可用', true),
  earlyParent('590', 'Shop Service Unavailable', '店铺服务不可用', true),
]
