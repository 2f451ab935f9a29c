import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol, type Protocol } from 'electron'

const SCHEME = 'app'

/** Origin of the console's page. No other page exists. */
export const PAGE_ORIGIN = `${SCHEME}://console`
export const PAGE_URL = `${PAGE_ORIGIN}/index.html`

// SECURITY: nothing but the page's own files; style may be inline because Naive UI writes style elements, script never.
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Declares the scheme; must happen before Electron is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }])
}

/** Serves the built page from a folder, and nothing outside it. */
export function servePage(handler: Protocol, folder: string): void {
  handler.handle(SCHEME, async (request) => {
    const file = fileOf(request.url, folder)
    const contentType = file === null ? undefined : CONTENT_TYPES[extname(file)]
    if (file === null || contentType === undefined || request.method !== 'GET') return notFound()
    try {
      return new Response(new Uint8Array(await readFile(file)), {
        headers: {
          'Content-Type': contentType,
          'Content-Security-Policy': CONTENT_SECURITY_POLICY,
          'X-Content-Type-Options': 'nosniff',
          'Cross-Origin-Opener-Policy': 'same-origin',
        },
      })
    } catch {
      return notFound()
    }
  })
}

/** The file an address of the page means, or null when it means nothing inside the folder. */
export function fileOf(address: string, folder: string): string | null {
  let path: string
  try {
    const url = new URL(address)
    if (`${url.protocol}//${url.host}` !== PAGE_ORIGIN) return null
    path = decodeURIComponent(url.pathname)
  } catch {
    return null
  }
  const file = normalize(join(folder, path))
  return file.startsWith(folder.endsWith(sep) ? folder : folder + sep) && !path.includes('\0') ? file : null
}

function notFound(): Response {
  return new Response('not found', { status: 404, headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY } })
}
