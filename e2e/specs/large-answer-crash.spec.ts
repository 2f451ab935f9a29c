import { expect, test } from '../console.ts'

type Bridge = Record<string, (request: unknown) => Promise<{ ok: boolean; value: unknown }>>

interface Row {
  readonly outcome: string
  readonly responseBytes: number
  readonly response: { readonly bodyBytes: number } | null
}

test('a crash at any moment of a 20 MB answer leaves it unknown or whole, never half and called complete', async ({ openConsole }) => {
  test.setTimeout(120_000)
  // From the request on its way to the answer being read and kept.
  for (const [index, delayMs] of [30, 120, 250, 400, 700].entries()) {
    const { page, window, kill } = await openConsole({ language: 'en' })
    await page.fillExample()
    await page.field('source', 'sid').fill(`crash-${index}`)
    await window.evaluate(async () => (globalThis as unknown as { bridge: Bridge }).bridge['gateway.misbehave']?.({ fault: 'large-body:20', times: 1 }))
    await page.send()
    await expect(page.shown).toBeVisible()
    await window.waitForTimeout(delayMs)
    await kill()

    const again = await openConsole({ language: 'en' })
    await expect(again.page.rows).toHaveCount(index + 1)
    await again.page.rows.first().click()
    await expect(again.page.shown).toHaveAttribute('data-outcome', /^(unknown|succeeded)$/)
    const id = await again.page.shown.getAttribute('data-exchange-id')
    const row = (await again.window.evaluate(
      async (exchangeId) => (await (globalThis as unknown as { bridge: Bridge }).bridge['history.read']?.({ exchangeId }))?.value,
      id,
    )) as Row
    if (row.outcome === 'succeeded') {
      expect(row.responseBytes).toBeGreaterThan(20_000_000)
      expect(row.response?.bodyBytes).toBe(row.responseBytes)
    }
    await again.close()
  }
})
