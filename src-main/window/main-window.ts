import { BrowserWindow, nativeTheme, screen } from 'electron'
import { PAGE_URL } from './page-protocol'

// A second crash within this time is not answered by a third page.
const CRASH_LOOP_MS = 10_000

/** Opens the one window of the console; it appears when its first picture is ready. */
export function openMainWindow(preloadFile: string): BrowserWindow {
  const { width, height } = screen.getPrimaryDisplay().workAreaSize
  const window = new BrowserWindow({
    width: Math.min(1440, width),
    height: Math.min(900, height),
    minWidth: 1000,
    minHeight: 640,
    show: false,
    title: 'LY Session Console',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b1f26' : '#ffffff',
    autoHideMenuBar: true,
    webPreferences: {
      preload: preloadFile,
      // SECURITY: stated although most are defaults, so that a change of defaults changes nothing here.
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // The spelling checker would download dictionaries.
      spellcheck: false,
    },
  })
  let crashedAt = 0
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    // A page that has died is loaded anew, since nothing of it is kept there; one that dies again at once would go on for ever.
    const now = Date.now()
    if (reason !== 'clean-exit' && now - crashedAt > CRASH_LOOP_MS) window.webContents.reload()
    crashedAt = now
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(PAGE_URL)
  return window
}
