import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { GATEWAY_APP_KEY, GATEWAY_SECRET, expect, test as base } from '../console.ts'
import type { ConsolePage } from '../console-page.ts'
import { rawAnswer, startRawGateway, type RawGateway } from '../raw-gateway.ts'
import { LANGUAGES } from '../words.ts'

const FOLDER = join(import.meta.dirname, '../../out/screenshots')
const WORDS = {
  'zh-CN': {
    copySummary: '复制摘要',
    diagnosed: '签名可以逐项诊断',
    goTo: '转到表单里的 source.channel_uid',
    front: '网关前面的服务器报错',
    wait: '还需等待',
    behind: '这台电脑的时钟比服务器慢 20 分',
    copyIp: '复制 平台看到的 IP',
  },
  en: {
    copySummary: 'Copy summary',
    diagnosed: 'The signature can be diagnosed',
    goTo: 'Go to source.channel_uid in the form',
    front: 'The server in front of the gateway reports an error',
    wait: 'to wait, until',
    behind: 'This machine’s clock is 20 min',
    copyIp: 'Copy IP the platform saw',
  },
} as const

/** Adds a server that answers as told, for what the local gateway does not say by itself. */
const test = base.extend<{ rawGateway: (answer: () => string) => Promise<RawGateway> }>({
  rawGateway: async ({}, use) => {
    const started: RawGateway[] = []
    await use(async (answer) => {
      const gateway = await startRawGateway(answer)
      started.push(gateway)
      return gateway
    })
    for (const gateway of started) await gateway.stop()
  },
})

const panelOf = (page: ConsolePage): Locator => page.exchange.locator('[data-explanation]')
const refusal = (error: Record<string, unknown>): string =>
  rawAnswer('200 OK', 'text/javascript;charset=UTF-8', JSON.stringify({ error_response: { ...error, request_id: 'r-1' } }))

/** Both halves have to stay usable beneath the explanation. */
async function expectRoomForHalves(page: ConsolePage): Promise<void> {
  for (const which of ['request', 'response'] as const) {
    const box = await page.half(which).boundingBox()
    expect(box?.height ?? 0, which).toBeGreaterThan(150)
  }
}

