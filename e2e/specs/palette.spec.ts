import type { Page } from '@playwright/test'
import { expect, test } from '../console.ts'
import { LANGUAGES, type Language } from '../words.ts'

const NAMES: Readonly<Record<Language, Readonly<Record<'example' | 'send' | 'json' | 'dark' | 'theme' | 'storage' | 'gateway' | 'nothingOpen' | 'clear' | 'pressNew' | 'taken' | 'take' | 'editing', string>>>> = {
  'zh-CN': {
    ...{ example: '填入示例', send: '发送请求', json: '响应：看 JSON', dark: '外观：深色', theme: '深色', storage: '存储', gateway: '本机网关', nothingOpen: '先打开一条记录' },
    ...{ clear: '清空表单', pressNew: '按下新的快捷键', taken: '已用于“发送请求”', take: '改给这里', editing: '输入框里的编辑操作' },
  },
  en: {
    ...{ example: 'Fill in the example', send: 'Send request', json: 'Response: show JSON', dark: 'Theme: dark', theme: 'dark', storage: 'storage', gateway: 'gateway', nothingOpen: 'Open an exchange first' },
    ...{ clear: 'Clear the form', pressNew: 'Press the new shortcut', taken: 'belongs to “Send request”', take: 'Use it here', editing: 'editing in text fields' },
  },
}

/** Opens the palette, types, and carries out the first answer. */
async function run(window: Page, typed: string): Promise<void> {
  await window.keyboard.press('Control+k')
  await expect(window.getByRole('combobox').last()).toBeFocused()
  await window.keyboard.type(typed)
  await window.keyboard.press('Enter')
  await expect(window.locator('dialog.palette')).toHaveCount(0)
}

const hasSaved = (window: Page) => expect(window.locator('dialog[open]')).toHaveCount(0)

