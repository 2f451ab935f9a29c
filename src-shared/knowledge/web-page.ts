import { headerOf } from '../exchange/exchange'
import { decodeEscapes } from './sub-message'

/** Who wrote a web page that came in place of an answer, by what can be seen of it. */
export const WEB_PAGE_KINDS = ['sign-in', 'block', 'moved', 'front-error', 'not-found', 'unnamed'] as const
export type WebPageKind = (typeof WEB_PAGE_KINDS)[number]

/** A web page or a redirect that came in place of an answer. Everything in it is text of a stranger: shown, never rendered. */
export interface WebPage {
  readonly kind: WebPageKind
  /** The page's title on one line, shortened. */
  readonly title: string | null
  /** The `Server` header, or the program the page names itself. */
  readonly server: string | null
  /** Where it points to, without query and fragment, which may hold tokens. */
  readonly location: string | null
}

/** What an answer is judged by; `bodyStart` is the beginning of its decoded text. */
export interface PageEvidence {
  readonly status: number
  readonly head: string
  readonly bodyStart: string
  readonly gatewayUrl: string
}

const TITLE_CHARACTERS = 120
const WORD_CHARACTERS = 60

const FRONT = /\b(tengine|nginx|openresty|apache|haproxy|envoy|squid|varnish|caddy|traefik|iis|cloudflare)\b/i
const SIGN_IN_TITLE = /\b(?:log ?in|log ?on|sign ?in|captive|hotspot|portal|authentication required|web ?auth)\b|登录|登陆|认证|上网|单点|门户/i
const BLOCK_WORDS =
  /\b(?:web application firewall|waf|access denied|request (?:was |has been )?(?:blocked|rejected)|has been blocked|blocked by|security policy|incident id|attention required)\b|访问被?(?:拒绝|阻断|拦截|禁止)|请求被?(?:拒绝|阻断|拦截)|安全(?:拦截|防护|威胁)|疑似黑客|errors\.aliyun\.com/i
const BLOCK_HEADERS = ['x-sucuri-block', 'x-waf-event-info', 'x-denied-reason', 'x-squid-error']
const PASSWORD_INPUT = /<input\b[^>]{0,300}\btype\s{0,5}=\s{0,5}["']?password/i
const SIGN_IN_PATH = /\/(?:log-?in|sign-?in|sso|cas|auth|oauth2?|portal|webauth|captive)(?:[/.;?]|$)/i
const REFRESH = /<meta\b[^>]{0,200}\bhttp-equiv\s{0,5}=\s{0,5}["']?refresh["']?[^>]{0,200}\burl\s{0,5}=\s{0,5}["']?([^"'>\s]{1,500})/i
const SCRIPTED = /\b(?:top\.|self\.|window\.|document\.)?location(?:\.href)?\s{0,5}=\s{0,5}["']([^"']{1,500})["']/i

/** Reads who answered in the platform's place; null when it was neither a page nor a redirect. */
export function readWebPage(evidence: PageEvidence, isHtml: boolean): WebPage | null {
  const { status, head, bodyStart } = evidence
  const isRedirect = status >= 300 && status < 400 && headerOf(head, 'location') !== null
  if (!isHtml && !isRedirect && status !== 511) return null
  const title = oneLine(/<title\b[^>]{0,100}>([^<]{0,500})/i.exec(bodyStart)?.[1] ?? '', TITLE_CHARACTERS)
  const text = bodyStart.replace(/<(?:script|style)\b[^>]{0,300}>.{0,16384}?<\/(?:script|style)/gis, ' ').replace(/<[^>]{0,500}>/g, ' ')
  const server = oneLine(headerOf(head, 'server') ?? FRONT.exec(text)?.[1] ?? '', WORD_CHARACTERS)
  const target = targetOf(isRedirect ? headerOf(head, 'location') : (REFRESH.exec(bodyStart)?.[1] ?? SCRIPTED.exec(bodyStart)?.[1] ?? null), evidence.gatewayUrl)
  return { kind: kindOf(evidence, { isRedirect, title, text, server, target }), title, server, location: target?.shown ?? null }
}

interface Seen {
  readonly isRedirect: boolean
  readonly title: string | null
  readonly text: string
  readonly server: string | null
  readonly target: Target | null
}

function kindOf({ status, head, bodyStart }: PageEvidence, { isRedirect, title, text, server, target }: Seen): WebPageKind {
  if (status === 511) return 'sign-in'
  if (isRedirect) {
    if (target === null) return 'unnamed'
    return target.isElsewhere || SIGN_IN_PATH.test(target.shown) ? 'sign-in' : 'moved'
  }
  // A page that merely mentions a block is not one: it has to be short, or to refuse by its status.
  const refuses = status >= 400 || text.length < 2_000
  if (BLOCK_HEADERS.some((name) => headerOf(head, name) !== null) || (refuses && BLOCK_WORDS.test(`${title} ${text}`))) return 'block'
  const asksToSignIn = PASSWORD_INPUT.test(bodyStart) || (title !== null && SIGN_IN_TITLE.test(title))
  const leadsElsewhere = target !== null && (target.isElsewhere || SIGN_IN_PATH.test(target.shown))
  if (status < 400 && (asksToSignIn || leadsElsewhere)) return 'sign-in'
  if ((status === 401 || status === 403) && PASSWORD_INPUT.test(bodyStart)) return 'sign-in'
  if (status >= 500) return 'front-error'
  if (status === 404) return 'not-found'
  return status >= 400 && server !== null && FRONT.test(server) ? 'front-error' : 'unnamed'
}

interface Target {
  readonly shown: string
  /** Whether it is another host than the gateway's. */
  readonly isElsewhere: boolean
}

function targetOf(location: string | null, gatewayUrl: string): Target | null {
  if (location === null) return null
  const address = location.startsWith('//') ? `http:${location}` : location
  const shown = oneLine(address.replace(/[?#].*$/s, ''), TITLE_CHARACTERS)
  if (shown === null) return null
  return { shown, isElsewhere: hostOf(address) !== null && hostOf(address) !== hostOf(gatewayUrl) }
}

function hostOf(address: string): string | null {
  try {
    return new URL(address).hostname
  } catch {
    return null
  }
}

/** Text of a stranger on one line, without control and direction marks; null when nothing is left. */
function oneLine(text: string, maxCharacters: number): string | null {
  const line = decodeEscapes(text)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
  if (line === '') return null
  const characters = [...line]
  return characters.length > maxCharacters ? `${characters.slice(0, maxCharacters).join('')}…` : line
}
