import type { SubCode } from './sub-code'
import { SOURCES, bilingual as both } from './types'

const INPUT = { fixer: 'caller', waitingHelps: false, mayHaveActed: false, source: null } as const
const BEHIND = { fixer: 'platform', waitingHelps: true, mayHaveActed: true, source: null } as const
const TRY_LATER = both('隔一会儿再试；控制台不会自动重发。', 'Try again after a pause; the console never resends by itself.')
const TICKET = both('持续出现的话，带上 request_id 向平台提工单。', 'If it goes on, open a ticket with the platform and give the request_id.')

function behind(subCode: string, zh: [string, string], en: [string, string], more: Partial<SubCode> = {}): SubCode {
  return { ...BEHIND, subCode, headline: both(zh[0], en[0]), meaning: both(zh[1], en[1]), next: [TRY_LATER, TICKET], ...more }
}

/** Sub codes of the services behind the platform (PROTOCOL 5). */
export const serviceSubCodes: readonly SubCode[] = [
  {
    ...INPUT,
    subCode: 'isv.missing-parameter:<name>',
    pattern: /^isv\.missing-parameter(?::|$)/,
    after: 'parameter',
    headline: both('业务服务说缺少参数', 'The service misses a parameter'),
    meaning: both('参数通过了平台的检查，但业务服务还需要另一个值。空字符串等于没有传。', 'The parameters passed the platform’s checks, but the service needs one more value. An empty text counts as absent.'),
    next: [both('填上这个参数，然后再发送。', 'Fill in the parameter, then send again.')],
  },
  {
    ...INPUT,
    subCode: 'isv.invalid-parameter:<name>',
    pattern: /^isv\.invalid-parameter(?::|$)/,
    after: 'parameter',
    headline: both('业务服务不接受某个参数的值', 'The service does not accept the value of a parameter'),
    meaning: both('值的格式不对、不合法，或超出了范围。', 'It is malformed, not allowed or out of range.'),
    next: [both('按字段说明改正它的值，然后再发送。', 'Correct its value as the field’s description says, then send again.')],
  },
  {
    ...INPUT,
    subCode: 'isv.parameters-mismatch:<a>-and-<b>',
    pattern: /^isv\.parameters-mismatch/,
    after: 'parameters',
    headline: both('两个参数彼此不符', 'Two parameters do not match'),
    meaning: both('这两个参数有对应关系，现在的值对不上。', 'They depend on each other, and their values do not agree.'),
    next: [both('让两者一致，然后再发送。', 'Make them agree, then send again.')],
  },
  {
    ...INPUT,
    subCode: 'isv.<thing>-not-exist:<key>',
    pattern: /^isv\..+-not-exist/,
    after: 'key',
    headline: both('按给出的条件查不到对象', 'Nothing was found for what was given'),
    meaning: both('ID 写错了，或者它属于别的业务单元、别的环境。', 'The id is wrong, or belongs to another business unit or environment.'),
    next: [both('核对 ID 和它的归属，然后再发送。', 'Check the id and whom it belongs to, then send again.')],
  },
  {
    ...INPUT,
    subCode: 'isv.<service>-service-error:<detail>',
    pattern: /^isv\..+-service-error/,
    after: 'business-error',
    headline: both('业务服务按自己的规则拒绝了', 'The service refused by a rule of its own'),
    meaning: both('冒号后面是业务自己的错误。', 'The service’s own error follows the colon.'),
    next: [both('按业务错误改正后再发送；看不懂就带上 request_id 问接口所属的业务线。', 'Act on the service’s error, then send again. If it is unclear, ask the API’s owner and give the request_id.')],
  },
  behind(
    'isp.call-limited',
    ['业务服务在限流', '业务服务自己限制了调用频率。'],
    ['The service limits the rate', 'The service behind the platform limits how often it is called.'],
    { mayHaveActed: false },
  ),
  behind(
    'isp.system-busy',
    ['业务服务繁忙', '业务服务暂时处理不过来。'],
    ['The service is busy', 'The service behind the platform cannot keep up at the moment.'],
    { mayHaveActed: false },
  ),
  behind(
    'isp.<service>-service-unavailable',
    ['业务服务抛出异常', '平台调用到了业务服务，但它没有正常返回。'],
    ['The service threw an exception', 'The platform reached the service, which did not return normally.'],
    { pattern: /^isp\..+-service-unavailable$/ },
  ),
  behind('isp.remote-service-error', ['平台与业务服务之间出错', '平台没有得到业务服务的结果。'], [
    'An error between the platform and the service',
    'The platform got no result from the service.',
  ]),
  behind('isp.remote-service-timeout', ['平台等业务服务超时', '业务服务没有及时返回，会话可能已经创建。'], [
    'The platform timed out waiting for the service',
    'The service did not return in time; the session may have been created.',
  ]),
  behind('isp.remote-connection-error', ['平台连接业务服务出错', '连接在途中出了问题，业务服务收到没有不得而知。'], [
    'The connection to the service failed',
    'Something went wrong on the way; whether the service heard of the call is not known.',
  ]),
  behind(
    'isp.top-remote-connection-timeout',
    ['平台等业务服务超时', '业务服务没有及时返回，会话可能已经创建。'],
    ['The platform timed out waiting for the service', 'The service did not return in time; the session may have been created.'],
    { variants: ['isp.top-remote-connection-timeout-tmall'] },
  ),
  behind('isp.top-remote-connection-error', ['平台找不到业务服务', '平台没有连上业务服务。'], [
    'The platform cannot reach the service',
    'The platform could not connect to the service.',
  ]),
  behind(
    'isp.top-remote-service-unavailable',
    ['平台调用业务服务失败', '平台没有得到业务服务的结果。'],
    ['The platform could not call the service', 'The platform got no result from the service.'],
    { variants: ['isp.top-remote-service-unavailable-tmall'] },
  ),
  behind(
    'isp.top-remote-unknown-error',
    ['业务服务抛出未知错误', '业务服务执行中出错，处理到哪一步不得而知。'],
    ['The service threw an unknown error', 'The service failed while working; how far it got is not known.'],
    { variants: ['isp.top-remote-unknown-error-tmall'] },
  ),
  behind('isp.unknown-error', ['业务服务抛出未知异常', '业务服务执行中出错，处理到哪一步不得而知。'], [
    'The service threw an unknown exception',
    'The service failed while working; how far it got is not known.',
  ]),
  behind('isp.internal-error', ['业务服务内部错误', '业务服务执行中出错，处理到哪一步不得而知。'], [
    'An internal error of the service',
    'The service failed while working; how far it got is not known.',
  ]),
  {
    ...BEHIND,
    waitingHelps: false,
    subCode: 'isp.null-pointer-exception',
    headline: both('业务服务遇到空指针', 'The service met a null pointer'),
    meaning: both('再试也没有用：多半是某个可选字段没有填，或取值出乎服务的意料。', 'Trying again is useless: usually an optional field is absent, or has a value the service did not expect.'),
    next: [
      both('逐个补上可选字段，找出是哪一个；同时带上 request_id 提工单。', 'Fill in optional fields one by one to find which; meanwhile open a ticket and give the request_id.'),
    ],
  },
  {
    ...BEHIND,
    waitingHelps: false,
    subCode: 'isp.top-parse-error',
    headline: both('平台看不懂业务服务返回的结果', 'The platform cannot read the service’s result'),
    meaning: both('再试也没有用。业务服务已经返回，会话可能已经创建。', 'Trying again is useless. The service has returned, so the session may have been created.'),
    next: [both('带上 request_id 向平台提工单。', 'Open a ticket with the platform and give the request_id.')],
  },
  {
    ...INPUT,
    subCode: 'isp.top-mapping-parse-error',
    headline: both('传入的结构与接口的模型对不上', 'What was sent does not fit the API’s model'),
    meaning: both(
      '虽然以 isp. 开头，原因多半在输入：DTO 不是合法的 JSON，或者字段类型不符，例如把文字写进了数字字段。',
      'Although it starts with isp., the cause is usually the input: the DTO is not valid JSON, or a field has the wrong type, such as words where a number belongs.',
    ),
    next: [both('检查 DTO 的 JSON 和每个字段的类型，然后再发送。', 'Check the DTO’s JSON and the type of each field, then send again.')],
  },
  {
    ...INPUT,
    subCode: 'isp.runtime-max-limit',
    headline: both('结果太大', 'The result is too large'),
    meaning: both('要返回的数据超过了平台的上限。', 'What would be returned exceeds the platform’s limit.'),
    next: [both('缩小查询范围，然后再发送。', 'Narrow the query, then send again.')],
  },
  {
    ...INPUT,
    subCode: 'sdk.retry-call-fail',
    headline: both('这是官方 Java SDK 自造的错误', 'An error the official Java SDK made itself'),
    meaning: both('它表示 SDK 的重试次数用完了，真正的错误在它之前。', 'It says that the SDK used up its retries; the real error came before.'),
    next: [both('看那之前的真实响应。', 'Look at the real response before it.')],
  },
  {
    ...INPUT,
    // The body was no JSON that time; another time it may be.
    waitingHelps: true,
    subCode: 'ism.json-decode-error',
    headline: both('这是 Python 库 taobaopy 自造的错误', 'An error the Python library taobaopy made itself'),
    meaning: both('它表示收到的响应不是 JSON。', 'It says that the response was not JSON.'),
    next: [both('看响应的 Raw，里面是真正收到的内容。', 'Look at the Raw view of the response for what really came.')],
  },
]

