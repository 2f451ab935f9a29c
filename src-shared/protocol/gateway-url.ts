export const ENVIRONMENTS = ['production', 'overseas', 'sandbox', 'local', 'custom'] as const
export type Environment = (typeof ENVIRONMENTS)[number]

/** Whether every session that is created there is a real one. */
export function isLive(environment: Environment): boolean {
  return environment === 'production' || environment === 'overseas'
}

/** Path of a TOP router on any of its hosts. */
export const ROUTER_PATH = '/router/rest'

/** Where an environment's gateway is, as PROTOCOL 1.1 lists them; local and custom have no fixed address. */
export const GATEWAY_URLS: Readonly<Record<Environment, string | null>> = {
  production: `https://gw.api.taobao.com${ROUTER_PATH}`,
  overseas: `https://api.taobao.com${ROUTER_PATH}`,
  // The current official document lists no sandbox any more: offered, and marked as legacy in the form.
  sandbox: `https://gw.api.tbsandbox.com${ROUTER_PATH}`,
  local: null,
  custom: null,
}

export const GATEWAY_URL_PROBLEMS = ['not-a-url', 'not-http', 'has-credentials', 'has-query', 'has-fragment'] as const
export type GatewayUrlProblem = (typeof GATEWAY_URL_PROBLEMS)[number]

/** Why a text cannot be a gateway's address, or null when it can. */
export function findGatewayUrlProblem(text: string): GatewayUrlProblem | null {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return 'not-a-url'
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'not-http'
  if (url.username !== '' || url.password !== '') return 'has-credentials'
  // A parameter in the address would be sent without being signed.
  if (url.search !== '' || text.includes('?')) return 'has-query'
  if (url.hash !== '' || text.includes('#')) return 'has-fragment'
  return null
}
