import { join } from 'node:path'
import { expect, test } from '../console.ts'
import { LANGUAGES } from '../words.ts'

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const
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

        const outside = await window.evaluate(() => {
          const { innerWidth, innerHeight } = globalThis
          return [...document.querySelectorAll('header button, footer button, [data-region] button, [role="tab"]')]
            .filter((element) => element.checkVisibility())
            .filter((element) => element.closest('.scroll, .panel, [class*="list"], dialog, form') === null)
            .map((element) => ({ name: element.getAttribute('aria-label') ?? element.textContent, box: element.getBoundingClientRect() }))
            .filter(({ box }) => box.width > 0 && (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1))
            .map(({ name }) => name)
        })
        expect(outside).toEqual([])
        const scrolls = await window.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight])
        expect(scrolls).toEqual([0, 0])
      })
    }
  }
}
