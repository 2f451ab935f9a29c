import type { ConsolePage } from '../console-page.ts'
import { GATEWAY_APP_KEY, GATEWAY_SECRET, expect, test } from '../console.ts'
import { LANGUAGES } from '../words.ts'

const WORDS = {
  'zh-CN': {
    load: /^载入表单/, replay: '原样重发', send: /^重发/, repeatsOf: /^重发自 .*成功/, repeatedBy: /重发过 1 次/, from: /^来自 .* 的记录/, changed: /已修改$/,
    undo: '撤销', sendAgain: '再次发送', back: '返回', used: /已向该网关发送过 1 次/, deleted: '当时的配置“Mini”已被删除', remove: /^删除/,
  },
  en: {
    load: /^Load into form/, replay: 'Replay', send: /^Replay/, repeatsOf: /^Repeats the exchange of .*succeeded/, repeatedBy: /Repeated once/, from: /^From the exchange of/, changed: /changed since$/,
    undo: 'Undo', sendAgain: 'Send again', back: 'Back', used: /already sent to this gateway/, deleted: 'Its profile “Mini” was deleted', remove: /^Delete/,
  },
} as const

/** The form body as it went out, but for what every request has of its own. */
async function sentValues(page: ConsolePage): Promise<string[]> {
  const raw = await page.view('request', 'Raw')
  return (raw.split('\n').at(-1) ?? '').split('&').filter((pair) => !/^(?:timestamp|sign)=/.test(pair))
}

async function signOf(page: ConsolePage): Promise<string> {
  return /[&\n]sign=(\w+)/.exec(await page.view('request', 'Raw'))?.[1] ?? ''
}

/** Until the shown exchange is another one than before. */
async function expectAnother(page: ConsolePage, before: string | null): Promise<void> {
  await expect(page.shown).not.toHaveAttribute('data-exchange-id', before ?? '')
  await page.expectOutcome('succeeded')
}

for (const language of LANGUAGES) {
  const words = WORDS[language]
  test.describe(`J4 in ${language}`, () => {
    test('an old pair goes back into the form, one field is changed, and what is sent knows where it comes from', async ({ openConsole }) => {
      const first = await openConsole({ language })
      await first.page.fillExample()
      await first.page.field('ly_ding_open_para_dto', 'org_id').evaluate((input) => input.scrollIntoView())
      await first.page.field('ly_ding_open_para_dto', 'org_id').fill('9007199254740993')
      await first.page.chooseFormat('XML')
      await first.page.send()
      await first.page.expectOutcome('succeeded')
      const before = await first.page.view('request', 'JSON')
      await first.close()

      const { page, window } = await openConsole({ language })
      await page.field('source', 'sid').fill('what was typed')
      await page.rows.first().click()
      await page.expectOutcome('succeeded')
      const original = await page.shown.getAttribute('data-exchange-id')
      await window.keyboard.press('Control+Shift+L')
      await expect(page.field('source', 'sid')).toHaveValue('testSessionId')
      await expect(page.field('source', 'sid')).toBeFocused()
      await expect(page.compose.getByRole('radio', { name: 'XML', exact: true })).toBeChecked()
      await expect(page.compose.getByText(words.from)).toBeVisible()

      await page.compose.getByRole('button', { name: words.undo }).click()
      await expect(page.field('source', 'sid')).toHaveValue('what was typed')
      await expect(page.compose.getByText(words.from)).toHaveCount(0)
      await page.exchange.getByRole('button', { name: words.load }).click()

      await page.field('source', 'sid').fill('another-sid')
      await expect(page.compose.getByText(words.changed)).toBeVisible()
      await page.send()
      await expectAnother(page, original)
      expect(await page.view('request', 'JSON')).toBe(before.replaceAll('testSessionId', 'another-sid'))
      await page.shown.getByRole('button', { name: words.repeatsOf }).click()
      await expect(page.shown).toHaveAttribute('data-exchange-id', original ?? '')
      await expect(page.shown).toContainText(words.repeatedBy)
    })

    test('a replay sends the same values with a signature of its own, after it was confirmed', async ({ openConsole, startGateway }) => {
      const gateway = await startGateway()
      const { page, window } = await openConsole({ language })
      await page.createProfile({ name: 'Mini', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET, session: 'session-token-of-journey-4' })
      await page.fillExample()
      await page.send()
      await page.expectOutcome('succeeded')
      const original = await page.shown.getAttribute('data-exchange-id')
      const [values, sign] = [await sentValues(page), await signOf(page)]
      // A timestamp counts seconds: in the same one the same request has the same signature.
      const second = Math.floor(Date.now() / 1_000)
      await expect.poll(() => Math.floor(Date.now() / 1_000)).toBeGreaterThan(second)

      await window.keyboard.press('Control+Shift+Enter')
      const dialog = window.getByRole('alertdialog', { name: words.replay })
      await expect(dialog).toContainText(gateway.url)
      await expect(dialog.getByText(words.used)).toBeVisible()
      await window.keyboard.press('Escape')
      await expect(dialog).toHaveCount(0)
      await expect(page.rows).toHaveCount(1)

      await page.exchange.getByRole('button', { name: words.replay, exact: true }).click()
      await dialog.getByRole('button', { name: words.send }).click()
      await expect(dialog).toHaveCount(0)
      await expectAnother(page, original)
      await expect(page.rows).toHaveCount(2)
      expect(await sentValues(page)).toEqual(values)
      expect(await signOf(page)).not.toBe(sign)
      await page.shown.getByRole('button', { name: words.repeatsOf }).click()
      await expect(page.shown).toContainText(words.repeatedBy)
    })

    test('a sid that was used at a real gateway is asked about once before it is sent again', async ({ openConsole, startGateway }) => {
      const gateway = await startGateway()
      const { page } = await openConsole({ language })
      await page.createProfile({ name: 'Mini', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET })
      await page.fillExample()
      await page.send()
      await page.expectOutcome('succeeded')
      const original = await page.shown.getAttribute('data-exchange-id')

      await page.send()
      const question = page.compose.getByRole('alertdialog')
      await expect(question.getByText(words.used)).toBeVisible()
      await question.getByRole('button', { name: words.back }).click()
      await expect(question).toHaveCount(0)
      await expect(page.rows).toHaveCount(1)

      await page.send()
      await question.getByRole('button', { name: words.sendAgain }).click()
      await expectAnother(page, original)
      await expect(page.rows).toHaveCount(2)
    })

    test('says when the profile of an exchange is gone, and keeps the chosen one', async ({ openConsole, startGateway }) => {
      const gateway = await startGateway()
      const { page, window } = await openConsole({ language })
      await page.createProfile({ name: 'Mini', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET })
      await page.fillExample()
      await page.send()
      await page.expectOutcome('succeeded')
      await page.openProfileMenu()
      await window.getByRole('menuitem', { name: words.remove }).click()
      await window.getByRole('alertdialog').getByRole('button', { name: words.remove }).click()
      await expect(window.getByRole('alertdialog')).toHaveCount(0)
      await page.exchange.getByRole('button', { name: words.load }).click()
      await expect(page.compose.getByText(words.deleted)).toBeVisible()
      await expect(page.field('source', 'sid')).toHaveValue('testSessionId')
    })
  })
}