/** A failure inside a successful envelope: `result.success` is false (PROTOCOL 4). */
export interface BusinessCode extends Pick<SubCode, 'headline' | 'meaning' | 'fixer' | 'next' | 'waitingHelps' | 'mayHaveActed' | 'source'> {
  readonly code: string
}

const SEARCH_BUSINESS = both('看 msg；带上 request_id 和业务码问接口所属的业务线。', 'Read msg; ask the API’s owner, giving the request_id and the business code.')

/** What the business codes of `result.code` mean; only one is documented. */
export const businessCodes: readonly BusinessCode[] = [
  {
    ...BEHIND,
    code: '400001',
    headline: both('业务服务报告系统错误（SYSTEM_ERROR）', 'The service reports a system error (SYSTEM_ERROR)'),
    meaning: both(
      '平台受理了调用，信封是成功的，但 result.success 是 false：会话没有创建成功。',
      'The platform took the call and the envelope is a success, but result.success is false: the session was not created as asked.',
    ),
    next: [TRY_LATER, both('持续出现的话，带上 request_id 问接口所属的业务线。', 'If it goes on, ask the API’s owner and give the request_id.')],
    source: SOURCES.operationPage,
  },
]

/** What is true of every other business code. */
export const OTHER_BUSINESS_CODE: Omit<BusinessCode, 'code'> = {
  ...INPUT,
  headline: both('业务服务没有接受这次请求', 'The service did not accept the request'),
  meaning: both(
    '平台受理了调用，信封是成功的，但 result.success 是 false：会话没有创建成功。公开资料没有说明这个业务码。',
    'The platform took the call and the envelope is a success, but result.success is false: the session was not created as asked. This business code is not documented publicly.',
  ),
  next: [SEARCH_BUSINESS],
  source: SOURCES.operationPage,
}
