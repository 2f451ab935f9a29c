import { join } from 'node:path'
import { expect, test } from '../console.ts'
import { cutOff } from '../cut-off.ts'
import { writeOldHistory } from '../old-history.ts'
import { LANGUAGES } from '../words.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const FOLDER = join(import.meta.dirname, '../../out/screenshots')
const WORDS = {
  'zh-CN': {
    open: /查看历史占用的空间/,
    goes: /会删除 9 条记录（.+至.+），共/,
    stays: /另有 1 条始终保留/,
    restorable: /其中 9 条 7 天内可以恢复/,
    show: '看看是哪些',
    save: '保存',
    removed: /现在有 9 条/,
    purge: '彻底删除…',
    confirm: '彻底删除',
    purged: '已彻底删除 9 条记录',
    compact: '整理',
    compacted: /整理完毕：.+ → .+/,
    close: '关闭',
  },
  en: {
    open: /: history storage$/,
    goes: /^9 exchanges \(.+ to .+\) would be deleted/,
    stays: /1 of that time always stays/,
    restorable: /9 of them can be brought back for 7 days/,
    show: 'Show them',
    save: 'Save',
    removed: /9 now\./,
    purge: 'Delete for good…',
    confirm: 'Delete for good',
    purged: '9 exchanges deleted for good',
    compact: 'Compact',
    compacted: /Compacted: .+ → .+/,
    close: 'Close',
  },
} as const

for (const language of LANGUAGES) {
  test(`the history is kept as long as the user says, in ${language}`, async ({ openConsole, userData }) => {
    const words = WORDS[language]
    const body = Buffer.from('<r><item><sid>9007199254740993</sid></item></r>'.repeat(20_000))
    const exchanges = Array.from({ length: 30 }, (_, day) => ({ id: `old-${day}`, startedAt: Date.now() - (day + 0.5) * DAY_MS, body, pinned: day === 25 }))
    await writeOldHistory(join(userData, 'history.db'), exchanges.toReversed())

    const first = await openConsole({ language, userData })
    const { page, window } = first
    const opener = window.getByRole('button', { name: words.open })
    await opener.focus()
    await window.keyboard.press('Enter')
    const { dialog } = page
    const button = (name: string) => dialog.getByRole('button', { name, exact: true })

    await dialog.locator('#storage-maxAgeDays').fill('20')
    const preview = dialog.locator('[data-part="preview"]')
    for (const sentence of [words.goes, words.stays, words.restorable]) await expect(preview.getByText(sentence)).toBeVisible()
    await button(words.show).click()
    await expect(dialog.locator('[data-outgoing-id]')).toHaveCount(9)
    await expect(dialog.locator('[data-outgoing-id]').first()).toHaveAttribute('data-outgoing-id', 'old-29')
    await expect(dialog.locator('[data-outgoing-id="old-25"]')).toHaveCount(0)
    for (const theme of ['light', 'dark'] as const) {
      await window.emulateMedia({ colorScheme: theme })
      await expect(window.locator('html')).toHaveAttribute('data-theme', theme)
      await window.screenshot({ path: join(FOLDER, `storage-${theme}-${language}.png`) })
      expect(await cutOff(window)).toEqual([])
    }

    await button(words.save).click()
    await expect(dialog.getByText(words.removed)).toBeVisible()
    await button(words.purge).click()
    await button(words.confirm).click()
    await expect(dialog.getByText(words.purged)).toBeVisible()
    await expect(button(words.compact)).toBeEnabled()
    await button(words.compact).click()
    await expect(dialog.getByText(words.compacted)).toBeVisible()
    await window.screenshot({ path: join(FOLDER, `storage-done-${language}.png`) })
    await window.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(opener).toBeFocused()

    await page.fillExample()
    await page.send()
    await page.expectOutcome('succeeded')
    await first.close()

    const second = await openConsole({ language, userData })
    await expect(second.page.rows.first()).toBeVisible()
    await second.window.getByRole('button', { name: words.open }).click()
    await expect(second.page.dialog.locator('#storage-maxAgeDays')).toHaveValue('20')
    await second.page.dialog.getByRole('button', { name: words.close, exact: true }).click()
    // What was packed meanwhile reads as it came.
    await second.page.rows.filter({ hasText: 'sid-of-old-0' }).first().click()
    await second.page.expectOutcome('succeeded')
    expect((await second.page.view('response', 'Raw')).endsWith(body.toString())).toBe(true)
  })
}
