import type { LocalizedText } from '../descriptor/types'
import { bilingual as both, type Fixer } from './types'
import type { WebPageKind } from './web-page'

/** What a web page in place of an answer means. */
export interface WebPageMeaning {
  readonly headline: LocalizedText
  readonly meaning: LocalizedText
  readonly next: readonly LocalizedText[]
  readonly fixer: Fixer
  readonly waitingHelps: boolean
}

/** A page or redirect, by who wrote it; each says what was judged by, since it is a judgement. */
export const WEB_PAGE_MEANINGS: Readonly<Record<WebPageKind, WebPageMeaning>> = {
  'sign-in': {
    headline: both('收到的是登录页，不是接口响应', 'A sign-in page came back, not a response of the API'),
    meaning: both(
      '多半是上网认证或公司的单点登录拦住了请求：页面要求登录，或把请求引向了别的地址。',
      'A captive portal or the company’s single sign-on probably caught the request: the page asks to sign in, or leads to another address.',
    ),
    next: [both('用浏览器完成上网认证，或连上 VPN，然后再发送。', 'Sign in to the network in a browser, or connect the VPN, then send again.')],
    fixer: 'network',
    waitingHelps: false,
  },
  block: {
    headline: both('收到的是拦截页，不是接口响应', 'A block page came back, not a response of the API'),
    meaning: both(
      '防火墙、WAF 或代理拒绝了请求，页面里有拦截的字样。请求没有到达平台的接口。',
      'A firewall, WAF or proxy rejected the request; the page says so. The request did not reach the platform’s API.',
    ),
    next: [
      both('把页面标题和时间交给网络管理员，请他放行网关地址。', 'Give the page’s title and the time to the network’s administrator and ask to let the gateway URL through.'),
      both('换一个网络，看是否重现。', 'See whether it happens on another network.'),
    ],
    fixer: 'network',
    waitingHelps: false,
  },
  moved: {
    headline: both('网关地址被重定向了', 'The gateway URL redirects'),
    meaning: both('同一台主机要求改用另一个地址。控制台不跟随重定向，以免把签过名的请求发到别处。', 'The same host asks for another address. The console follows no redirects, so that a signed request goes nowhere else.'),
    next: [both('把配置里的网关地址改成它指向的地址，然后再发送。', 'Set the gateway URL in the profile to where it points, then send again.')],
    fixer: 'caller',
    waitingHelps: false,
  },
  'front-error': {
    headline: both('网关前面的服务器报错', 'The server in front of the gateway reports an error'),
    meaning: both(
      '代理或负载均衡在，它后面的服务没有正常响应。',
      'The proxy or load balancer is there; what stands behind it did not answer properly.',
    ),
    next: [
      both('隔一会儿再试；持续出现就把状态码、页面标题和时间交给网关的维护者。', 'Try again after a pause. If it goes on, give status, page title and time to whoever runs the gateway.'),
    ],
    fixer: 'platform',
    waitingHelps: true,
  },
  'not-found': {
    headline: both('服务器上没有这个地址', 'The server has no such address'),
    meaning: both('主机在，但网关地址的路径不对，或者它不是网关。', 'The host is there, but the path of the gateway URL is wrong, or it is no gateway.'),
    next: [both('检查配置里的网关地址，路径通常是 /router/rest。', 'Check the gateway URL in the profile; the path is usually /router/rest.')],
    fixer: 'caller',
    waitingHelps: false,
  },
  unnamed: {
    headline: both('收到的是网页，不是接口响应', 'A web page came back, not a response of the API'),
    meaning: both('看不出是谁的页面：可能来自代理、登录页，或者网关地址指向了普通网站。', 'Whose page it is cannot be told: a proxy, a sign-in page, or the gateway URL may point to an ordinary site.'),
    next: [both('检查配置里的网关地址和当前网络；原文在响应的 Raw 里。', 'Check the gateway URL in the profile and the network; Raw shows the original.')],
    fixer: 'network',
    waitingHelps: false,
  },
}

/** What an HTTP status alone tells, where the body tells nothing (RFC 9110, section 15). */
export function statusMeaning(status: number): WebPageMeaning | null {
  if (status === 407) return PROXY_SIGN_IN
  if (status === 404) return WEB_PAGE_MEANINGS['not-found']
  if (status === 429) return TOO_MANY
  return status >= 500 && status !== 511 ? WEB_PAGE_MEANINGS['front-error'] : null
}

const PROXY_SIGN_IN: WebPageMeaning = {
  headline: both('代理要求登录', 'The proxy asks to sign in'),
  meaning: both('途中的代理没有放行请求。', 'A proxy on the way did not let the request through.'),
  next: [both('请网络管理员为这台电脑放行网关地址。', 'Ask the network’s administrator to let this machine reach the gateway URL.')],
  fixer: 'network',
  waitingHelps: false,
}

const TOO_MANY: WebPageMeaning = {
  headline: both('前置服务器认为请求太频繁', 'The server in front of the gateway says there are too many requests'),
  meaning: both('限制来自代理或负载均衡，不是平台的流量控制（平台用错误码 7）。', 'The limit is a proxy’s or load balancer’s, not the platform’s flow control, which is code 7.'),
  next: [both('等一会儿再发送，并降低频率。', 'Wait a while before sending again, and send less often.')],
  fixer: 'caller',
  waitingHelps: true,
}
