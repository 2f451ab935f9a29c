import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test, type OpenConsole } from '../console.ts'
import { LANGUAGES, type Language } from '../words.ts'

const WORDS = {
  'zh-CN': { summary: '复制工单摘要', copySummary: '复制摘要', copyId: '复制会话 ID', export: '导出当前记录', write: '导出…', masked: '已遮盖', close: '关闭', outcome: '成功', code: '生成代码', codeOfThis: '用代码写出这个请求', copy: /^复制/ },
  en: { summary: 'Copy the summary', copySummary: 'Copy summary', copyId: 'Copy the session ID', export: 'Export this exchange', write: 'Export…', masked: 'Masked:', close: 'Close', outcome: 'succeeded', code: 'Generate code', codeOfThis: 'This request as code', copy: /^Copy/ },
} as const satisfies Record<Language, unknown>

const NICK = 'Zhang Qx7'
const SPELLINGS = [NICK, encodeURIComponent(NICK), NICK.replace(' ', '+')]

async function run(window: Page, typed: string): Promise<void> {
  await window.keyboard.press('Control+k')
  await expect(window.locator('dialog.palette').getByRole('combobox')).toBeFocused()
  await window.keyboard.type(typed)
  await window.keyboard.press('Enter')
  await expect(window.locator('dialog.palette')).toHaveCount(0)
}

/** Exports the shown exchange, asked for in the palette, and answers what was written. */
async function exportShown({ app, window }: OpenConsole, words: (typeof WORDS)[Language], file: string, format: string): Promise<string> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  await run(window, words.export)
  const dialog = window.getByRole('dialog')
  await dialog.getByRole('radio', { name: format }).check()
  await dialog.getByRole('button', { name: words.write }).click()
  await expect(dialog.getByRole('status')).toContainText(words.masked)
  await dialog.getByRole('button', { name: words.close }).click()
  await expect(dialog).toHaveCount(0)
  return readFile(file, 'utf8')
}

/** Copies the code on view and closes its dialog; answers what was copied. */
async function copyCode({ page, window }: OpenConsole, words: (typeof WORDS)[Language], tab: string): Promise<string> {
  const dialog = window.getByRole('dialog')
  await dialog.getByRole('tab', { name: tab, exact: true }).click()
  const copy = dialog.getByRole('button', { name: words.copy })
  await copy.click()
  await expect(copy.getByRole('status')).not.toBeEmpty()
  await window.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  return page.clipboard()
}

for (const language of LANGUAGES) {
  test(`J6: a kept exchange is handed over, masked, in ${language}`, async ({ openConsole, userData }) => {
    const words = WORDS[language]
    const opened = await openConsole({ language })
    const { page, window } = opened
    await page.fillExample()
    await page.field('source', 'channel_nick').fill(NICK)
    await page.send()
    await page.expectOutcome('succeeded')
    const sessionId = await page.exchange.locator('dl .result dd').first().innerText()

    await run(window, words.copyId)
    await expect.poll(() => page.clipboard()).toBe(sessionId)

    await run(window, words.summary)
    await expect.poll(() => page.clipboard()).toContain(words.outcome)
    const fromPalette = await page.clipboard()
    expect(fromPalette).toContain(sessionId)
    expect(fromPalette).not.toContain(NICK)
    await run(window, words.copyId)
    await expect.poll(() => page.clipboard()).toBe(sessionId)
    await page.exchange.getByRole('button', { name: words.copySummary }).click()
    await expect.poll(() => page.clipboard()).toBe(fromPalette)

    // What was sent is still in the form: its code, asked for in the palette, is the code of the exchange.
    await run(window, words.code)
    const codeOfForm = await copyCode(opened, words, 'NodeJS')
    expect(codeOfForm).toContain('alibaba.lyservice.lippi.session.create')
    expect(codeOfForm).toContain(NICK)
    await run(window, words.copyId)
    await expect.poll(() => page.clipboard()).toBe(sessionId)
    await page.exchange.getByRole('button', { name: words.codeOfThis }).click()
    expect(await copyCode(opened, words, 'NodeJS')).toBe(codeOfForm)

    const files = [
      ['a.har', 'HAR 1.2'],
      ['a.jsonl', 'JSON Lines'],
      ['a.csv', 'CSV'],
    ] as const
    for (const [name, format] of files) {
      const text = await exportShown(opened, words, join(userData, name), format)
      expect(text).toContain(sessionId)
      for (const spelling of SPELLINGS) expect(text).not.toContain(spelling)
    }
  })
}
