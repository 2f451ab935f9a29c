import { app, type Session, type WebContents } from 'electron'
import { PAGE_ORIGIN, PAGE_URL } from './page-protocol'

/** SECURITY: what no window of this program may do (Electron's checklist, items 5, 11-15). */
export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  // Nothing leaves unasked: even a page that is tricked into it cannot reach an address.
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !details.url.startsWith(`${PAGE_ORIGIN}/`) && !details.url.startsWith('devtools://') })
  })
  session.on('will-download', (event) => event.preventDefault())
}

/** Applies to every page content ever made, also to ones this program did not mean to make. */
export function lockDownContents(): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.on('will-navigate', (event) => {
      if (event.url !== PAGE_URL) event.preventDefault()
    })
    contents.on('will-frame-navigate', (event) => {
      if (event.url !== PAGE_URL) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
  })
}