for (const language of LANGUAGES) {
  const words = WORDS[language]
  test.describe(`explaining the outcome in ${language}`, () => {
    test('a wrong secret: code 25 is explained, and the summary for the ticket holds neither secret nor key', async ({ openConsole, startGateway }) => {
      const gateway = await startGateway()
      const { app, page, window } = await openConsole({ language })
      const wrong = `${GATEWAY_SECRET}-wrong`
      await page.createProfile({ name: 'Wrong secret', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: wrong })
      await page.fillExample()
      await page.send()
      await page.expectOutcome('refused')
      await expect(panelOf(page)).toHaveAttribute('data-explanation', 'code-25')
      await expect(panelOf(page)).toContainText(words.diagnosed)
      await expectRoomForHalves(page)
      await window.screenshot({ path: join(FOLDER, `explain-25-${language}.png`) })

      const button = page.exchange.getByRole('button', { name: words.copySummary })
      await button.click()
      await expect(button.getByRole('status')).not.toBeEmpty()
      const copied = await app.evaluate(({ clipboard }) => clipboard.readText())
      expect(copied).toContain('`25`')
      expect(copied).toContain(gateway.url)
      expect(copied).toContain('`ly_create_session_dto.source.channel_uid` = `testUid`')
      for (const hidden of [wrong, GATEWAY_APP_KEY, 'testNick']) expect(copied).not.toContain(hidden)
    })

    test('a missing argument: the explanation leads to the field', async ({ openConsole }) => {
      const { page, window } = await openConsole({ language })
      await page.fillExample()
      await page.field('source', 'channel_uid').fill('')
      await page.send()
      await page.compose.getByRole('button', { name: page.words.sendAnyway }).click()
      await page.expectOutcome('refused')
      await expect(panelOf(page)).toHaveAttribute('data-explanation', 'code-40')
      await page.field('ly_ding_open_para_dto', 'org_id').focus()
      await panelOf(page).getByRole('button', { name: words.goTo }).click()
      await expect(page.field('source', 'channel_uid')).toBeFocused()
      await window.screenshot({ path: join(FOLDER, `explain-40-${language}.png`) })
    })

    test('a page of the server in front: named by its title, and not rendered', async ({ openConsole, rawGateway }) => {
      const html = '<html><head><title>502 Bad Gateway</title></head><body><center>Tengine</center></body></html>'
      const gateway = await rawGateway(() => rawAnswer('502 Bad Gateway', 'text/html', html, ['Server: Tengine']))
      const { page, window } = await openConsole({ language })
      await page.createProfile({ name: 'Raw', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET })
      await page.fillExample()
      await page.send()
      await page.expectOutcome('failed')
      const panel = panelOf(page)
      await expect(panel).toHaveAttribute('data-explanation', 'page-front-error')
      await expect(panel).toContainText(words.front)
      await expect(panel.locator('[data-fact=page-title]')).toContainText('502 Bad Gateway')
      await expect(panel.locator('[data-fact=server]')).toContainText('Tengine')
      await expectRoomForHalves(page)
      await window.screenshot({ path: join(FOLDER, `explain-502-${language}.png`) })
      await panel.getByRole('button').first().click()
      await expect(panel.locator('[data-fact=page-title]')).toBeHidden()
    })

    test('flow control counts down; an IP refusal shows the IP; a clock that is off is told', async ({ openConsole, rawGateway }) => {
      const aheadOfUs = (): string => `Date: ${new Date(Date.now() + 1_215_000).toUTCString()}`
      const answers = [
        () => refusal({ code: 7, msg: 'App Call Limited', sub_code: 'accesscontrol.limited-by-api-access-count', sub_msg: 'This ban will last for 71 more seconds' }),
        () =>
          refusal({
            code: 11,
            msg: 'Insufficient isv permissions',
            sub_code: 'isv.permission-ip-whitelist-limit',
            sub_msg: `The appkey ${GATEWAY_APP_KEY} is only allowed to call from 10.0.0.1, but your ip is 203.0.113.7`,
          }),
        () =>
          rawAnswer(
            '200 OK',
            'text/javascript;charset=UTF-8',
            '{"alibaba_lyservice_lippi_session_create_response":{"result":{"success":true,"data":"s-9"},"request_id":"r-3"}}',
            [aheadOfUs()],
          ),
      ]
      const gateway = await rawGateway(() => answers.shift()?.() ?? '')
      const { app, page, window } = await openConsole({ language })
      await page.createProfile({ name: 'Raw', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET })
      await page.fillExample()
      await page.send()
      await page.expectOutcome('refused')
      const timer = panelOf(page).getByRole('timer')
      await expect(timer).toContainText(words.wait)
      const first = await timer.textContent()
      await expect(timer).not.toHaveText(first ?? '')
      await window.screenshot({ path: join(FOLDER, `explain-7-${language}.png`) })

      await page.field('source', 'sid').fill('second')
      await page.send()
      await expect(panelOf(page).locator('[data-fact=seen-ip]')).toContainText('203.0.113.7')
      await panelOf(page).getByRole('button', { name: words.copyIp }).click()
      await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe('203.0.113.7')
      await window.screenshot({ path: join(FOLDER, `explain-11-${language}.png`) })

      await page.field('source', 'sid').fill('third')
      await page.send()
      await page.expectOutcome('succeeded')
      await expect(panelOf(page)).toContainText(words.behind)
      await window.screenshot({ path: join(FOLDER, `explain-clock-${language}.png`) })
    })

    test('a success has no explanation', async ({ openConsole }) => {
      const { page } = await openConsole({ language })
      await page.fillExample()
      await page.send()
      await page.expectOutcome('succeeded')
      await expect(panelOf(page)).toHaveCount(0)
    })
  })
}
