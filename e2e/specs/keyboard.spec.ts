import { expect, test } from '../console.ts'
import { LANGUAGES } from '../words.ts'

for (const language of LANGUAGES) {
  test.describe(`the keyboard alone, in ${language}`, () => {
    test('J1 without a mouse', async ({ openConsole }) => {
      const { page, window } = await openConsole({ language })
      const example = page.compose.getByRole('button', { name: page.words.example })
      for (let steps = 0; steps < 20 && !(await example.evaluate((button) => button === document.activeElement)); steps += 1) {
        await window.keyboard.press('Tab')
      }
      await expect(example).toBeFocused()
      await window.keyboard.press('Enter')
      await window.keyboard.press('Control+Enter')
      await page.expectOutcome('succeeded')

      await page.half('response').getByRole('tab', { name: 'JSON' }).focus()
      await window.keyboard.press('ArrowLeft')
      await expect(page.half('response').getByRole('tab', { name: 'XML' })).toBeFocused()
      await expect(page.origin('response')).toContainText(page.words.converted)
    })

    test('Escape closes the calendar and gives the focus back', async ({ openConsole }) => {
      const { page, window } = await openConsole({ language })
      const picker = page.group('source').locator('button[aria-expanded][aria-describedby]').first()
      await picker.focus()
      await window.keyboard.press('Enter')
      await expect(picker).toHaveAttribute('aria-expanded', 'true')
      await expect(window.locator('.n-date-panel')).toBeVisible()
      await window.keyboard.press('Escape')
      await expect(window.locator('.n-date-panel')).toHaveCount(0)
      await expect(picker).toBeFocused()
    })

    test('the arrow keys move through the history', async ({ openConsole }) => {
      const { page, window } = await openConsole({ language })
      await page.fillExample()
      for (const sid of ['first', 'second']) {
        await page.field('source', 'sid').fill(sid)
        await page.field('source', 'sid').press('Control+Enter')
        await expect(page.shown).toContainText(/./)
        await expect(page.rows.filter({ hasText: sid })).toHaveAttribute('data-outcome', 'succeeded')
      }
      await page.rows.first().click()
      expect(await page.view('request', 'JSON')).toContain('"sid": "second"')
      await page.rows.first().focus()
      await window.keyboard.press('ArrowDown')
      await window.keyboard.press('Enter')
      await expect.poll(() => page.view('request', 'JSON')).toContain('"sid": "first"')
    })
  })
}
