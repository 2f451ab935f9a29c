import { GATEWAY_APP_KEY, GATEWAY_SECRET, expect, test } from '../console.ts'
import { LANGUAGES } from '../words.ts'

for (const language of LANGUAGES) {
  test.describe(`bad input in ${language}`, () => {
    for (const [what, name, value] of [
      ['not a number', 'session_start_time', 'yesterday'],
      ['a number past 2^63', 'session_start_time', '9223372036854775808'],
      ['a summary of 1 MB', 'summary', '会'.repeat(349_526)],
    ] as const) {
      test(`${what}: said at the field and in the summary; nothing is sent and nothing lost`, async ({ openConsole }) => {
        const { page } = await openConsole({ language })
        await page.fillExample()
        await page.field('source', name).fill(value)
        await page.send()
        await expect(page.field('source', name)).toHaveAttribute('aria-invalid', 'true')
        await expect(page.compose.getByRole('button', { name: page.words.sendAnyway })).toBeVisible()
        await expect(page.field('source', name)).toHaveValue(value)
        await expect(page.rows).toHaveCount(0)
      })
    }

    test('half a character cannot be sent at all', async ({ openConsole }) => {
      const { page } = await openConsole({ language })
      await page.fillExample()
      await page.field('source', 'sid').evaluate((input: HTMLInputElement) => {
        input.value = 'a\ud800'
        input.dispatchEvent(new Event('input', { bubbles: true }))
      })
      await page.send()
      await expect(page.field('source', 'sid')).toHaveAttribute('aria-invalid', 'true')
      await expect(page.compose.getByRole('button', { name: page.words.sendAnyway })).toHaveCount(0)
      await expect(page.rows).toHaveCount(0)
    })

    test('a missing sid can be sent on purpose, after one confirmation, and the gateway names it', async ({ openConsole }) => {
      const { page } = await openConsole({ language })
      await page.fillExample()
      await page.field('source', 'sid').fill('')
      await page.send()
      await page.compose.getByRole('button', { name: page.words.sendAnyway }).click()
      await page.expectOutcome('refused')
      await expect(page.shown).toContainText('40')
      await expect(page.shown).toContainText('sid')
    })

    test('a gateway address that is neither http nor https is refused at the field', async ({ openConsole }) => {
      const { page } = await openConsole({ language })
      await page.openProfileMenu()
      await page.window.getByRole('menuitem', { name: page.words.newProfile }).click()
      await page.dialog.getByLabel(page.words.name).first().fill('Bad')
      await page.chooseCustomEnvironment()
      const address = page.dialog.getByLabel(/gateway URL/i)
      await address.fill('ftp://gw.example/router/rest')
      await page.dialog.getByLabel(/^app_key/).fill(GATEWAY_APP_KEY)
      await page.secretInput().fill(GATEWAY_SECRET)
      await page.dialog.getByRole('button', { name: page.words.save }).click()
      await expect(address).toHaveAttribute('aria-invalid', 'true')
      await expect(page.dialog).toHaveCount(1)
    })

    test('an unknown enum value and an end before the start are warned of, and sent as they are', async ({ openConsole }) => {
      const { page } = await openConsole({ language })
      await page.fillExample()
      await page.field('source', 'channel').fill('7')
      await page.field('source', 'session_end_time').fill('1577106234999')
      await page.send()
      await page.expectOutcome('succeeded')
      const sent = await page.view('request', 'JSON')
      expect(sent).toContain('"channel": "7"')
      expect(sent).toContain('"session_end_time": 1577106234999')
    })

    test('Enter while Chinese is being composed sends nothing', async ({ openConsole }) => {
      const { page } = await openConsole({ language })
      await page.fillExample()
      await page.field('source', 'channel_nick').evaluate((input) => {
        for (const modifiers of [{}, { ctrlKey: true }]) {
          input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true, ...modifiers }))
          input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Process', keyCode: 229, bubbles: true, cancelable: true, ...modifiers }))
        }
      })
      await expect(page.rows).toHaveCount(0)
      await page.field('source', 'channel_nick').press('Control+Enter')
      await page.expectOutcome('succeeded')
      await expect(page.rows).toHaveCount(1)
    })
  })
}
