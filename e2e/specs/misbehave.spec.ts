import { expect, test, type OpenConsole } from '../console.ts'
import { LANGUAGES } from '../words.ts'

/** Chooses a fault from the status bar; `values` are those of its text fields, in their order. */
async function misbehave({ window }: OpenConsole, name: string, values: readonly string[], times: 'until-off' | 'once'): Promise<void> {
  await window.locator('[data-fault-open]').click()
  const panel = window.getByRole('dialog').locator('form')
  await panel.locator(`[data-fault="${name}"] input`).check()
  for (const [index, value] of values.entries()) await panel.locator('input[data-code]').nth(index).fill(value)
  await panel.locator('fieldset').getByRole('radio').nth(times === 'once' ? 1 : 0).check()
  await panel.locator('button[type=submit]').click()
  await expect(panel).toBeHidden()
}

for (const language of LANGUAGES) {
  test.describe(`the local gateway misbehaves on request (${language})`, () => {
    test('until it is switched off by one click', async ({ openConsole }) => {
      const opened = await openConsole({ language })
      const { page, window } = opened
      const badge = window.locator('[data-fault-active]')
      await misbehave(opened, 'refuse', ['7', 'accesscontrol.limited-by-app-access-count'], 'until-off')
      await expect(badge).toHaveAttribute('data-fault-active', 'refuse:7:accesscontrol.limited-by-app-access-count')
      await page.fillExample()
      for (let call = 0; call < 2; call += 1) {
        await page.send()
        await expect(page.rows).toHaveCount(call + 1)
        await page.expectOutcome('refused')
      }
      await badge.click()
      await expect(badge).toHaveCount(0)
      await page.send()
      await page.expectOutcome('succeeded')
    })

    test('for the next request only, and before the gateway runs', async ({ openConsole }) => {
      const opened = await openConsole({ language })
      const { page, window } = opened
      await expect(window.locator('[data-gateway]')).toHaveAttribute('data-gateway', 'stopped')
      await misbehave(opened, 'drop-after-headers', [], 'once')
      await expect(window.locator('[data-fault-active]')).toBeVisible()
      await page.fillExample()
      await page.send()
      await page.expectOutcome('failed')
      await expect(window.locator('[data-fault-active]')).toHaveCount(0)
    })

    test('from the keyboard: the search has the focus, arrows choose, Enter starts', async ({ openConsole }) => {
      const { window } = await openConsole({ language })
      await window.locator('[data-fault-open]').focus()
      await window.keyboard.press('Enter')
      await expect(window.getByRole('dialog').getByRole('searchbox')).toBeFocused()
      await window.keyboard.type('gzip')
      await window.keyboard.press('Tab')
      await window.keyboard.press('Space')
      await window.keyboard.press('ArrowDown')
      await window.keyboard.press('Enter')
      await expect(window.locator('[data-fault-active]')).toHaveAttribute('data-fault-active', 'gzip-truncated')
    })
  })
}
