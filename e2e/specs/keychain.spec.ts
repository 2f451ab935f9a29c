import { cp, readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { startKeyring } from '../../scripts/keyring.mjs'
import { GATEWAY_APP_KEY, GATEWAY_SECRET, expect, test } from '../console.ts'
import { LANGUAGES } from '../words.ts'

const SESSION_TOKEN = 'session-token-that-nobody-may-find-6f1e'

/** Every file below a folder that holds one of the texts, in any of the spellings a program might write. */
async function filesHolding(folder: string, texts: readonly string[]): Promise<string[]> {
  const spellings = texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le'), Buffer.from(Buffer.from(text).toString('base64'))])
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const bytes = await readFile(file)
    if (spellings.some((spelling) => bytes.includes(spelling))) found.push(file)
  }
  return found
}

for (const language of LANGUAGES) {
  test.describe(`the keychain in ${language}`, () => {
    test('stored: only a fingerprint and a date are shown, and nothing secret is in the data folder', async ({ openConsole, startGateway, userData }) => {
      const gateway = await startGateway()
      const { page, window, close } = await openConsole({ language })
      await page.createProfile({ name: 'Mine', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET, session: SESSION_TOKEN })
      await page.fillExample()
      await page.send()
      await page.expectOutcome('succeeded')
      const raw = await page.view('request', 'Raw')
      expect(raw).not.toContain(SESSION_TOKEN)
      expect(raw).toMatch(/session=%5Bsession\+token\+[0-9a-f]{8}%5D/)

      await page.editProfile()
      await expect(page.dialog.getByText(page.words.credential.stored)).toHaveCount(2)
      await expect(page.dialog.locator('input[type="password"]')).toHaveCount(0)
      const memory = await window.evaluate(() => document.documentElement.outerHTML + JSON.stringify([...document.querySelectorAll('input')].map(({ value }) => value)))
      expect(memory).not.toContain(GATEWAY_SECRET)
      expect(memory).not.toContain(SESSION_TOKEN)
      await close()
      expect(await filesHolding(userData, [GATEWAY_SECRET, SESSION_TOKEN])).toEqual([])
    })

    test('locked and absent are told apart, and each leaves "for this run only"', async ({ openConsole, startGateway, userData }) => {
      const gateway = await startGateway()
      const dataHome = join(userData, 'keyring-home')
      const unlocked = await startKeyring({ dataHome })
      const first = await openConsole({ language, keyring: unlocked, userData })
      await expect(first.window.getByText(first.page.words.keychain.ready).first()).toBeVisible()
      await first.page.createProfile({ name: 'Mine', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET })
      await first.close()
      await unlocked.stop()

      const locked = await startKeyring({ unlocked: false, dataHome })
      const second = await openConsole({ language, keyring: locked, userData })
      await expect(second.window.getByText(second.page.words.keychain.locked).first()).toBeVisible()
      await second.page.fillExample()
      await second.page.send()
      await expect(second.page.compose.getByText(second.page.words.credential.locked).first()).toBeVisible()
      await expect(second.page.rows).toHaveCount(0)
      await second.page.editProfile()
      await expect(second.page.dialog.getByText(second.page.words.credential.locked).first()).toBeVisible()
      await second.close()
      await locked.stop()

      const third = await openConsole({ language, keyring: null, userData })
      await expect(third.window.getByText(third.page.words.keychain.unavailable).first()).toBeVisible()
      await third.page.editProfile()
      await expect(third.page.dialog.getByText(third.page.words.credential.unavailable).first()).toBeVisible()
      await third.page.secretInput().fill(GATEWAY_SECRET)
      await third.page.saveDialog()
      await third.page.fillExample()
      await third.page.send()
      await third.page.expectOutcome('succeeded')
      await third.close()
      await cp(join(userData, 'history.db'), join(userData, 'copy.db'))
      const leaks = await filesHolding(userData, [GATEWAY_SECRET])
      expect(leaks).toEqual([])
    })

    test('without any keychain the example still reaches the local gateway', async ({ openConsole }) => {
      const { page, window } = await openConsole({ language, keyring: null })
      await expect(window.getByText(page.words.keychain.unavailable).first()).toBeVisible()
      await page.fillExample()
      await page.send()
      await page.expectOutcome('succeeded')
    })

    for (const [problem, secret] of [
      ['a blank at its end', `${GATEWAY_SECRET} `],
      ['over 2,000 bytes', '密'.repeat(700)],
    ] as const) {
      test(`a secret with ${problem} is caught in the dialog and not saved`, async ({ openConsole, startGateway }) => {
        const gateway = await startGateway()
        const { page } = await openConsole({ language })
        await page.openProfileMenu()
        await page.window.getByRole('menuitem', { name: page.words.newProfile }).click()
        await page.dialog.getByLabel(page.words.name).first().fill('Mine')
        await page.chooseCustomEnvironment()
        await page.dialog.getByLabel(/gateway URL/i).fill(gateway.url)
        await page.dialog.getByLabel(/^app_key/).fill(GATEWAY_APP_KEY)
        await page.secretInput().fill(secret)
        await page.dialog.getByRole('button', { name: page.words.save }).click()
        await expect(page.dialog.getByRole('alert').first()).toBeVisible()
        await expect(page.secretInput()).toHaveValue(secret)
      })
    }
  })
}
