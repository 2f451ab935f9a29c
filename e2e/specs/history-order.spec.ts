import type { Locator } from '@playwright/test'
import { cutOff } from '../cut-off.ts'
import { expect, test } from '../console.ts'
import type { ConsolePage } from '../console-page.ts'
import { LANGUAGES } from '../words.ts'

const WORDS = {
  'zh-CN': {
    grouping: /^分组方式/,
    byTicket: /工单/,
    byDay: /按日期/,
    withoutTag: /^没有标签/,
    more: '更多历史操作',
    undo: '撤销',
    chosen: '已选 2 条',
    deleted: /^查看已删除/,
    back: '返回历史',
    clear: '清空历史…',
    confirm: '清空',
    stays: '置顶或带标签的 2 条会留下。',
    select: '选中',
  },
  en: {
    grouping: /^Group by/,
    byTicket: /Ticket/,
    byDay: /^Day/,
    withoutTag: /^No tag/,
    more: 'More history actions',
    undo: 'Undo',
    chosen: '2 selected',
    deleted: /^Show deleted/,
    back: 'Back to the history',
    clear: 'Clear history…',
    confirm: 'Clear',
    stays: '2 that are pinned or tagged stay.',
    select: 'Select',
  },
} as const

/** The row of a session in its day; one that is pinned stands above the days as well. */
function rowOf(page: ConsolePage, sid: string): Locator {
  return page.rows.filter({ hasText: sid }).last()
}

async function send(page: ConsolePage, sids: readonly string[]): Promise<void> {
  await page.fillExample()
  for (const sid of sids) {
    await page.field('source', 'sid').fill(sid)
    await expect(async () => {
      await page.send()
      await expect(rowOf(page, sid)).toHaveAttribute('data-outcome', 'succeeded', { timeout: 2_000 })
    }).toPass()
  }
}

/** Opens a row and waits until it is the one that is shown. */
async function open(page: ConsolePage, sid: string): Promise<void> {
  await rowOf(page, sid).click()
  await expect(page.shown).toHaveAttribute('data-exchange-id', (await rowOf(page, sid).getAttribute('data-exchange-id')) ?? '')
}

