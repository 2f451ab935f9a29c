import type { Page } from '@playwright/test'
import type { ConsolePage } from '../console-page.ts'
import { GATEWAY_APP_KEY, GATEWAY_SECRET, expect, test } from '../console.ts'
import { LANGUAGES } from '../words.ts'

const WORDS = {
  'zh-CN': { nothing: '没有找到', clear: '清除查找条件', viewName: '视图名称', save: /^保存$/, count: '3 条中的 2 条', chip: '条件 code:50', exclude: '改为排除', unknown: '没有“codee”这个条件', removed: '已删除' },
  en: { nothing: 'Nothing found', clear: 'Clear the search', viewName: 'Name of the view', save: /^Save$/, count: '2 of 3', chip: 'Filter code:50', exclude: 'Exclude instead', unknown: 'There is no field codee', removed: 'Deleted' },
} as const

interface Bridge {
  readonly [method: string]: (request: unknown) => Promise<{ value: { entries: { id: string; callerId: string; requestId: string }[] } }>
}

/** Sends an exchange of this sid, and waits for its row. */
async function send(page: ConsolePage, sid: string, changes: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.field('source', 'sid').fill(sid)
  for (const [name, value] of Object.entries(changes)) await page.field('source', name).fill(value)
  const rows = await page.rows.count()
  // A second press soon after the first counts as one.
  await expect(async () => {
    await page.send()
    await expect(page.rows).toHaveCount(rows + 1, { timeout: 3_000 })
  }).toPass()
  await expect(page.rows.first()).toContainText(sid)
  await expect(page.rows.first()).not.toHaveAttribute('data-outcome', 'in-progress')
}

/** Three exchanges: two that succeeded, the newest refused with 50; the oldest has a tag. Answers the request_id of the second. */
async function makeHistory(page: ConsolePage, window: Page, faultyUrl: string): Promise<string> {
  await page.fillExample()
  await send(page, 'order-1', { channel_uid: 'uid-张三', summary: '我要退款，谢谢' })
  await send(page, 'order-2', { channel_uid: 'uid-李四', summary: '换一件' })
  await page.createProfile({ name: 'Faulty', url: faultyUrl, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET })
  await send(page, 'order-3', { channel_uid: 'uid-王五', summary: '发票' })
  return window.evaluate(async () => {
    const { bridge } = globalThis as unknown as { bridge: Bridge }
    const found = await bridge['history.search']?.({ criteria: { all: [], removed: false }, limit: 10, before: null })
    const entries = found?.value.entries ?? []
    const exchangeIds = entries.filter(({ callerId }) => callerId === 'order-1').map(({ id }) => id)
    await bridge['history.label']?.({ selection: { kind: 'exchanges', exchangeIds }, change: { addTags: ['工单 8842'] } })
    return entries.find(({ callerId }) => callerId === 'order-2')?.requestId ?? ''
  })
}

