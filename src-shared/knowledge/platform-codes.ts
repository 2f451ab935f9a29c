import { SOURCES, bilingual as both, type Meaning } from './types'

/** A code of `error_response` (PROTOCOL 5). */
export interface PlatformCode extends Meaning {
  readonly code: string
  /** What the platform calls it. */
  readonly name: string
}

const FIXED_BY_CALLER = { fixer: 'caller', waitingHelps: false, mayHaveActed: false, source: SOURCES.officialErrors } as const

/** A public parameter that did not arrive. The console always sends it, so somebody on the way must have lost it. */
function missingPublic(code: string, name: string, parameter: string): PlatformCode {
  return {
    ...FIXED_BY_CALLER,
    code,
    name,
    headline: both(`请求里没有 ${parameter}`, `The request has no ${parameter}`),
    meaning: both(`平台没有收到公共参数 ${parameter}，没有继续处理。`, `The platform did not receive the public parameter ${parameter} and went no further.`),
    next: [
      both(`在请求的 Raw 里确认 ${parameter} 是否发出。`, `Check in the request’s Raw view whether ${parameter} was sent.`),
      both(
        '确实发出了的话，多半是途中的代理或重定向丢了参数：换成直连，或在配置里换一种参数位置。',
        'If it was, a proxy or a redirect on the way probably lost it: connect directly, or change the parameter placement in the profile.',
      ),
    ],
  }
}