for (const language of LANGUAGES) {
  const words = WORDS[language]
  test(`pin, name, tag, group, delete and undo with the keyboard, and all of it after a restart, ${language}`, async ({ openConsole }) => {
    const first = await openConsole({ language })
    const { page, window } = first
    const keys = window.keyboard
    await send(page, ['sid-1', 'sid-2', 'sid-3', 'sid-4'])

    await open(page, 'sid-2')
    await keys.press('p')
    await expect(page.exchange.locator('button[aria-pressed="true"]').first()).toBeVisible()
    await keys.press('F2')
    await keys.type('退款失败')
    await keys.press('Enter')
    await expect(rowOf(page, 'sid-2')).toContainText('退款失败')
    await expect(rowOf(page, 'sid-2')).toBeFocused()
    await keys.press('t')
    await keys.type('T-20931')
    await keys.press('Enter')
    await keys.press('Escape')
    await expect(rowOf(page, 'sid-2')).toContainText('T-20931')
    await keys.press('n')
    await keys.type('第一行')
    await keys.press('Shift+Enter')
    await keys.type('second')
    await keys.press('Enter')
    await expect(rowOf(page, 'sid-2')).toHaveAttribute('aria-label', /第一行/)

    await open(page, 'sid-3')
    await rowOf(page, 'sid-3').click({ button: 'right' })
    await window.locator('[role="menu"] [data-action="tag"]').click()
    await keys.type('T-2')
    await keys.press('ArrowDown')
    await keys.press('Enter')
    await keys.press('Escape')
    await expect(rowOf(page, 'sid-3')).toContainText('T-20931')
    expect(await cutOff(window)).toEqual([])

    await page.history.getByRole('button', { name: words.grouping }).click()
    await window.getByRole('menuitemradio', { name: words.byTicket }).click()
    const ticket = page.history.getByRole('button', { name: /^T-20931/ })
    await expect(ticket).toHaveAttribute('aria-expanded', 'false')
    await expect(page.history.getByRole('button', { name: words.withoutTag })).toContainText('2')
    await ticket.focus()
    await keys.press('ArrowRight')
    await expect(page.rows).toHaveCount(2)
    await keys.press('ArrowRight')
    await keys.press('ArrowDown')
    await expect(page.shown).toHaveAttribute('data-exchange-id', (await rowOf(page, 'sid-2').getAttribute('data-exchange-id')) ?? '')
    await keys.press('ArrowLeft')
    await expect(ticket).toBeFocused()
    await keys.press('ArrowLeft')
    await expect(page.rows).toHaveCount(0)
    await page.history.getByRole('button', { name: words.grouping }).click()
    await window.getByRole('menuitemradio', { name: words.byDay }).click()

    await open(page, 'sid-4')
    await page.history.getByRole('checkbox', { name: `${words.select} sid-4` }).click({ force: true })
    await rowOf(page, 'sid-3').click({ modifiers: ['Shift'] })
    await expect(page.history.getByRole('toolbar')).toContainText(words.chosen)
    await page.history.locator('[role="toolbar"] [data-action="remove"]').click()
    await expect(rowOf(page, 'sid-4')).toHaveCount(0)
    await expect(page.shown).toHaveCount(0)
    await window.getByRole('button', { name: words.undo }).click()
    await expect(page.shown).toBeVisible()
    const order = ['sid-2', 'sid-4', 'sid-3', 'sid-2', 'sid-1']
    await expect(page.rows).toHaveCount(order.length)
    expect(await page.rows.evaluateAll((rows) => rows.map((row) => /sid-\d/.exec(row.textContent)?.[0]))).toEqual(order)

    await first.close()
    const second = await openConsole({ language })
    await expect(rowOf(second.page, 'sid-2')).toContainText('退款失败')
    await expect(rowOf(second.page, 'sid-2')).toContainText('T-20931')
    await expect(second.page.rows).toHaveCount(order.length)
    await open(second.page, 'sid-2')
    await expect(second.page.exchange).toContainText('second')
  })

  test(`the history is cleared but for what is marked, and brought back from what was deleted, ${language}`, async ({ openConsole }) => {
    const { page, window } = await openConsole({ language })
    await send(page, ['sid-1', 'sid-2', 'sid-3', 'sid-4'])
    await open(page, 'sid-1')
    await window.keyboard.press('p')
    await open(page, 'sid-2')
    await window.keyboard.press('t')
    await window.keyboard.type('T-1')
    await window.keyboard.press('Enter')
    await window.keyboard.press('Escape')

    await page.history.getByRole('button', { name: words.more }).click()
    await window.getByRole('menuitem', { name: words.clear }).click()
    await expect(window.getByRole('alertdialog')).toContainText(words.stays)
    await window.getByRole('alertdialog').getByRole('button', { name: words.confirm }).click()
    await expect(window.getByRole('alertdialog')).toHaveCount(0)
    await expect(rowOf(page, 'sid-4')).toHaveCount(0)
    await expect(rowOf(page, 'sid-3')).toHaveCount(0)
    await expect(rowOf(page, 'sid-2')).toBeVisible()

    await page.history.getByRole('button', { name: words.more }).click()
    await window.getByRole('menuitemcheckbox', { name: words.deleted }).click()
    await expect(page.rows).toHaveCount(2)
    await page.rows.first().focus()
    await window.keyboard.press('Control+a')
    await expect(page.history.getByRole('toolbar')).toContainText(words.chosen)
    await page.history.locator('[role="toolbar"] [data-action="restore"]').click()
    await expect(page.rows).toHaveCount(0)
    await page.history.getByRole('button', { name: words.back }).click()
    await expect(rowOf(page, 'sid-4')).toBeVisible()
    await expect(rowOf(page, 'sid-3')).toBeVisible()
  })
}