for (const language of LANGUAGES) {
  test.describe(`J2 in ${language}`, () => {
    const words = WORDS[language]

    test('a pair is found by whatever is known of it, and a view of it survives a restart', async ({ openConsole, startGateway }) => {
      const gateway = await startGateway(['--fault', 'refuse:50:isv.missing-parameter%3Asid'])
      const first = await openConsole({ language })
      const { page, window } = first
      const requestId = await makeHistory(page, window, gateway.url)
      const box = page.history.getByRole('combobox')
      const chips = page.history.locator('[data-chip]')
      const find = async (query: string, sids: readonly string[]): Promise<void> => {
        await page.history.getByRole('button', { name: words.clear }).first().click()
        await box.fill(query)
        await expect(page.rows, query).toHaveCount(sids.length)
        for (const [index, sid] of sids.entries()) await expect(page.rows.nth(index), query).toContainText(sid)
      }

      await window.keyboard.press('Control+Shift+F')
      await expect(box).toBeFocused()
      await box.fill('order')
      await expect(page.rows).toHaveCount(3)
      await find('order-2', ['order-2'])
      await find('uid-张三', ['order-1'])
      await find('channel_uid:uid-李四', ['order-2'])
      await find('code:50', ['order-3'])
      await find('sub_code:isv.*', ['order-3'])
      await find('isv.missing-parameter', ['order-3'])
      await find(requestId, ['order-2'])
      await find(`request_id:${requestId}`, ['order-2'])
      await find('退款', ['order-1'])
      await find('换', ['order-2'])
      await find('"success":true', ['order-2', 'order-1'])
      await find('tag:"工单 8842"', ['order-1'])
      await find('标签：“工单 8842”', ['order-1'])
      await find('8842', ['order-1'])
      await find('on:today order', ['order-3', 'order-2', 'order-1'])
      await find('-on:yesterday -outcome:refused', ['order-2', 'order-1'])
      await find('on:yesterday', [])
      await expect(page.history.getByText(words.nothing)).toBeVisible()

      // Fields become chips, which can be turned round and taken back into text with the keyboard.
      await find('outcome:succeeded order ', ['order-2', 'order-1'])
      await expect(page.history.getByText(words.count)).toBeVisible()
      await box.press('Enter')
      await expect(chips).toHaveCount(1)
      await box.press('Home')
      await box.press('Backspace')
      await expect(chips).toHaveCount(0)
      await expect(box).toHaveValue('outcome:succeeded order')
      await find('code:50 ', ['order-3'])
      await chips.getByRole('button', { name: words.chip, exact: true }).click()
      await window.getByRole('menuitem', { name: words.exclude }).click()
      await expect(page.rows).toHaveCount(2)

      // What cannot be understood is told, and what was found last stays.
      await box.fill('codee:25')
      await expect(page.history.getByText(words.unknown)).toBeVisible()
      await expect(page.rows).toHaveCount(2)
      await box.fill('退')
      await expect(page.rows).toHaveCount(1)

      // A view keeps the search, chips and text.
      await page.history.locator('[data-views]').click()
      await page.history.getByLabel(words.viewName).fill('8842')
      await page.history.getByRole('button', { name: words.save }).click()
      await expect(page.history.getByRole('button', { name: /8842$/ }).first()).toBeVisible()
      await first.close()

      const second = await openConsole({ language })
      await expect(second.page.rows).toHaveCount(3)
      await second.page.history.locator('[data-views]').click()
      await second.page.history.getByRole('button', { name: /8842$/ }).first().click()
      await expect(second.page.rows).toHaveCount(1)
      await expect(second.page.rows.first()).toContainText('order-1')
      await expect(second.page.history.locator('[data-chip="-code:50"]')).toBeVisible()
    })

    test('completion and facets fill the box, and a sent exchange that does not match is shown all the same', async ({ openConsole }) => {
      const { page, window } = await openConsole({ language })
      await page.fillExample()
      await send(page, 'order-1')
      const box = page.history.getByRole('combobox')
      await window.keyboard.press('Control+Shift+F')
      await window.keyboard.type('outc')
      await expect(page.history.getByRole('option')).toHaveCount(1)
      await window.keyboard.press('ArrowDown')
      await window.keyboard.press('Enter')
      await expect(box).toHaveValue('outcome:')
      await window.keyboard.type('ref')
      await window.keyboard.press('ArrowDown')
      await window.keyboard.press('Enter')
      await expect(page.history.locator('[data-chip="outcome:refused"]')).toBeVisible()
      await expect(page.rows).toHaveCount(0)

      await page.field('source', 'sid').fill('order-2')
      await page.send()
      await page.expectOutcome('succeeded')
      await expect(page.rows).toHaveCount(0)
      await expect(page.history.getByText(words.nothing)).toBeVisible()

      await page.history.getByRole('button', { name: words.clear }).first().click()
      await expect(page.rows).toHaveCount(2)
      await page.history.locator('[data-filters]').click()
      const succeeded = window.locator('[data-facet="outcome"] [data-value="succeeded"]')
      await expect(succeeded).toContainText('2')
      await succeeded.click()
      await expect(page.history.locator('[data-chip="outcome:succeeded"]')).toBeVisible()
      await succeeded.click()
      await expect(page.history.locator('[data-chip]')).toHaveCount(0)
    })
  })
}
