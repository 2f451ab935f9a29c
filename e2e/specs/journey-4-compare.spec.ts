import { join } from 'node:path'
import { cutOff } from '../cut-off.ts'
import { expect, test } from '../console.ts'
import { LANGUAGES } from '../words.ts'

const COMPARE_WORDS = {
  'zh-CN': {
    open: /^对比/,
    one: '1 处差异，已忽略 2 处',
    two: '2 处差异',
    none: '没有差异',
    resultId: '忽略会话 ID',
    copy: /^复制为 Markdown/,
    response: '响应',
    masked: '已遮盖：',
    changed: '修改',
  },
  en: {
    open: /^Compare/,
    one: '1 difference, 2 ignored',
    two: '2 differences',
    none: 'No differences',
    resultId: 'Ignore the session id',
    copy: /^Copy as Markdown/,
    response: 'Response',
    masked: 'Masked: ',
    changed: 'changed',
  },
} as const
const SID = '$.ly_create_session_dto.source.sid'
const FOLDER = join(import.meta.dirname, '../../out/screenshots')

for (const language of LANGUAGES) {
  const words = COMPARE_WORDS[language]

  test(`J4 in ${language}: two requests differ in the one field that was changed, sign and timestamp are ignored and counted`, async ({ openConsole }) => {
    const { page, window } = await openConsole({ language })
    await page.fillExample()
    await page.field('source', 'sid').fill('compared-1')
    await page.send()
    await page.expectOutcome('succeeded')
    const first = await page.shown.getAttribute('data-exchange-id')
    // The next call is to carry another second in its timestamp.
    const second = Math.floor(Date.now() / 1_000)
    await expect.poll(() => Math.floor(Date.now() / 1_000)).toBeGreaterThan(second)
    await page.field('source', 'sid').fill('compared-2')
    await page.send()
    await expect(page.shown).not.toHaveAttribute('data-exchange-id', first ?? '')
    await page.expectOutcome('succeeded')

    const opener = page.exchange.getByRole('button', { name: words.open })
    await opener.click()
    await page.exchange.locator('[data-compare="before"]').click()
    const { dialog } = page
    const items = dialog.locator('[data-kind]').filter({ has: window.locator('.path') })
    await expect(dialog.locator('.count[role="status"]')).toHaveText(words.one)
    await expect(items).toHaveCount(1)
    await expect(items.locator('.path')).toHaveText(SID)
    await expect(items.locator('.value code')).toHaveText(['"compared-1"', '"compared-2"'])
    await expect(dialog.locator('.cm-merge-a .cm-currentDifference')).toContainText('"compared-1"')
    await expect(dialog.locator('.cm-merge-b .cm-currentDifference')).toContainText('"compared-2"')
    for (const theme of ['dark', 'light'] as const) {
      await window.emulateMedia({ colorScheme: theme })
      await expect(window.locator('html')).toHaveAttribute('data-theme', theme)
      await window.screenshot({ path: join(FOLDER, `10-compare-${theme}-${language}.png`) })
    }
    expect(await cutOff(window)).toEqual([])

    await dialog.getByRole('button', { name: words.copy }).click()
    await expect(dialog.getByRole('button', { name: words.copy }).getByRole('status')).not.toBeEmpty()
    const markdown = await page.clipboard()
    expect(markdown).toContain(`| ${words.changed} | \`${SID}\` | \`compared-1\` | \`compared-2\` |`)
    expect(markdown).toContain(words.masked)

    await dialog.getByRole('tab', { name: words.response }).click()
    await expect(items).toHaveCount(1)
    await dialog.getByRole('button', { name: words.resultId }).click()
    await expect(dialog.locator('.count[role="status"]')).toContainText(words.none)
    await window.screenshot({ path: join(FOLDER, `11-compare-response-${language}.png`) })

    await window.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(opener).toBeFocused()
  })
}

test('an exchange is compared with what the form holds, and F8 goes through the differences', async ({ openConsole }) => {
  const { page, window } = await openConsole({ language: 'en', size: { width: 1600, height: 1000 } })
  const words = COMPARE_WORDS.en
  await page.fillExample()
  await page.send()
  await page.expectOutcome('succeeded')
  await page.field('source', 'sid').fill('in-the-form')
  await page.field('source', 'channel_uid').fill('another-uid')
  await page.exchange.getByRole('button', { name: words.open }).click()
  await page.exchange.locator('[data-compare="form"]').click()
  const { dialog } = page
  await expect(dialog.locator('.count[role="status"]')).toHaveText(words.two)
  await expect(dialog.getByRole('tab', { name: words.response })).toHaveCount(0)
  const marked = dialog.locator('.cm-merge-b .cm-currentDifference')
  const seen: string[] = []
  for (const key of ['F8', 'F8', 'Shift+F8']) {
    const before = await marked.innerText()
    await window.keyboard.press(key)
    await expect(marked).not.toHaveText(before)
    seen.push((await marked.innerText()).trim())
  }
  expect(seen[0]).toBe(seen[2])
  expect(seen.join()).toContain('in-the-form')
  expect(seen.join()).toContain('another-uid')
  await window.screenshot({ path: join(FOLDER, '12-compare-form.png') })
})
