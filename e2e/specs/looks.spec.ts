import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { BatchPage } from '../batch-page.ts'
import { cutOff } from '../cut-off.ts'
import { GATEWAY_APP_KEY, GATEWAY_SECRET, expect, test } from '../console.ts'
import { encodeGbk } from '../gbk.ts'
import { FOREIGN, signedWithAmpersands } from '../foreign-request.ts'
import { writeOldHistory } from '../old-history.ts'
import { weekOfTickets } from '../week-of-tickets.ts'
import { LANGUAGES } from '../words.ts'

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const
const VIEWS = ['XML', 'JSON', 'Table', 'Raw', 'Hex'] as const
const DIAGNOSIS = {
  'zh-CN': { open: /^签名/, paste: '粘贴请求', label: '被拒的请求', profile: '使用这个配置的密钥', diagnose: '诊断' },
  en: { open: /^Signature/, paste: 'Paste a request', label: 'The refused request', profile: 'Use the secret of', diagnose: 'Diagnose' },
} as const
const HISTORY = {
  'zh-CN': { grouping: /^分组方式/, byTicket: /工单/, clear: '清除查找条件', export: '导出…', storage: /查看历史占用的空间/, dayLimit: /会删除 \d+ 条记录/ },
  en: { grouping: /^Group by/, byTicket: /Ticket/, clear: 'Clear the search', export: 'Export…', storage: /: history storage$/, dayLimit: /would be deleted/ },
} as const
const HANDS = {
  'zh-CN': { paste: '粘贴', fill: '填入表单', templates: '模板', saveForm: '把表单存为模板…', name: '名称', folder: '文件夹', save: '保存', code: '生成代码', choose: /选择文件…/, again: '复制' },
  en: { paste: 'Paste', fill: 'Fill form', templates: 'Templates', saveForm: 'Save the form…', name: 'Name', folder: 'Folder', save: 'Save', code: 'Code', choose: /^Choose a file/, again: 'copy' },
} as const
/** As it stands in a log: single quotes, a name without quotes, a comma too many and no end. */
const LOG_LINE = `2026-11-22 12:00:01 INFO request: {'source': {sid: 's-88', 'channel': '0', 'channel_uid': '001002', 'session_start_time': 1577106235000,}, 'target': {'service_id': 9007199254740993`
const SHEET = ['单号,客户编码,channel_nick', ...Array.from({ length: 30 }, (_, row) => `b-${row + 1},${row === 4 ? '' : `00${row}`},张三${row}`), ''].join('\r\n')
const FOLDER = join(import.meta.dirname, '../../out/screenshots')

/** Takes what is shown in both themes; nothing of it may be cut off. */
function inBothThemes(window: Page, language: string): (name: string) => Promise<void> {
  return async (name) => {
    for (const theme of ['dark', 'light'] as const) {
      await window.emulateMedia({ colorScheme: theme })
      await expect(window.locator('html')).toHaveAttribute('data-theme', theme)
      await window.screenshot({ path: join(FOLDER, `${name}-${theme}-${language}.png`) })
    }
    expect(await cutOff(window), name).toEqual([])
  }
}

