import { join } from 'node:path'
import { cutOff } from '../cut-off.ts'
import { GATEWAY_APP_KEY, GATEWAY_SECRET, expect, test } from '../console.ts'
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
const FOLDER = join(import.meta.dirname, '../../out/screenshots')

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
    /** Takes what is shown in both themes. */
    const shoot = async (name: string) => {
      for (const theme of ['dark', 'light'] as const) {
        await window.emulateMedia({ colorScheme: theme })
        await expect(window.locator('html')).toHaveAttribute('data-theme', theme)
        await window.screenshot({ path: join(FOLDER, `${name}-${theme}-${language}.png`) })
      }
      expect(await cutOff(window), name).toEqual([])
    }
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
    /** Takes what is shown in both themes. */
    const shoot = async (name: string) => {
      for (const theme of ['dark', 'light'] as const) {
        await window.emulateMedia({ colorScheme: theme })
        await expect(window.locator('html')).toHaveAttribute('data-theme', theme)
        await window.screenshot({ path: join(FOLDER, `${name}-${theme}-${language}.png`) })
      }
      expect(await cutOff(window), name).toEqual([])
    }
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
}
