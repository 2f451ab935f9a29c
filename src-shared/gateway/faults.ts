import type { LocalizedText } from '../descriptor/types'
import type { ChoicePart, FaultDeclaration, NumberPart, TextPart } from './fault-types'
import { platformCodes } from '../knowledge/find-meaning'

/** The longest delay in milliseconds; it equals the longest time-out of a profile. */
const LONGEST_MS = 600_000
const ONE_YEAR_SECONDS = 31_536_000

// No control characters and no halves of characters: XML could not write them.
const PLAIN_TEXT = /^[^\p{Cc}\p{Cs}\ufffe\uffff]{1,1000}$/u
const NAME = /^[^\p{Cc}\p{Cs}\p{Zs}\ufffe\uffff]{1,200}$/u

const COMMON_SUB_CODES = {
  'accesscontrol.limited-by-app-access-count': 'App Call Limited',
  'accesscontrol.limited-by-api-access-count': 'App Call Limited',
  'isv.permission-ip-whitelist-limit': 'Insufficient ISV Permissions',
  'isv.permission-api-package-limit': 'Insufficient ISV Permissions',
  'isv.missing-parameter:sid': 'Remote Service Error',
  'isv.invalid-parameter:sid': 'Remote Service Error',
  'isp.remote-service-timeout': 'Remote Service Error',
  'isp.system-busy': 'Remote Service Error',
  'session-expired': 'Invalid session',
}

const milliseconds: NumberPart = {
  kind: 'number',
  placeholder: 'MS',
  label: { zh: '毫秒数', en: 'Milliseconds' },
  min: 0,
  max: LONGEST_MS,
}