for (const language of LANGUAGES) {
  const names = NAMES[language]

  test.describe(`the command palette in ${language}`, () => {
    test('leads through J1 by keyboard alone', async ({ openConsole }) => {
      const { page, window } = await openConsole({ language })
      await run(window, names.example)
      await run(window, 'channel_uid')
      await expect(page.field('source', 'channel_uid')).toBeFocused()
      await window.keyboard.press('Control+a')
      await window.keyboard.type('typed-by-hand')
      await run(window, names.send)
      await page.expectOutcome('succeeded')
      await expect(page.field('source', 'channel_uid')).toBeFocused()
      await run(window, names.json)
      await expect(page.half('response').getByRole('tab', { name: 'JSON' })).toHaveAttribute('aria-selected', 'true')
      expect(await page.view('request', 'JSON')).toContain('"channel_uid": "typed-by-hand"')
    })

    test('finds in both languages, by initials and by fields, and says why something cannot be done', async ({ openConsole }) => {
      const { window } = await openConsole({ language })
      const options = window.locator('dialog.palette').getByRole('option')
      await window.keyboard.press('Control+k')
      await expect(options.first()).toBeVisible()
      await expect(window.locator('dialog.palette').getByRole('option', { disabled: true })).toHaveCount(0)
      const answers = [
        ['theme: dark', 'darkTheme'],
        ['深色', 'darkTheme'],
        ['wgss', 'darkTheme'],
        ['channel_nick', /^field:.*source\.channel_nick$/],
        ['md5', 'method:md5'],
      ] as const
      for (const [typed, id] of answers) {
        await window.getByRole('combobox').last().fill(typed)
        await expect(options.first()).toHaveAttribute('data-command', id)
      }
      await window.getByRole('combobox').last().fill(language === 'en' ? 'replay' : '原样重发')
      await expect(options.first()).toHaveAttribute('aria-disabled', 'true')
      await expect(options.first()).toContainText(names.nothingOpen)
      await window.keyboard.press('Enter')
      await expect(window.locator('dialog.palette')).toHaveCount(1)
      await window.keyboard.press('Escape')
      await hasSaved(window)
    })

    test('gives the focus back and offers first what was used last', async ({ openConsole }) => {
      const { page, window } = await openConsole({ language })
      const field = page.field('source', 'sid')
      await field.focus()
      await window.keyboard.press('Control+k')
      await window.keyboard.press('Control+k')
      await expect(window.locator('dialog.palette')).toHaveCount(0)
      await expect(field).toBeFocused()
      await run(window, names.dark)
      await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark')
      await expect(field).toBeFocused()
      await window.keyboard.press('Control+k')
      await expect(window.locator('dialog.palette').getByRole('option').first()).toHaveAttribute('data-command', 'darkTheme')
    })
  })

  test.describe(`shortcuts in ${language}`, () => {
    test('are changed by pressing, told when they belong to another, and stay after a restart', async ({ openConsole }) => {
      const opened = await openConsole({ language })
      const { window } = opened
      const row = (id: string) => window.locator(`li[data-command="${id}"]`)
      await window.keyboard.press('Control+/')
      await window.getByRole('searchbox').fill(names.example)
      await expect(window.locator('li[data-command]')).toHaveCount(1)

      await row('fillExample').locator('.keys').press('Enter')
      await expect(row('fillExample').getByRole('button', { name: names.pressNew })).toBeFocused()
      await window.keyboard.press('Control+c')
      await expect(row('fillExample')).toContainText(names.editing)
      await window.keyboard.press('Control+Enter')
      await expect(row('fillExample')).toContainText(names.taken)
      await window.keyboard.press('Tab')
      await window.keyboard.press('Enter')
      await expect(row('fillExample')).not.toContainText(names.taken)
      await row('fillExample').locator('.keys').press('Enter')
      await window.keyboard.press('Control+e')
      await expect(row('fillExample').locator('kbd')).toHaveText('Ctrl+E')
      await window.keyboard.press('Escape')
      await hasSaved(window)

      await window.keyboard.press('Control+e')
      await expect(opened.page.field('source', 'channel_uid')).not.toHaveValue('')
      await opened.close()

      const again = await openConsole({ language })
      await again.page.field('source', 'sid').focus()
      await again.window.keyboard.press('Control+e')
      await expect(again.page.field('source', 'channel_uid')).not.toHaveValue('')
    })

    test('do nothing while something is typed', async ({ openConsole }) => {
      const { page, window } = await openConsole({ language })
      const field = page.field('source', 'sid')
      await field.focus()
      const typed = '/k 1?lL[]enter'
      await window.keyboard.type(typed)
      await expect(field).toHaveValue(typed)
      await expect(field).toBeFocused()
      await hasSaved(window)
    })

    test('are reset all at once, and what is shown follows', async ({ openConsole }) => {
      const { page, window } = await openConsole({ language })
      await window.keyboard.press('Control+/')
      const row = window.locator('li[data-command="send"]')
      await row.locator('.keys').click()
      await window.keyboard.press('Control+j')
      await expect(page.sendButton).toContainText('Ctrl+J')
      await window.locator('dialog[open] footer button').first().click()
      await expect(row.locator('kbd')).toHaveText('Ctrl+Enter')
      await expect(page.sendButton).toContainText('Ctrl+Enter')
    })

    test('go to the panes and through the history', async ({ openConsole }) => {
      const { page, window } = await openConsole({ language })
      await page.fillExample()
      for (const sid of ['first', 'second']) {
        await page.field('source', 'sid').fill(sid)
        await window.keyboard.press('Control+Enter')
        await expect(page.rows.filter({ hasText: sid })).toHaveAttribute('data-outcome', 'succeeded')
      }
      const shownId = () => page.shown.getAttribute('data-exchange-id')
      const newest = await shownId()
      await window.keyboard.press('Control+PageDown')
      await expect.poll(shownId).not.toBe(newest)
      await window.keyboard.press('Control+PageUp')
      await expect.poll(shownId).toBe(newest)
      await window.keyboard.press('Control+1')
      await expect(page.rows.first()).toBeFocused()
      await window.keyboard.press('Control+3')
      await expect(page.exchange.locator(':focus')).toHaveCount(1)
      await window.keyboard.press('Control+2')
      await expect(page.field('source', 'sid')).toBeFocused()
    })
  })
}
