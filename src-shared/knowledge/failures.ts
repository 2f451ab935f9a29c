import type { LocalizedText } from '../descriptor/types'
import type { FailureKind } from '../exchange/outcome'
import { bilingual as both, type Fixer } from './types'

/** Why there is no usable answer, and what to do next. */
export interface FailureMeaning {
  readonly headline: LocalizedText
  readonly next: LocalizedText
  readonly fixer: Fixer
  readonly waitingHelps: boolean
}

/** Every kind of failure of an exchange; whether the platform may have acted depends on whether bytes had left. */
export const FAILURE_MEANINGS: Readonly<Record<FailureKind, FailureMeaning>> = {
  dns: {
    headline: both('无法解析网关的域名', 'The gateway’s host name could not be resolved'),
    next: both(
      '请检查配置里的网关地址有没有写错，以及这台电脑的 DNS 或 VPN 能否解析它。',
      'Check the gateway URL in the profile for typos, and whether the DNS or VPN of this machine can resolve the name.',
    ),
    fixer: 'network',
    waitingHelps: false,
  },
  'connection-refused': {
    headline: both('网关地址上没有服务在监听', 'Nothing is listening at the gateway URL'),
    next: both('请检查主机和端口。如果是本机网关，请在底部状态栏启动它。', 'Check the host and port. If it is the local gateway, start it in the status bar.'),
    fixer: 'caller',
    waitingHelps: false,
  },
  'connection-reset': {
    headline: both('连接被中断', 'The connection was cut off'),
    next: both('可能是防火墙、代理或网关断开了连接。请换个网络，看是否重现。', 'A firewall, a proxy or the gateway may have closed it. See whether it happens on another network.'),
    fixer: 'network',
    waitingHelps: true,
  },
  unreachable: {
    headline: both('网络无法到达网关', 'The gateway cannot be reached over the network'),
    next: both('请检查网络连接、VPN 和路由。', 'Check the network connection, the VPN and the route.'),
    fixer: 'network',
    waitingHelps: true,
  },
  tls: {
    headline: both('无法建立可信的加密连接', 'A trusted, encrypted connection could not be established'),
    next: both(
      '证书可能已过期、域名不符，或由这台电脑不信任的机构签发。内部机构的 CA 证书可以在配置里导入。',
      'The certificate may have expired, be for another host name, or come from an authority this machine does not trust. You can import the CA certificate of an internal authority in the profile.',
    ),
    fixer: 'network',
    waitingHelps: false,
  },
  'connect-time-out': {
    headline: both('连接网关超时', 'Connecting to the gateway timed out'),
    next: both(
      '请检查地址、防火墙和 VPN；网络较慢时，可以在配置里调大“连接超时”。',
      'Check the address, firewall and VPN. On a slow network, raise “Connection timeout” in the profile.',
    ),
    fixer: 'network',
    waitingHelps: true,
  },
  'time-out': {
    headline: both('在时限内没有收到完整的响应', 'No complete response arrived in time'),
    next: both('服务端可能较慢，可以在配置里调大“总超时”。', 'The service may be slow. You can raise “Total timeout” in the profile.'),
    fixer: 'platform',
    waitingHelps: true,
  },
  'http-protocol': {
    headline: both('收到的内容不是 HTTP 响应', 'What came back is not an HTTP response'),
    next: both(
      '这个地址可能不是网关，或者用 http 访问了 https 端口。请核对配置里的网关地址。',
      'This address may not be a gateway, or http was used for an https port. Check the gateway URL in the profile.',
    ),
    fixer: 'caller',
    waitingHelps: false,
  },
  'http-status': {
    headline: both('收到 HTTP 错误状态码，没有平台的响应', 'An HTTP error came back, without a response from the platform'),
    next: both('多半来自网关前面的代理或负载均衡。原文在 Raw 里。', 'It usually comes from a proxy or load balancer in front of the gateway. Raw shows the original.'),
    fixer: 'network',
    waitingHelps: false,
  },
  'content-encoding': {
    headline: both('响应体无法解压', 'The response body could not be decompressed'),
    next: both(
      '压缩数据不完整、已损坏，或与 Content-Encoding 不符。请把 Hex 里的字节交给网关的维护者。',
      'The compressed data is incomplete, damaged or not what Content-Encoding says. Pass the bytes that Hex shows to whoever runs the gateway.',
    ),
    fixer: 'platform',
    waitingHelps: false,
  },
  truncated: {
    headline: both('响应没有收完', 'The response ended early'),
    next: both('收到的内容比声明的长度短。请检查网络和代理。', 'Fewer bytes arrived than were announced. Check the network and any proxy.'),
    fixer: 'network',
    waitingHelps: true,
  },
  'too-large': {
    headline: both('响应超过了配置允许的大小', 'The response is larger than the profile allows'),
    next: both(
      '已停止接收。确有需要时，可以在配置里调大“响应大小上限”。',
      'Reading stopped at the limit. If you need the whole response, raise “Maximum response size” in the profile.',
    ),
    fixer: 'caller',
    waitingHelps: false,
  },
  'empty-body': {
    headline: both('响应体是空的', 'The response body is empty'),
    next: both(
      '网关返回了状态码，却没有内容。请检查网关地址是否以 /router/rest 结尾。',
      'The gateway sent a status code but no content. Check that the gateway URL ends with /router/rest.',
    ),
    fixer: 'platform',
    waitingHelps: false,
  },
  html: {
    headline: both('收到的是网页，不是接口响应', 'A web page came back, not a response of the API'),
    next: both('多半来自代理、登录页或错误页。请检查网关地址和网络。', 'It probably comes from a proxy, a login page or an error page. Check the gateway URL and the network.'),
    fixer: 'network',
    waitingHelps: false,
  },
  'not-well-formed': {
    headline: both('响应既不是完整的 XML，也不是完整的 JSON', 'The response is neither complete XML nor complete JSON'),
    next: both('出错的位置写在视图里。原文在 Raw 里。', 'The view says where the fault is. Raw shows the original.'),
    fixer: 'platform',
    waitingHelps: false,
  },
  'unrecognised-answer': {
    headline: both('响应不是这个接口的格式', 'The response does not have the format of this operation'),
    next: both(
      '没有约定的根节点，或 result.success 缺失、前后矛盾。请检查网关地址和接口是否匹配。',
      'The expected root is missing, or result.success is missing or contradicts itself. Check that the gateway URL and the operation belong together.',
    ),
    fixer: 'caller',
    waitingHelps: false,
  },
  cancelled: {
    headline: both('你取消了这次请求', 'You cancelled this request'),
    next: both('取消只是不再等待，收不回已经发出的内容。', 'Cancelling only stops the waiting; it cannot call back what was already sent.'),
    fixer: 'nobody',
    waitingHelps: false,
  },
  interrupted: {
    headline: both('控制台在等待响应时退出了', 'The console quit while waiting for the response'),
    next: both('这次请求的结果没有记录下来。', 'The result of this request was not recorded.'),
    fixer: 'nobody',
    waitingHelps: false,
  },
  'response-lost': {
    headline: both('响应的内容已经丢失', 'The bytes of this response are lost'),
    next: both(
      '历史文件损坏时，这次请求的响应没能恢复；请求和当时的结果还在。需要核对内容时，请用 request_id 到平台查询。',
      'They could not be recovered when the history file was damaged; the request and what was known of its result are still here. To check what it said, look the request_id up on the platform.',
    ),
    fixer: 'nobody',
    waitingHelps: false,
  },
  'request-lost': {
    headline: both('请求的内容已经丢失', 'The bytes of this request are lost'),
    next: both(
      '历史文件损坏时，这次请求发出的内容没能恢复，所以显示为空；当时的结果还在。',
      'They could not be recovered when the history file was damaged, so the request is shown empty; what was known of its result is still here.',
    ),
    fixer: 'nobody',
    waitingHelps: false,
  },
  internal: {
    headline: both('控制台自身出错', 'The console itself made a mistake'),
    next: both('日志里有错误记录，请把它交给控制台的维护者。', 'The error is in the log. Please pass it to the console’s maintainer.'),
    fixer: 'maintainer',
    waitingHelps: false,
  },
}

