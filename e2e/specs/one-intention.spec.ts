import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GATEWAY_APP_KEY, GATEWAY_SECRET, expect, test } from '../console.ts'

const ANSWER = '{"alibaba_lyservice_lippi_session_create_response":{"result":{"code":"0","success":true,"data":"s"}}}'

/** A gateway that answers late and counts; `delayMs` decides whether the second click of a pair meets Cancel or Send. */
async function countingGateway(delayMs: number) {
  let count = 0
  const server = createServer((request, response) => {
    count += 1
    request.resume().on('end', () => setTimeout(() => response.end(ANSWER), delayMs))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/router/rest`,
    count: () => count,
    close: () => server.close(),
  }
}

for (const [speed, delayMs] of [
  ['quick', 10],
  ['slow', 1_200],
] as const) {
  for (const gapMs of [60, 150, 300]) {
    test(`a double click with ${gapMs} ms between sends once and cancels nothing (${speed} answer)`, async ({ openConsole }) => {
      const gateway = await countingGateway(delayMs)
      const { page, window } = await openConsole()
      await page.createProfile({ name: 'Counted', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET })
      await page.fillExample()
      const box = await page.sendButton.boundingBox()
      if (box === null) throw new Error('the send button is not to be seen')
      await window.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
      for (const clickCount of [1, 2]) {
        await window.mouse.down({ clickCount })
        await window.mouse.up({ clickCount })
        // The pause between the clicks of a hand is what is tested here.
        if (clickCount === 1) await window.waitForTimeout(gapMs)
      }
      await page.expectOutcome('succeeded')
      await expect(page.rows).toHaveCount(1)
      expect(gateway.count()).toBe(1)
      gateway.close()
    })
  }
}

for (const gapMs of [60, 300]) {
  test(`keys pressed twice with ${gapMs} ms between send once, whatever they are, though the id is a new one each time`, async ({ openConsole }) => {
    const gateway = await countingGateway(10)
    const { page, window } = await openConsole()
    await page.createProfile({ name: 'Counted', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET })
    await page.fillExample()
    await page.field('source', 'sid').fill('{{uuid}}')
    const twice = async (key: string): Promise<void> => {
      await window.keyboard.press(key)
      // The pause between the presses of a hand is what is tested here.
      await window.waitForTimeout(gapMs)
      await window.keyboard.press(key)
      // Longer than the time in which both are one intention.
      await window.waitForTimeout(1_000)
    }
    await twice('Control+Enter')
    expect(gateway.count()).toBe(1)
    // The palette gives the focus back to the button, where its second Enter lands.
    await page.sendButton.focus()
    await window.keyboard.press('Control+k')
    await window.keyboard.type('send request')
    await twice('Enter')
    expect(gateway.count()).toBe(2)
    await page.expectOutcome('succeeded')
    await expect(page.rows).toHaveCount(2)
    gateway.close()
  })
}

for (const key of ['Enter', 'Space']) {
  test(`${key} pressed twice asks about errors and does not answer`, async ({ openConsole }) => {
    const gateway = await countingGateway(10)
    const { page, window } = await openConsole()
    await page.createProfile({ name: 'Counted', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET })
    await page.fillExample()
    await page.field('source', 'sid').fill('')
    await page.sendButton.focus()
    await window.keyboard.press(key)
    const anyway = page.compose.getByRole('button', { name: page.words.sendAnyway })
    await expect(anyway).toBeFocused()
    await window.keyboard.press(key)
    // Longer than the time in which both are one intention.
    await window.waitForTimeout(1_000)
    expect(gateway.count()).toBe(0)
    await expect(anyway).toBeFocused()
    await window.keyboard.press(key)
    await page.expectOutcome('succeeded')
    expect(gateway.count()).toBe(1)
    gateway.close()
  })
}

test('the focus stays where the user is', async ({ openConsole }) => {
  // Longer than the time in which a second press of a key counts as the same intention.
  const gateway = await countingGateway(1_000)
  const { page, window } = await openConsole()
  await page.createProfile({ name: 'Counted', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET })
  await page.fillExample()
  const button = page.compose.locator('footer button').last()
  await button.focus()
  await window.keyboard.press('Enter')
  await page.expectOutcome('in-progress')
  await expect(button).toBeFocused()
  await page.expectOutcome('succeeded')
  await expect(button).toBeFocused()

  await page.editProfile()
  await window.keyboard.press('Escape')
  await expect(page.dialog).toHaveCount(0)
  expect(await window.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON')

  await page.field('source', 'sid').fill('')
  await button.focus()
  await window.keyboard.press('Enter')
  await page.compose.getByRole('button', { name: page.words.sendAnyway }).waitFor()
  await window.keyboard.press('Escape')
  await expect(button).toBeFocused()
  gateway.close()
})

test('a page that crashes comes back with its history', async ({ openConsole }) => {
  const { app, page, window } = await openConsole({ expectsPageErrors: true })
  await page.fillExample()
  await page.send()
  await page.expectOutcome('succeeded')
  const reloaded = window.waitForEvent('domcontentloaded')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
  await reloaded.catch(() => undefined)
  await expect
    .poll(() =>
      app.evaluate(async ({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        if (contents === undefined || contents.isCrashed()) return 0
        return (await contents.executeJavaScript('document.querySelectorAll("[data-exchange-id]").length')) as number
      }),
    )
    .toBe(1)
})