const declared = [
  {
    name: 'refuse',
    effect: {
      zh: '平台拒绝：返回 error_response。msg 取这个错误码的名称；限流的 sub_code 默认附上“This ban will last for 30 more seconds”，IP 白名单的 sub_code 默认写明调用方的 IP',
      en: 'The platform refuses: an error_response, its msg the name of the code. A flow-control sub_code says “This ban will last for 30 more seconds” unless told otherwise, an IP allow-list one names the caller’s IP',
    },
    parts: [
      { ...text('CODE', { zh: '错误码', en: 'Platform code' }, /^\d{1,6}$/), suggestions: Object.fromEntries(platformCodes.map(({ code, name }) => [code, name])) },
      { ...text('SUB_CODE', { zh: '可不填', en: 'optional' }, NAME, ''), suggestions: COMMON_SUB_CODES },
      text('SUB_MSG', { zh: '可不填', en: 'optional' }, PLAIN_TEXT, ''),
    ],
    createsSession: false,
  },
  {
    name: 'reject',
    effect: {
      zh: '业务拒绝：result.success 为 false，result.code 为给定的业务码',
      en: 'The business rejects: result.success is false and result.code the code given',
    },
    parts: [text('CODE', { zh: '业务码（result.code）', en: 'Business code (result.code)' }, NAME, '400001')],
    createsSession: false,
  },
  {
    name: 'delay',
    effect: { zh: '会话立即创建，响应晚这么多毫秒才发出', en: 'The session exists at once, the response leaves that many milliseconds later' },
    parts: [milliseconds],
    createsSession: true,
  },
  {
    name: 'slow-body',
    effect: {
      zh: '响应头立即发出，响应体在这么多毫秒内一点一点地发完',
      en: 'The headers leave at once, the body trickles out over that many milliseconds',
    },
    parts: [milliseconds],
    createsSession: true,
  },
  {
    name: 'drop-before-headers',
    effect: { zh: '处理完请求，一个字节也不响应就断开连接', en: 'Performs the call, then hangs up without a single byte of a response' },
    parts: [],
    createsSession: true,
  },
  {
    name: 'drop-after-headers',
    effect: { zh: '发完响应头就断开连接，响应体一个字节也没有', en: 'Hangs up after the headers, without a single byte of the body' },
    parts: [],
    createsSession: true,
  },
  {
    name: 'truncated',
    effect: {
      zh: '响应体发到一半就断开连接；响应头里有完整长度（length），或者用分块传输、没有长度（chunked）',
      en: 'Hangs up half way through the body, whose full length the headers give (length) or do not give because it comes in chunks (chunked)',
    },
    parts: [
      choice('length|chunked', { zh: '传输方式', en: 'Framing' }, [
        ['length', { zh: '带 Content-Length', en: 'with Content-Length' }],
        ['chunked', { zh: '分块传输', en: 'in chunks' }],
      ]),
    ],
    createsSession: true,
  },
  {
    name: 'wrong-length',
    effect: {
      zh: '响应体完整，但 Content-Length 只有一半（too-small），或者比响应体多 100 字节、发完就断开（too-large）',
      en: 'Sends the whole body, but its Content-Length is half of it (too-small), or 100 bytes more before it hangs up (too-large)',
    },
    parts: [
      choice('too-small|too-large', { zh: '长度', en: 'Length' }, [
        ['too-small', { zh: '偏小', en: 'too small' }],
        ['too-large', { zh: '偏大', en: 'too large' }],
      ]),
    ],
    createsSession: true,
  },
  {
    name: 'html-502',
    effect: { zh: '处理完请求，却返回网关前端的 502 网页', en: 'Performs the call, then answers with the 502 web page of the platform’s front' },
    parts: [],
    createsSession: true,
  },
  {
    name: 'html-200',
    effect: {
      zh: '像酒店或机场网络的认证门户那样拦下请求，返回 200 和登录网页',
      en: 'Intercepts the call like the captive portal of a hotel network and answers with its log-in page and status 200',
    },
    parts: [],
    createsSession: false,
  },
  {
    name: 'empty-body',
    effect: { zh: '返回 200，响应体是空的', en: 'Answers with status 200 and an empty body' },
    parts: [],
    createsSession: true,
  },
  {
    name: 'gbk',
    effect: {
      zh: '响应里带中文，按 GBK 编码，响应头和 XML 声明都写明 GBK',
      en: 'Puts Chinese into the response and encodes it in GBK, as Content-Type and XML declaration say',
    },
    parts: [],
    createsSession: true,
  },
  {
    name: 'gbk-undeclared',
    effect: {
      zh: '响应里带中文，按 GBK 编码，但响应头和 XML 声明都没有写编码',
      en: 'Puts Chinese into the response and encodes it in GBK, but neither Content-Type nor XML declaration names a charset',
    },
    parts: [],
    createsSession: true,
  },
  {
    name: 'invalid-utf-8',
    effect: {
      zh: '声明是 UTF-8，但中文里有残缺的字节',
      en: 'Declares UTF-8, but the Chinese in the response holds bytes that are none',
    },
    parts: [],
    createsSession: true,
  },
  {
    name: 'gzip-broken',
    effect: {
      zh: '声明是 gzip，但压缩数据已损坏（不管客户端是否接受 gzip）',
      en: 'Declares gzip, but the compressed data is damaged (whether the client accepts gzip or not)',
    },
    parts: [],
    createsSession: true,
  },
  {
    name: 'gzip-truncated',
    effect: {
      zh: '声明是 gzip，HTTP 传输完整，但压缩数据只有前一半（不管客户端是否接受 gzip）',
      en: 'Declares gzip, and HTTP transfers it whole, but the compressed data ends half way (whether the client accepts gzip or not)',
    },
    parts: [],
    createsSession: true,
  },
  {
    name: 'large-body',
    effect: {
      zh: '响应里多一个很长的列表，含中文和超过 2^53 的编号，整个响应体约为这么多 MiB，不压缩，分块传输',
      en: 'Adds a list with Chinese and ids beyond 2^53 until the body has that many MiB; uncompressed, in chunks',
    },
    parts: [{ kind: 'number', placeholder: 'MB', label: { zh: '大小（MiB）', en: 'Size in MiB' }, min: 1, max: 300, initial: 50 }],
    createsSession: true,
  },
  {
    name: 'deep-nesting',
    effect: { zh: '响应里多一个嵌套这么多层的成员', en: 'Adds a member that is nested that many levels deep' },
    parts: [{ kind: 'number', placeholder: 'LEVELS', label: { zh: '层数', en: 'Levels' }, min: 1, max: 100_000, initial: 10_000 }],
    createsSession: true,
  },
  {
    name: 'duplicate-keys',
    effect: {
      zh: 'code、data、success 各出现两次，前一个与后一个矛盾，后一个是真的；XML 里是重复的元素',
      en: 'code, data and success come twice, first a contradiction, then the truth; in XML as repeated elements',
    },
    parts: [],
    createsSession: true,
  },
  {
    name: 'big-integers',
    effect: {
      zh: '响应里多一组会被普通解析器改写的数字：9007199254740993、179551105895329108、1.10、1e400，以及文本 00012',
      en: 'Adds numbers that ordinary parsers change: 9007199254740993, 179551105895329108, 1.10, 1e400, and 00012 as text',
    },
    parts: [],
    createsSession: true,
  },
  {
    name: 'missing-request-id',
    effect: { zh: '响应里没有 request_id', en: 'Leaves request_id out of the response' },
    parts: [],
    createsSession: true,
  },
  {
    name: 'http-status',
    effect: { zh: '响应体照常，HTTP 状态码改为给定的 4xx 或 5xx', en: 'The usual body, but with an HTTP status from 400 to 599' },
    parts: [{ kind: 'number', placeholder: 'STATUS', label: { zh: 'HTTP 状态码', en: 'HTTP status' }, min: 400, max: 599 }],
    createsSession: true,
  },
  {
    name: 'wrong-content-type',
    effect: { zh: '响应体照常，Content-Type 却写成另一种格式', en: 'The usual body, but the Content-Type names the other format' },
    parts: [],
    createsSession: true,
  },
  {
    name: 'dtd',
    effect: {
      zh: 'XML 里带 DOCTYPE，企图展开实体、读取本机文件；JSON 里同样的文字只是普通文本',
      en: 'Adds a DOCTYPE that tries to expand entities and to read a local file; in JSON the same characters are mere text',
    },
    parts: [],
    createsSession: true,
  },
  {
    name: 'clock',
    effect: {
      zh: '网关的时钟快这么多秒（负数是慢）：Date 响应头和 timestamp 检查都按它来，相差超过 600 秒就以 31 拒绝，不创建会话',
      en: 'The gateway’s clock is that many seconds ahead (negative: behind), in the Date header and when it checks the timestamp: beyond 600 it refuses with 31 and creates nothing',
    },
    parts: [
      { kind: 'number', placeholder: 'SECONDS', label: { zh: '快多少秒', en: 'Seconds ahead' }, min: -ONE_YEAR_SECONDS, max: ONE_YEAR_SECONDS },
    ],
    createsSession: true,
  },
] as const satisfies readonly FaultDeclaration[]

export type FaultName = (typeof declared)[number]['name']

/** Every fault of the local gateway: the one list from which command line, window and docs are made. */
export const FAULTS: readonly (FaultDeclaration & { readonly name: FaultName })[] = declared

function text(placeholder: string, label: LocalizedText, pattern: RegExp, initial?: string): TextPart {
  return { kind: 'text', placeholder, label, pattern, ...(initial === undefined ? {} : { initial }) }
}

function choice(placeholder: string, label: LocalizedText, options: readonly (readonly [string, LocalizedText])[]): ChoicePart {
  return { kind: 'choice', placeholder, label, options: options.map(([value, words]) => ({ value, label: words })) }
}