/** Codes by which the platform refuses a call before the service behind it hears of it. */
export const requestCodes: readonly PlatformCode[] = [
  {
    ...FIXED_BY_CALLER,
    code: '3',
    name: 'Upload Fail',
    headline: both('上传的文件没有被接收', 'The uploaded file was not accepted'),
    meaning: both('文件的格式、大小或上传方式不符合接口要求。', 'Its type, its size or the way it was sent does not suit the API.'),
    next: [
      both('用 POST 和 multipart/form-data 上传，并核对格式与大小。', 'Send it by POST as multipart/form-data, and check type and size.'),
      both('网络较慢时，换小一些的文件再试。', 'On a slow connection, try a smaller file.'),
    ],
  },
  {
    ...FIXED_BY_CALLER,
    code: '9',
    name: 'Http Action Not Allowed',
    headline: both('平台不接受这种 HTTP 方法', 'The platform does not accept this HTTP method'),
    meaning: both('只接受大写的 GET 或 POST；带文件时只接受 POST。', 'Only GET and POST in upper case are accepted, and only POST with a file.'),
    next: [
      both(
        '控制台总是用 POST。请检查途中的代理有没有改写请求方法。',
        'The console always uses POST. Check whether a proxy on the way rewrites the method.',
      ),
    ],
  },
  missingPublic('21', 'Missing Method', 'method'),
  {
    ...FIXED_BY_CALLER,
    code: '22',
    name: 'Invalid Method',
    headline: both('平台上没有这个接口', 'The platform knows no such API'),
    meaning: both('method 的值不是这个网关上的接口名。', 'The value of method is not the name of an API on this gateway.'),
    next: [
      both('核对接口名的拼写和大小写，以及网关地址是否属于同一个环境。', 'Check spelling and case of the API name, and that the gateway URL belongs to the same environment.'),
      both('向平台确认接口没有下线。', 'Ask the platform whether the API has been retired.'),
    ],
  },
  {
    ...FIXED_BY_CALLER,
    code: '23',
    name: 'Invalid Format',
    headline: both('平台不认识这种 format', 'The platform does not know this format'),
    meaning: both('format 只能是 xml 或 json。', 'format can only be xml or json.'),
    next: [both('把 format 改成 xml 或 json。', 'Set format to xml or json.')],
  },
  missingPublic('24', 'Missing Signature', 'sign'),
  {
    ...FIXED_BY_CALLER,
    code: '25',
    name: 'Invalid Signature',
    headline: both('签名与平台算出的不一致', 'The signature is not the one the platform calculated'),
    meaning: both(
      '平台认得这个 app_key，但用它的密钥对收到的参数重算签名，得到了另一个值。请求没有进入业务。',
      'The platform knows the app key, but signing what it received with that key’s secret gave another value. The request did not reach the service.',
    ),
    next: [
      both(
        '先核对配置里的 App Secret：最常见的原因是粘贴时多了空格，或拿了另一个应用、另一个环境的密钥。',
        'Check the app secret in the profile first: most often it was pasted with a blank, or belongs to another app or environment.',
      ),
      both(
        '签名可以逐项诊断：排序、编码、算法、参与签名的参数，都能与发出的内容对照。',
        'The signature can be diagnosed point by point: order, encoding, algorithm and the set of signed parameters are compared with what was sent.',
      ),
    ],
    source: SOURCES.callProtocol,
  },
  {
    ...FIXED_BY_CALLER,
    code: '26',
    name: 'Missing Session',
    headline: both('这个接口需要授权，请求里没有 session', 'This API needs authorisation, and the request has no session'),
    meaning: both('session 是授权用户的令牌（access_token）。', 'session is the token (access_token) of the user who authorised the app.'),
    next: [both('在配置里填上授权得到的令牌，然后再发送。', 'Enter the token from authorisation in the profile, then send again.')],
  },
  {
    ...FIXED_BY_CALLER,
    code: '27',
    name: 'Invalid Session',
    fixer: 'app-owner',
    headline: both('session 无效', 'The session token is not valid'),
    meaning: both(
      '令牌已过期、已撤销，或不是发给这个 app_key 的。授权的店铺被冻结时也会如此。',
      'The token has expired, was revoked, or was not issued to this app key. A frozen shop has the same effect.',
    ),
    next: [
      both('用发送时的 app_key 重新授权，再把新令牌存入配置。', 'Authorise again with the app key you send with, and save the new token in the profile.'),
    ],
    source: null,
  },
  missingPublic('28', 'Missing App Key', 'app_key'),
  {
    ...FIXED_BY_CALLER,
    code: '29',
    name: 'Invalid App Key',
    headline: both('平台不认识这个 app_key', 'The platform does not know this app key'),
    meaning: both('app_key 写错了，或属于另一个环境。正式环境与沙箱的 app_key 不通用。', 'It is misspelled, or belongs to another environment: production and sandbox keys are not interchangeable.'),
    next: [
      both('核对配置里的 app_key，以及它与网关地址是否属于同一个环境。', 'Check the app key in the profile, and that key and gateway URL belong to the same environment.'),
    ],
    source: null,
  },
  missingPublic('30', 'Missing Timestamp', 'timestamp'),
  {
    ...FIXED_BY_CALLER,
    code: '31',
    name: 'Invalid Timestamp',
    headline: both('请求的时间与平台相差超过 10 分钟', 'The request’s time is more than 10 minutes from the platform’s'),
    meaning: both(
      '平台只接受与自己相差不超过 10 分钟的 timestamp。时区由控制台按 GMT+8 换算，所以差的是这台电脑的时钟，而不是时区。',
      'The platform accepts a timestamp within 10 minutes of its own clock. The console computes GMT+8 itself, so it is this machine’s clock that is off, not its time zone.',
    ),
    next: [
      both('校准这台电脑的时钟（打开自动对时），然后再发送。', 'Set this machine’s clock (turn on automatic time), then send again.'),
      both('时钟没有问题的话，看看代理有没有把请求压了很久才转发。', 'If the clock is right, see whether a proxy held the request back before passing it on.'),
    ],
  },
  missingPublic('32', 'Missing Version', 'v'),
  {
    ...FIXED_BY_CALLER,
    code: '33',
    name: 'Invalid Version',
    headline: both('v 不是版本号', 'v is not a version number'),
    meaning: both('v 应当是 2.0。', 'v should be 2.0.'),
    next: [both('用 v=2.0；控制台总是如此，请检查途中有没有改写。', 'Use v=2.0. The console always does, so check whether something on the way rewrites it.')],
  },
  {
    ...FIXED_BY_CALLER,
    code: '34',
    name: 'Unsupported Version',
    headline: both('平台不支持这个版本', 'The platform does not support this version'),
    meaning: both('v 应当是 2.0。', 'v should be 2.0.'),
    next: [both('用 v=2.0；控制台总是如此，请检查途中有没有改写。', 'Use v=2.0. The console always does, so check whether something on the way rewrites it.')],
  },
  {
    ...FIXED_BY_CALLER,
    code: '40',
    name: 'Missing Required Arguments',
    headline: both('缺少必填的业务参数', 'A required business parameter is missing'),
    meaning: both('错误信息的冒号后面就是缺少的参数。空字符串等于没有传。', 'The message names it after the colon. An empty text counts as absent.'),
    next: [both('填上这个参数，然后再发送。', 'Fill in the parameter, then send again.')],
  },
  {
    ...FIXED_BY_CALLER,
    code: '41',
    name: 'Invalid Arguments',
    headline: both('业务参数的类型或格式不对', 'A business parameter has the wrong type or format'),
    meaning: both('错误信息的冒号后面就是有问题的参数。', 'The message names it after the colon.'),
    next: [
      both('按字段说明改正它的值，然后再发送。', 'Correct its value as the field’s description says, then send again.'),
      both('数字里不能有空格；DTO 必须是完整的 JSON。', 'A number must hold no blanks; a DTO must be complete JSON.'),
    ],
  },
  {
    ...FIXED_BY_CALLER,
    code: '43',
    name: 'Parameter Error',
    headline: both('有参数不合法', 'A parameter is not acceptable'),
    meaning: both('某个参数的格式、范围或取值不合法，平台没有说是哪一个。', 'Format, range or value of some parameter is wrong; the platform does not say which.'),
    next: [both('从必填字段开始，逐个核对格式与取值范围。', 'Check format and range of each, required fields first.')],
    source: null,
  },
  {
    ...FIXED_BY_CALLER,
    code: '44',
    name: 'Invalid Access Token',
    headline: both('access token 无效', 'The access token is not valid'),
    meaning: both('多半是把 sessionKey 当成了 token，或者令牌属于另一个环境。', 'Usually a session key was used as a token, or the token belongs to another environment.'),
    next: [both('换成按这种方式取得的令牌，并核对环境。', 'Use a token that was obtained for this kind of call, and check the environment.')],
    source: null,
  },
  {
    ...FIXED_BY_CALLER,
    code: '47',
    name: 'Invalid Encoding',
    headline: both('请求不是 UTF-8', 'The request is not UTF-8'),
    meaning: both('签名、URL、正文和 charset 声明必须都是 UTF-8。', 'Signature, URL, body and declared charset must all be UTF-8.'),
    next: [both('控制台只发 UTF-8。请检查途中有没有转码的代理。', 'The console sends nothing but UTF-8. Check for a proxy on the way that converts text.')],
    source: null,
  },
]
