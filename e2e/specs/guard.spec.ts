import { GATEWAY_APP_KEY, GATEWAY_SECRET, expect, test } from '../console.ts'
import { startRecordingGateway } from '../recording-gateway.ts'
import { LANGUAGES } from '../words.ts'

const SESSION = 'session-token-of-guard-spec'
const GUARD_WORDS = {
  'zh-CN': { title: '[生产环境] Live – LY 会话控制台', band: '生产环境', name: /请输入“生产环境”/, wrong: /还不是/, dryRun: '试运行', nothing: '没有发送任何内容，历史里也没有记录。', signing: '待签名字符串' },
  en: { title: '[PRODUCTION] Live – LY Session Console', band: 'Production', name: /Type “Production”/, wrong: /^Not “Production” yet/, dryRun: 'Dry run', nothing: 'Nothing was sent, and nothing was added to the history.', signing: 'Signing string' },
} as const

for (const language of LANGUAGES) {
  const words = GUARD_WORDS[language]
  test.describe(`before something is sent, in ${language}`, () => {
    test('production cannot be overlooked, and nothing goes there without its name', async ({ openConsole }) => {
      const { page, window, app } = await openConsole({ language })
      await page.openProfileMenu()
      await window.getByRole('menuitem', { name: page.words.newProfile }).click()
      await page.dialog.getByLabel(page.words.name).first().fill('Live')
      await page.dialog.getByLabel(/^app_key/).fill(GATEWAY_APP_KEY)
      await page.secretInput().fill(GATEWAY_SECRET)
      await page.saveDialog()
      await expect(window.locator('.live-band')).toContainText(words.band)
      await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())).toBe(words.title)

      await page.fillExample()
      await page.send()
      const question = page.compose.getByRole('alertdialog')
      const field = question.getByLabel(words.name)
      await expect(field).toBeFocused()
      await field.fill('prod')
      await window.keyboard.press('Enter')
      await window.keyboard.press('Control+Enter')
      await expect(question.getByText(words.wrong)).toBeVisible()
      await expect(question.getByRole('button').last()).toBeDisabled()
      await window.screenshot({ path: test.info().outputPath('name.png') })
      await window.keyboard.press('Escape')
      await expect(question).toHaveCount(0)
      await expect(page.rows).toHaveCount(0)
    })

    test('a dry run builds and signs, and no byte leaves', async ({ openConsole }) => {
      const gateway = await startRecordingGateway()
      const { page, window } = await openConsole({ language })
      await page.createProfile({ name: 'Mine', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET, session: SESSION })
      await page.fillExample()
      await page.compose.getByRole('button', { name: words.dryRun }).click()
      await expect(page.dialog.getByText(words.nothing)).toBeVisible()
      await expect(page.dialog.locator('.cm-content')).toContainText('ly_create_session_dto=')
      await page.dialog.getByRole('tab', { name: words.signing }).click()
      await expect(page.dialog.locator('.cm-content')).toContainText('methodalibaba.lyservice.lippi.session.create')
      const memory = await window.evaluate(() => document.documentElement.outerHTML)
      expect(memory).not.toContain(GATEWAY_SECRET)
      expect(memory).not.toContain(SESSION)
      await window.screenshot({ path: test.info().outputPath('dry-run.png') })
      await window.keyboard.press('Escape')
      await expect(page.rows).toHaveCount(0)
      expect(gateway.received).toEqual([])

      await page.send()
      await page.expectOutcome('succeeded')
      expect(gateway.received).toHaveLength(1)
      await gateway.stop()
    })
  })
}
