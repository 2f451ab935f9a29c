import { GATEWAY_APP_KEY, GATEWAY_SECRET, test } from '../console.ts'
import { LANGUAGES } from '../words.ts'
for (const language of LANGUAGES) for (const [theme, size] of [['light', { width: 1280, height: 800 }], ['dark', { width: 1600, height: 1000 }]] as const) {
  test(`looks ${language} ${theme}`, async ({ openConsole, startGateway }) => {
    const gateway = await startGateway()
    const { page, window } = await openConsole({ language, size })
    await window.evaluate((theme) => (document.documentElement.dataset['theme'] = theme), theme)
    await page.createProfile({ name: 'Mini', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET })
    await page.fillExample()
    await page.send()
    await page.expectOutcome('succeeded')
    await page.field('source', 'sid').fill('other')
    await page.exchange.getByRole('button', { name: language === 'en' ? /^Load into/ : /^载入/ }).click()
    await page.send()
    await page.compose.getByRole('alertdialog').waitFor()
    await window.screenshot({ path: `/tmp/w/shots/reuse-1-${language}-${theme}.png` })
    await page.compose.getByRole('alertdialog').getByRole('button').last().click()
    await page.shown.getByRole('button', { name: language === 'en' ? /^Repeats/ : /^重发自/ }).waitFor()
    await page.expectOutcome('succeeded')
    await window.keyboard.press('Control+Shift+Enter')
    await window.getByRole('alertdialog').waitFor()
    await window.waitForTimeout(400)
    await window.screenshot({ path: `/tmp/w/shots/reuse-2-${language}-${theme}.png` })
    await window.keyboard.press('Escape')
    await window.screenshot({ path: `/tmp/w/shots/reuse-3-${language}-${theme}.png` })
  })
}