/** Said of a failure after bytes had left. */
export const MAY_HAVE_ACTED = both(
  '请求已经发出，平台可能已经处理。再次发送前，请先查清这个会话是否已经存在。',
  'The request had already left, so the platform may have acted on it. Check whether the session already exists before you send again.',
)

/** Said of a failure before any byte left. */
export const NOTHING_LEFT = both('没有任何内容发出，可以放心地再次发送。', 'Nothing left this machine, so it is safe to send again.')

/** Said of a refusal by something that may have begun to work. */
export const LOOK_UP_FIRST = both(
  '业务服务可能已经动手。新建会话没有约定幂等，再次发送前，请先查清这个会话是否已经存在。',
  'The service may have begun to act, and creating a session is not idempotent: check whether the session already exists before you send again.',
)

/** Said when bytes left and no answer was recorded. */
export const UNKNOWN_RESULT = {
  effect: both(
    '会话可能已经创建，也可能没有。控制台不会重发。',
    'The session may have been created, or not. The console does not resend.',
  ),
  next: [
    both(
      '先查：在客服工作台按发出的会话 ID 或客户 ID 查找，或把它和发送时间交给接口所属的业务线。',
      'Look it up first: search the customer-service workbench for the session id or customer id that was sent, or give it and the time of sending to the API’s owner.',
    ),
    both('确认不存在之后再发送，并沿用同一个会话 ID。', 'Send again only once you know that it does not exist, and keep the same session id.'),
  ],
} as const
