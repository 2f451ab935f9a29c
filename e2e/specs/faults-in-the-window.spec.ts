import { FAULT_MATRIX } from '../../src-shared/testing/fault-matrix.ts'
import { expect, test } from '../console.ts'

/** Longer than this nothing may hold the page up. */
const LONGEST_TASK_MS = 200

interface Row {
  readonly outcome: string
  readonly failure: string | null
  readonly code: string | null
  readonly responseBytes: number
  readonly response: { readonly bodyBytes: number } | null
}

type Bridge = Record<string, (request: unknown) => Promise<{ ok: boolean; value: unknown }>>

for (const format of ['JSON', 'XML'] as const) {
  test(`every fault in ${format} ends as it should, keeps what came, and never holds the page up`, async ({ openConsole }) => {
    test.setTimeout(300_000)
    const { page, window } = await openConsole({ language: 'en' })
    await page.fillExample()
    await page.chooseFormat(format)
    await window.evaluate(() => {
      const tasks: number[] = []
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' })
      Object.assign(globalThis, { tasks })
    })
    const found: Record<string, unknown> = {}
    const expected: Record<string, unknown> = {}
    for (const [index, fault] of FAULT_MATRIX.entries()) {
      await window.evaluate(async (text) => (globalThis as unknown as { bridge: Bridge }).bridge['gateway.misbehave']?.({ fault: text, times: 1 }), fault.fault)
      const shownBefore = index === 0 ? '' : await page.shown.getAttribute('data-exchange-id')
      await page.field('source', 'sid').fill(`fault-${format}-${index}`)
      await page.send()
      const { outcome, failure, code } = fault[format === 'JSON' ? 'json' : 'xml']
      await expect(page.exchange.locator(`[data-exchange-id]:not([data-exchange-id="${shownBefore}"])`)).toHaveCount(1)
      await expect(page.shown, fault.fault).toHaveAttribute('data-outcome', outcome, { timeout: 60_000 })
      await expect(page.sendButton).toBeEnabled()
      const id = await page.shown.getAttribute('data-exchange-id')
      const row = (await window.evaluate(
        async (exchangeId) => (await (globalThis as unknown as { bridge: Bridge }).bridge['history.read']?.({ exchangeId }))?.value,
        id,
      )) as Row
      const tasks = await window.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks.splice(0))
      expected[fault.fault] = { outcome, failure, code, bytes: row.responseBytes, slowTasks: [] }
      found[fault.fault] = {
        outcome: row.outcome,
        failure: row.failure,
        code: row.code,
        bytes: row.response?.bodyBytes ?? 0,
        slowTasks: tasks.filter((duration) => duration > LONGEST_TASK_MS),
      }
      // A second press within that time would be taken for a double click.
      await window.waitForTimeout(650)
    }
    expect(found).toEqual(expected)
  })
}
