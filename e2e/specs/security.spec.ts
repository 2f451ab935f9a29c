import { IPC_METHODS } from '../../src-shared/ipc/methods.ts'
import { expect, test } from '../console.ts'

// One attack per item of Electron's security checklist: each tries the thing and expects to be stopped.
test.describe('the page is untrusted', () => {
  test('it has neither Node nor Electron, and the bridge holds the methods of the contract and nothing else', async ({ openConsole }) => {
    const { window } = await openConsole()
    const names = await window.evaluate(() => ({
      globals: ['require', 'process', 'Buffer', 'module', 'global', 'ipcRenderer', 'electron'].filter((name) => name in globalThis),
      bridge: Object.keys((globalThis as unknown as { bridge: object }).bridge).sort(),
    }))
    expect(names.globals).toEqual([])
    expect(names.bridge).toEqual([...IPC_METHODS, 'subscribe'].sort())
  })

  test('it runs with sandbox and context isolation, without Node integration', async ({ openConsole }) => {
    const { app } = await openConsole()
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      return contents.getLastWebPreferences()
    })
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false })
  })

  test('its policy stops inline script and every connection', async ({ openConsole }) => {
    const { window } = await openConsole({ expectsPageErrors: true })
    const results = await window.evaluate(async () => {
      const attempts: Record<string, boolean> = {}
      const script = document.createElement('script')
      script.textContent = 'globalThis.inlineRan = true'
      document.body.append(script)
      attempts['inline script'] = 'inlineRan' in globalThis
      const handler = document.createElement('img')
      handler.setAttribute('onerror', 'globalThis.handlerRan = true')
      handler.src = 'app://console/none.png'
      document.body.append(handler)
      await new Promise((resolve) => handler.addEventListener('error', resolve))
      attempts['inline handler'] = 'handlerRan' in globalThis
      attempts['connection'] = await fetch('app://console/index.html').then(
        () => true,
        () => false,
      )
      attempts['foreign connection'] = await fetch('http://127.0.0.1:1/').then(
        () => true,
        () => false,
      )
      return attempts
    })
    expect(results).toEqual({ 'inline script': false, 'inline handler': false, connection: false, 'foreign connection': false })
  })

  test('it cannot navigate, open windows or frames', async ({ openConsole }) => {
    const { app, window } = await openConsole({ expectsPageErrors: true })
    const address = window.url()
    await window.evaluate(() => {
      globalThis.open('https://example.com/')
      const link = document.createElement('a')
      link.href = 'https://example.com/'
      link.target = '_blank'
      document.body.append(link)
      link.click()
      link.target = ''
      link.click()
      const frame = document.createElement('iframe')
      frame.src = 'https://example.com/'
      document.body.append(frame)
    })
    // A round trip through main gives whatever was started the time to happen.
    const windows = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
    expect(windows).toBe(1)
    expect(window.url()).toBe(address)
    const frames = window.frames().map((frame) => frame.url())
    expect(frames.filter((url) => url.startsWith('https:'))).toEqual([])
  })

  test('it is refused every permission', async ({ openConsole }) => {
    const { window } = await openConsole()
    const states = await window.evaluate(async () => {
      const names = ['notifications', 'geolocation', 'camera', 'microphone', 'clipboard-read'] as PermissionName[]
      const media = await navigator.mediaDevices?.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'denied',
      )
      return [media ?? 'denied', ...(await Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state)))]
    })
    expect(states).not.toContain('granted')
  })

  test('a call of the wrong shape is answered with an error that does not repeat it', async ({ openConsole }) => {
    const { window } = await openConsole()
    const answers = await window.evaluate(async () => {
      const { bridge } = globalThis as unknown as { bridge: Record<string, (request: unknown) => Promise<unknown>> }
      return Promise.all([
        bridge['exchange.send']?.({ profileId: 'local', operation: 'x', values: { a: 12345678901234567890 } }),
        bridge['history.read']?.('S3CRET-VALUE'),
        bridge['credential.save']?.({ profileId: 'local', kind: 'S3CRET-VALUE', value: 'S3CRET-VALUE', keep: 'keychain' }),
        bridge['exchange.send']?.({ profileId: 'nobody', operation: 'alibaba.lyservice.lippi.session.create', values: {}, format: 'json', signMethod: 'md5', sendAnyway: true }),
      ])
    })
    expect(answers).toMatchObject([
      { ok: false, error: { code: 'ipc.invalid-request' } },
      { ok: false, error: { code: 'ipc.invalid-request' } },
      { ok: false, error: { code: 'ipc.invalid-request' } },
      { ok: false, error: { code: 'profile.unknown' } },
    ])
    expect(JSON.stringify(answers)).not.toContain('S3CRET')
  })

  test('a foreign window with the same preload is not answered', async ({ openConsole }) => {
    const { app } = await openConsole()
    const answer = await app.evaluate(async ({ BrowserWindow, app: electronApp }) => {
      const preload = `${electronApp.getAppPath()}/out/preload/index.js`
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } })
      await stranger.loadURL('about:blank')
      const result: unknown = await stranger.webContents.executeJavaScript("bridge['profile.list']({})")
      stranger.destroy()
      return result
    })
    expect(answer).toMatchObject({ ok: false, error: { code: 'ipc.untrusted-sender' } })
  })

  test('a frame inside the page is not answered', async ({ openConsole }) => {
    const { window } = await openConsole({ expectsPageErrors: true })
    const frames = await window.evaluate(async () => {
      const frame = document.createElement('iframe')
      frame.src = 'app://console/index.html'
      document.body.append(frame)
      await new Promise((resolve) => frame.addEventListener('load', resolve))
      return 'bridge' in (frame.contentWindow ?? {})
    }).catch(() => false)
    expect(frames).toBe(false)
  })

  test('files outside the page cannot be asked for', async ({ openConsole }) => {
    const { app } = await openConsole()
    const statuses = await app.evaluate(async ({ net }) => {
      const addresses = ['app://console/..%2fmain/index.js', 'app://console/%2e%2e/%2e%2e/package.json', 'app://other/index.html', 'app://console/']
      return Promise.all(addresses.map(async (address) => (await net.fetch(address)).status))
    })
    expect(statuses).toEqual([404, 404, 404, 404])
  })
})
