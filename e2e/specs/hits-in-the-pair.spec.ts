import { expect, test } from '../console.ts'
import { LANGUAGES } from '../words.ts'

const WORDS = {
  'zh-CN': { first: '第 1 处，共 2 处', last: '第 2 处，共 2 处', close: '关闭命中高亮' },
  en: { first: '1 of 2', last: '2 of 2', close: 'Close the hits' },
} as const

for (const language of LANGUAGES) {
  const words = WORDS[language]
  test(`what the history is searched for is highlighted inside the opened pair, in ${language}`, async ({ openConsole }) => {
    const { page, window } = await openConsole({ language })
    await page.fillExample()
    await page.field('source', 'summary').fill('我要退款，谢谢')
    await page.send()
    await page.expectOutcome('succeeded')
    const hits = page.exchange.locator('.hits')
    await expect(hits).toHaveCount(0)

    await page.history.getByRole('combobox').fill('退款 success')
    await expect(hits.getByRole('status')).toHaveText(words.first)
    await expect(page.half('request').locator('.cm-currentMatch')).toHaveText('退款')
    await expect(page.half('response').locator('.cm-searchMatch')).toHaveText('success')
    await page.rows.first().focus()
    await window.keyboard.press('F3')
    await expect(hits.getByRole('status')).toHaveText(words.last)
    await expect(page.half('response').locator('.cm-currentMatch')).toHaveText('success')
    await window.keyboard.press('Shift+F3')
    await expect(hits.getByRole('status')).toHaveText(words.first)

    await hits.getByRole('button', { name: words.close }).click()
    await expect(hits).toHaveCount(0)
    await expect(page.exchange.locator('.cm-searchMatch')).toHaveCount(0)
  })
}
