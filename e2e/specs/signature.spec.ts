import { createHash } from 'node:crypto'
import { GATEWAY_APP_KEY, GATEWAY_SECRET, expect, test } from '../console.ts'
import { FOREIGN, signedWithAmpersands } from '../foreign-request.ts'
import { LANGUAGES } from '../words.ts'

const WRONG_SECRET = 'another-secret-another-123456789'
const SIGNATURE_WORDS = {
  'zh-CN': {
    open: /^签名/,
    refused: /签名被拒/,
    diagnose: '诊断',
    inspect: '查看',
    compare: '比较',
    paste: '粘贴请求',
    found: /完全相同的 sign/,
    fix: /没有|不加任何符号/,
    withSecretOf: /使用这个配置的密钥/,
    label: /被拒的请求/,
    stored: /与历史记录比较/,
    load: /填入表单/,
  },
  en: {
    open: /^Signature/,
    refused: /Why was the signature refused/,
    diagnose: 'Diagnose',
    inspect: 'Inspect',
    compare: 'Compare',
    paste: 'Paste a request',
    found: /exactly the same sign/,
    fix: /no = and no &/,
    withSecretOf: /Use the secret of/,
    label: /The refused request/,
    stored: /Compare with an entry/,
    load: /Load into the form/,
  },
} as const

/** What a program with the system's old encoding computes: the two Chinese characters as GBK. */
function signedInGbk(parameters: Readonly<Record<string, string>>): string {
  const text = Object.keys(parameters).sort().map((name) => `${name}${parameters[name]}`).join('')
  const [before = '', after = ''] = text.split('会话')
  const hash = createHash('md5').update(GATEWAY_SECRET + before).update(Buffer.from('bbe1bbb0', 'hex'))
  return hash.update(after + GATEWAY_SECRET).digest('hex').toUpperCase()
}

for (const language of LANGUAGES) {
  const words = SIGNATURE_WORDS[language]
  test.describe(`a refused signature in ${language}`, () => {
    test('with a wrong secret: no mistake in the recipe, the secret is the first suspect, a probe goes into the form only', async ({ openConsole, startGateway }) => {
      const gateway = await startGateway()
      const { page, window } = await openConsole({ language })
      await page.createProfile({ name: 'Mine', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: WRONG_SECRET })
      await page.fillExample()
      await page.field('source', 'sid').fill('会话-1')
      await page.send()
      await page.expectOutcome('refused')
      const opener = page.exchange.getByRole('button', { name: words.refused })
      await opener.focus()
      await window.keyboard.press('Enter')
      await expect(page.dialog.getByRole('tab', { name: words.diagnose })).toHaveAttribute('aria-selected', 'true')
      await expect(page.dialog.locator('[data-verdict]')).toHaveAttribute('data-verdict', 'correct')
      await expect(page.dialog.locator('[data-suspect]').first()).toHaveAttribute('data-suspect', 'secret')
      await window.screenshot({ path: test.info().outputPath('refused.png') })
      expect(await window.content()).not.toContain(WRONG_SECRET)

      await window.keyboard.press('Escape')
      await expect(page.dialog).toHaveCount(0)
      await expect(opener).toBeFocused()

      await opener.click()
      await page.dialog.locator('[data-probe="ascii"]').getByRole('button', { name: words.load }).click()
      await expect(page.dialog).toHaveCount(0)
      await expect(page.field('source', 'sid')).toHaveValue('xx-1')
      await expect(page.rows).toHaveCount(1)
    })

    test('of somebody else’s request: the mistake is named with its fix, and nothing secret is in the page', async ({ openConsole, startGateway }) => {
      const gateway = await startGateway()
      const { page, window } = await openConsole({ language })
      await page.createProfile({ name: 'Mine', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET, session: 'session-token-of-signature-spec' })
      await page.fillExample()
      await page.send()
      await page.expectOutcome('succeeded')
      await page.exchange.getByRole('button', { name: words.open }).click()
      await expect(page.dialog.locator('.verdict')).toHaveAttribute('data-result', 'same')
      await window.screenshot({ path: test.info().outputPath('inspect.png') })

      await page.dialog.getByRole('tab', { name: words.paste }).click()
      const form = new URLSearchParams({ ...FOREIGN, sign: signedWithAmpersands(FOREIGN) }).toString()
      await page.dialog.getByLabel(words.label).fill(form)
      await page.dialog.getByLabel(words.withSecretOf).selectOption({ label: 'Mine' })
      await window.screenshot({ path: test.info().outputPath('paste.png') })
      await page.dialog.getByRole('button', { name: words.diagnose, exact: true }).click()
      await expect(page.dialog.locator('[data-mistake]').first()).toHaveAttribute('data-mistake', 'kv-amp')
      await expect(page.dialog.getByText(words.found)).toBeVisible()
      await expect(page.dialog.getByText(words.fix).first()).toBeVisible()
      await expect(page.dialog.locator('mark').first()).toHaveText('=')
      await window.screenshot({ path: test.info().outputPath('mistake.png') })

      await expect(page.dialog.getByLabel(words.label)).toBeHidden()

      await page.dialog.getByRole('tab', { name: words.paste }).click()
      await page.dialog.getByLabel(words.label).fill(JSON.stringify({ params: FOREIGN, sign: signedInGbk(FOREIGN) }))
      await page.dialog.getByRole('button', { name: words.diagnose, exact: true }).click()
      await expect(page.dialog.locator('[data-mistake]').first()).toHaveAttribute('data-mistake', 'gbk')
      await window.screenshot({ path: test.info().outputPath('gbk.png') })

      await page.dialog.getByRole('tab', { name: words.compare }).click()
      await page.dialog.getByLabel(words.stored).selectOption({ index: 1 })
      await expect(page.dialog.locator('tr[data-result="different"]').first()).toBeVisible()
      await window.screenshot({ path: test.info().outputPath('compare.png') })
      const memory = await window.evaluate(() => document.documentElement.outerHTML + JSON.stringify([...document.querySelectorAll('input, textarea')].map((control) => (control as HTMLInputElement).value)))
      expect(memory).not.toContain(GATEWAY_SECRET)
      expect(memory).not.toContain('session-token-of-signature-spec')
    })
  })
}
