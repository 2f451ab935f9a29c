import { GATEWAY_APP_KEY, GATEWAY_SECRET, expect, test } from '../console.ts'
import { LANGUAGES } from '../words.ts'

for (const language of LANGUAGES) {
  test.describe(`J1 in ${language}`, () => {
    test('first start: the example reaches the local gateway, and both halves read in XML and JSON', async ({ openConsole }) => {
      const { page, window } = await openConsole({ language })
      await expect(window.locator('html')).toHaveAttribute('lang', language)
      await expect(window.getByText(page.words.keychain.ready).first()).toBeVisible()
      await expect(page.rows).toHaveCount(0)

      await page.fillExample()
      await page.send()
      await page.expectOutcome('succeeded')

      const json = await page.view('response', 'JSON')
      const { result, request_id } = JSON.parse(json).alibaba_lyservice_lippi_session_create_response
      expect(result).toMatchObject({ success: true })
      await expect(page.origin('response')).toContainText(page.words.received)
      const xml = await page.view('response', 'XML')
      expect(xml).toContain(`<data>${result.data}</data>`)
      expect(xml).toContain(`<request_id>${request_id}</request_id>`)
      await expect(page.origin('response')).toContainText(page.words.converted)
      await expect(page.shown).toContainText(result.data)
      await expect(page.shown).toContainText(request_id)

      expect(await page.view('request', 'JSON')).toContain('"channel_uid": "testUid"')
      expect(await page.view('request', 'XML')).toContain('<channel_uid>testUid</channel_uid>')
      const raw = await page.view('request', 'Raw')
      expect(raw).toContain('POST /router/rest HTTP/1.1')
      expect(raw).toContain('sign=')
      await expect(page.rows).toHaveCount(1)
    })

    test('the answer over the wire in XML', async ({ openConsole }) => {
      const { page } = await openConsole({ language })
      await page.fillExample()
      await page.chooseFormat('XML')
      await page.send()
      await page.expectOutcome('succeeded')
      expect(await page.view('response', 'XML')).toMatch(/^<\?xml version="1\.0"/)
      await expect(page.origin('response')).toContainText(page.words.received)
      const json = await page.view('response', 'JSON')
      expect(JSON.parse(json).alibaba_lyservice_lippi_session_create_response.result.success).toBe(true)
      await expect(page.origin('response')).toContainText(page.words.converted)
    })

    test('a profile with its own secret; a wrong one is refused with 25', async ({ openConsole, startGateway }) => {
      const gateway = await startGateway()
      const { page } = await openConsole({ language })
      await page.createProfile({ name: 'Mini', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET })
      await page.fillExample()
      await page.send()
      await page.expectOutcome('succeeded')

      await page.editProfile()
      await page.dialog.getByRole('button', { name: page.words.replace }).first().click()
      await page.secretInput().fill('another-secret-altogether')
      await page.saveDialog()
      // The same sid a second time would be asked about first.
      await page.field('source', 'sid').fill('another-sid')
      await page.send()
      await page.expectOutcome('refused')
      await expect(page.shown).toContainText('25')
      await expect(page.shown).toContainText('Invalid signature')
      await expect(page.rows).toHaveCount(2)
    })

    test('a gateway that was stopped is a failure that says so, and nothing left', async ({ openConsole }) => {
      const { page, window } = await openConsole({ language })
      await page.fillExample()
      await page.send()
      await page.expectOutcome('succeeded')
      await window.getByRole('button', { name: page.words.stopGateway }).click()
      await page.send()
      await page.expectOutcome('failed')
      await expect(page.shown).toContainText('ECONNREFUSED')

      await window.getByRole('button', { name: page.words.startGateway }).click()
      await page.send()
      await page.expectOutcome('succeeded')
      await expect(page.rows).toHaveCount(3)
    })

    test('a sid that was already sent to this gateway is warned of, and nothing is forbidden', async ({ openConsole }) => {
      const { page } = await openConsole({ language })
      await page.fillExample()
      await page.send()
      await page.expectOutcome('succeeded')
      await expect(page.compose.getByText(page.words.alreadySent)).toBeVisible()
      await page.send()
      await expect(page.rows).toHaveCount(2)
      await page.field('source', 'sid').fill('another')
      await expect(page.compose.getByText(page.words.alreadySent)).toHaveCount(0)
    })

    test('the history is there after a restart, with the exact bytes', async ({ openConsole }) => {
      const first = await openConsole({ language })
      await first.page.fillExample()
      await first.page.field('ly_ding_open_para_dto', 'org_id').evaluate((input) => input.scrollIntoView())
      await first.page.field('ly_ding_open_para_dto', 'org_id').fill('9007199254740993')
      await first.page.send()
      await first.page.expectOutcome('succeeded')
      const before = await first.page.view('response', 'Raw')
      await first.close()

      const second = await openConsole({ language })
      await expect(second.page.rows).toHaveCount(1)
      await second.page.rows.first().click()
      await second.page.expectOutcome('succeeded')
      expect(await second.page.view('response', 'Raw')).toBe(before)
      expect(await second.page.view('request', 'JSON')).toContain('"org_id": 9007199254740993')
      expect(await second.page.view('request', 'XML')).toContain('<org_id>9007199254740993</org_id>')
    })

    test('killed while the answer is awaited: the exchange is there, as unknown', async ({ openConsole, startGateway }) => {
      const gateway = await startGateway(['--fault', 'delay:60000'])
      const first = await openConsole({ language })
      await first.page.createProfile({ name: 'Slow', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET })
      await first.page.fillExample()
      await first.page.send()
      await first.page.expectOutcome('in-progress')
      await first.kill()

      const second = await openConsole({ language })
      await second.page.rows.first().click()
      await second.page.expectOutcome('unknown')
      expect(await second.page.view('request', 'JSON')).toContain('"sid": "testSessionId"')
    })

    test('cancelled after bytes left is unknown, not failed', async ({ openConsole, startGateway }) => {
      const gateway = await startGateway(['--fault', 'delay:60000'])
      const { page } = await openConsole({ language })
      await page.createProfile({ name: 'Slow', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET })
      await page.fillExample()
      await page.send()
      await page.expectOutcome('in-progress')
      await page.compose.getByRole('button', { name: page.words.cancel }).click()
      await page.expectOutcome('unknown')
    })
  })
}