for (const language of LANGUAGES) {
  for (const theme of ['light', 'dark'] as const) {
    for (const size of SIZES) {
      test(`the window at ${size.width}x${size.height}, ${theme}, ${language}: nothing is cut off`, async ({ openConsole }) => {
        const { page, window } = await openConsole({ language, size })
        await window.emulateMedia({ colorScheme: theme })
        await expect(window.locator('html')).toHaveAttribute('data-theme', theme)
        const shoot = (name: string) => window.screenshot({ path: join(FOLDER, `${name}-${size.width}-${theme}-${language}.png`) })
        await shoot('1-start')
        await page.fillExample()
        await page.send()
        await page.expectOutcome('succeeded')
        await page.field('source', 'sid').fill('')
        await page.send()
        await page.compose.getByRole('button', { name: page.words.sendAnyway }).waitFor()
        await shoot('2-problem')
        await page.compose.getByRole('button', { name: page.words.sendAnyway }).click()
        await page.expectOutcome('refused')
        await shoot('3-refused')
        await page.field('source', 'sid').fill('s-1')
        await page.chooseFormat('XML')
        await page.send()
        await page.expectOutcome('succeeded')
        await page.view('response', 'XML')
        await shoot('4-succeeded')
        await page.view('request', 'Raw')
        await shoot('5-raw')
        await page.editProfile()
        await shoot('6-profile')

        expect(await cutOff(window)).toEqual([])
        await window.keyboard.press('Escape')
        await expect(page.dialog).toHaveCount(0)
        expect(await cutOff(window)).toEqual([])
        const scrolls = await window.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight])
        expect(scrolls).toEqual([0, 0])
      })
    }
  }

  test(`the five views, an explained refusal and a diagnosed signature, ${language}: nothing is cut off`, async ({ openConsole }) => {
    const { page, window } = await openConsole({ language })
    const words = DIAGNOSIS[language]
    const shoot = inBothThemes(window, language)
    await page.createProfile({ name: 'Mine', url: 'http://127.0.0.1:9/router/rest', appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET })
    await page.chooseProfile('local-app')
    await page.fillExample()
    await page.send()
    await page.expectOutcome('succeeded')
    for (const view of VIEWS) {
      await page.open('request', view)
      await page.open('response', view)
      await shoot(`7-view-${view}`)
    }

    await page.field('source', 'channel_uid').fill('')
    await page.send()
    await page.compose.getByRole('button', { name: page.words.sendAnyway }).click()
    await page.expectOutcome('refused')
    await expect(page.exchange.locator('[data-explanation]')).toHaveAttribute('data-explanation', 'code-40')
    await shoot('8-explained')

    await page.exchange.getByRole('button', { name: words.open }).click()
    await page.dialog.getByRole('tab', { name: words.paste }).click()
    await page.dialog.getByLabel(words.label).fill(new URLSearchParams({ ...FOREIGN, sign: signedWithAmpersands(FOREIGN) }).toString())
    await page.dialog.getByLabel(words.profile).selectOption({ label: 'Mine' })
    await page.dialog.getByRole('button', { name: words.diagnose, exact: true }).click()
    await expect(page.dialog.locator('[data-mistake]').first()).toHaveAttribute('data-mistake', 'kv-amp')
    await shoot('9-diagnosed')
  })

  test(`a history that is searched, grouped, compared, exported and kept for some days, ${language}: nothing is cut off`, async ({ openConsole, userData }) => {
    await writeOldHistory(join(userData, 'history.db'), weekOfTickets(Date.now()))
    const { page, window } = await openConsole({ language, userData })
    const words = HISTORY[language]
    const { dialog, history } = page
    const shoot = inBothThemes(window, language)
    const header = history.locator('header')

    await history.getByRole('combobox').fill('退款 outcome:succeeded ')
    await expect(history.locator('[data-chip="outcome:succeeded"]')).toBeVisible()
    await expect(page.rows).toHaveCount(5)
    await page.rows.first().click()
    await expect(page.exchange.locator('.hits').getByRole('status')).toContainText('1')
    await expect(page.half('request').locator('.cm-currentMatch')).toHaveText('退款')
    await shoot('13-searched')

    await header.getByRole('button', { name: words.export }).click()
    await expect(dialog.getByRole('radio').first()).toBeChecked()
    await shoot('14-export')
    await window.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)

    await history.getByRole('button', { name: words.clear }).first().click()
    await header.getByRole('button', { name: words.grouping }).click()
    await window.getByRole('menuitemradio', { name: words.byTicket }).click()
    await history.locator('[data-group="T-20931"]').click()
    await expect(page.rows).toHaveCount(2)
    await page.rows.first().click()
    await page.expectOutcome('succeeded')
    await shoot('15-grouped')

    await page.rows.last().click({ modifiers: ['ControlOrMeta'] })
    await history.locator('[role="toolbar"] [data-action="compare"]').click()
    await expect(dialog.locator('.cm-merge-b .cm-currentDifference')).toContainText('mini-')
    await shoot('16-compared')
    await window.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)

    await window.getByRole('button', { name: words.storage }).click()
    await dialog.locator('#storage-maxAgeDays').fill('3')
    await expect(dialog.locator('[data-part="preview"]')).toContainText(words.dayLimit)
    await shoot('17-storage')
  })

  test(`a pasted request, templates, code, the palette and the narrowest window, ${language}: nothing is cut off`, async ({ openConsole }) => {
    const { page, window, app } = await openConsole({ language })
    const words = HANDS[language]
    const { compose, dialog } = page
    const shoot = inBothThemes(window, language)

    await compose.getByRole('button', { name: words.paste, exact: true }).click()
    await dialog.locator('textarea').fill(LOG_LINE)
    await expect(dialog.getByRole('table')).toContainText('9007199254740993')
    await shoot('18-paste')
    await dialog.getByRole('button', { name: words.fill }).click()
    await expect(page.field('source', 'sid')).toHaveValue('s-88')
    await shoot('19-pasted')

    await page.fillExample()
    await page.field('source', 'sid').fill('{{sid}}')
    await page.field('source', 'session_start_time').fill('{{now}}')
    await compose.getByRole('button', { name: words.templates, exact: true }).click()
    await dialog.getByRole('button', { name: words.saveForm }).click()
    await dialog.getByLabel(words.name).fill('VIP 客户')
    await dialog.getByLabel(words.folder).fill('售后/小程序')
    await shoot('20-save-template')
    await dialog.getByRole('button', { name: words.save, exact: true }).click()
    await expect(dialog).toHaveCount(0)
    await compose.getByRole('button', { name: words.templates, exact: true }).click()
    await expect(dialog.getByRole('treeitem', { name: /VIP/ })).toBeVisible()
    await shoot('21-templates')
    await window.keyboard.press('Escape')

    await compose.getByRole('button', { name: words.code, exact: true }).click()
    await expect(dialog.locator('.cm-content')).toContainText('alibaba.lyservice')
    await shoot('22-code')
    await window.keyboard.press('Escape')

    await window.keyboard.press('Control+k')
    const palette = window.locator('dialog.palette')
    await expect(palette.getByRole('option').first()).toBeVisible()
    await shoot('23-palette')
    await palette.getByRole('combobox').fill(words.again)
    await expect(palette.getByRole('option').first()).toContainText(words.again, { ignoreCase: true })
    await shoot('24-palette-search')
    await window.keyboard.press('Escape')

    await page.send()
    await page.expectOutcome('succeeded')
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1_000, 700))
    await expect.poll(() => window.evaluate(() => innerWidth)).toBe(1_000)
    await shoot('25-narrowest')
  })

  test(`a batch that is checked, sent and finished, ${language}: nothing is cut off`, async ({ openConsole, userData }) => {
    const opened = await openConsole({ language })
    const { page, window } = opened
    const shoot = inBothThemes(window, language)
    const file = join(userData, '会话.csv')
    await writeFile(file, encodeGbk(SHEET))
    await page.fillExample()
    const batch = new BatchPage(opened)
    await batch.answerWith(file)
    await batch.open()
    await batch.onward.click()
    await batch.button(HANDS[language].choose).click()
    await expect(batch.dialog.locator('[data-row="1"]')).toBeVisible()
    await batch.onward.click()
    await batch.map(0, 'ly_create_session_dto.source.sid')
    await batch.map(1, 'ly_create_session_dto.source.channel_uid')
    await shoot('26-batch-columns')
    await batch.onward.click()
    await expect(batch.dialog.locator('[data-code="required"]')).toBeVisible()
    await shoot('27-batch-check')
    // Flow control keeps it under way while it is looked at.
    await batch.misbehave('refuse:7:accesscontrol.limited-by-app-access-count:This ban will last for 4 more seconds', 1)
    await batch.onward.click()
    await expect(batch.dialog.locator('[role="timer"]')).toBeVisible()
    await shoot('28-batch-running')
    await batch.expectState('finished')
    await shoot('29-batch-finished')
  })
}
