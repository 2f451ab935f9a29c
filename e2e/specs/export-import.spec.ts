import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Locator } from '@playwright/test'
import { expect, test, type OpenConsole } from '../console.ts'
import { LANGUAGES, type Language } from '../words.ts'

const WORDS = {
  'zh-CN': { exportMore: '导出…', importMore: '导入…', import: '导入', close: '关闭', all: /^全部/, mask: '遮盖个人信息', masked: '已遮盖', warning: '个人信息', known: '1已有的记录', fresh: '1新记录', skipped: '第 4 行', added: '新增 1 条' },
  en: { exportMore: 'Export…', importMore: 'Import…', import: 'Import', close: 'Close', all: /^All/, mask: 'Mask personal data', masked: 'Masked:', warning: 'personal data', known: '1already here', fresh: '1new', skipped: 'line 4', added: '1 added' },
} as const satisfies Record<Language, unknown>

/** The user's answer to the next dialogs of the system. */
async function answerDialogs(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] })
  }, file)
}

async function exportTo(opened: OpenConsole, words: (typeof WORDS)[Language], file: string, format: string, isMasked: boolean): Promise<string> {
  const { app, window, page } = opened
  await answerDialogs(app, file)
  await page.history.getByRole('button', { name: words.exportMore }).click()
  const dialog = window.getByRole('dialog')
  await dialog.getByRole('radio', { name: words.all }).check()
  await dialog.getByRole('radio', { name: format }).check()
  if (!isMasked) {
    await dialog.getByRole('checkbox', { name: words.mask }).uncheck()
    await expect(dialog.getByRole('alert')).toContainText(words.warning)
  }
  await dialog.getByRole('button', { name: words.exportMore }).click()
  const said = dialog.getByRole('status')
  await expect(said).toContainText(file.split('/').at(-1) ?? '')
  if (isMasked) await expect(said).toContainText(words.masked)
  await dialog.getByRole('button', { name: words.close }).click()
  await expect(dialog).toHaveCount(0)
  return readFile(file, 'utf8')
}

async function previewOf({ app, window, page }: OpenConsole, words: (typeof WORDS)[Language], file: string): Promise<Locator> {
  await answerDialogs(app, file)
  await page.history.getByRole('button', { name: words.importMore }).click()
  return window.getByRole('dialog')
}

for (const language of LANGUAGES) {
  test(`exchanges go out masked or exact, and come in once, in ${language}`, async ({ openConsole, userData }) => {
    const words = WORDS[language]
    const opened = await openConsole({ language })
    const { page, window } = opened
    await page.fillExample()
    const nick = 'Zhang Qx7'
    await page.field('source', 'channel_nick').fill(nick)
    await page.send()
    await page.expectOutcome('succeeded')

    const har = await exportTo(opened, words, join(userData, 'a.har'), 'HAR 1.2', true)
    expect(JSON.parse(har)).toMatchObject({ log: { version: '1.2', entries: [{ response: { status: 200 } }] } })
    for (const spelling of [nick, encodeURIComponent(nick), nick.replace(' ', '+')]) expect(har).not.toContain(spelling)
    const report = await exportTo(opened, words, join(userData, 'a.md'), 'Markdown', true)
    expect(report).not.toContain(nick)
    const exact = await exportTo(opened, words, join(userData, 'a.jsonl'), 'JSON Lines', false)

    // The same exchange, one nobody has yet, and a line that is none.
    const [header = '', line = '', end = ''] = exact.split('\n')
    const id = (JSON.parse(line) as { exchange: { id: string } }).exchange.id
    const file = join(userData, 'b.jsonl')
    await writeFile(file, [header, line, line.replace(id, '01890000-0000-7000-8000-000000000001'), 'not an exchange', end].join('\n'))
    const dialog = await previewOf(opened, words, file)
    for (const said of [words.known, words.fresh, words.skipped]) await expect(dialog).toContainText(said)
    await dialog.getByRole('button', { name: words.import, exact: true }).click()
    await expect(dialog.getByRole('status')).toContainText(words.added)
    await dialog.getByRole('button', { name: words.close }).click()
    await expect(page.history.locator('[data-exchange-id="01890000-0000-7000-8000-000000000001"]')).toBeVisible()

    const again = await previewOf(opened, words, file)
    await expect(again).toContainText(words.known.replace('1', '2'))
    await window.keyboard.press('Escape')
    await expect(again).toHaveCount(0)
  })
}
