import { join } from 'node:path'
import { cutOff } from '../cut-off.ts'
import { GATEWAY_APP_KEY, GATEWAY_SECRET, expect, test } from '../console.ts'
import { FOREIGN, signedWithAmpersands } from '../foreign-request.ts'
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
}
