import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, GATEWAY_APP_KEY, GATEWAY_SECRET, test } from '../console.ts'
import { LANGUAGES } from '../words.ts'

const CODE = { 'zh-CN': { open: '生成代码', copy: /^复制/, ofRequest: '用代码写出这个请求' }, en: { open: 'Code', copy: /^Copy/, ofRequest: 'This request as code' } } as const

for (const language of LANGUAGES) {
  test(`what the form holds runs as code elsewhere, ${language}`, async ({ openConsole, startGateway }) => {
    const words = CODE[language]
    const { app, window, page } = await openConsole({ language })
    const gateway = await startGateway()
    await page.fillExample()
    await page.field('source', 'sid').fill('elsewhere "1"')
    await page.compose.getByRole('button', { name: words.open, exact: true }).click()
    const dialog = window.getByRole('dialog')
    await dialog.getByRole('tab', { name: 'NodeJS', exact: true }).click()
    const copy = dialog.getByRole('button', { name: words.copy })
    await copy.click()
    await expect(copy.getByRole('status')).not.toBeEmpty()
    const text = await app.evaluate(({ clipboard }) => clipboard.readText())

    // The console's own gateway keeps its secret to itself; somebody else's has one that is known.
    const folder = await mkdtemp(join(tmpdir(), 'ly-code-'))
    const file = join(folder, 'sample.mjs')
    await writeFile(file, text.replace(/http:[^"]*\/router\/rest/, gateway.url).replace('"local-app"', JSON.stringify(GATEWAY_APP_KEY)))
    const run = promisify(execFile)(process.execPath, [file], { env: { PATH: process.env.PATH, TOP_APP_SECRET: GATEWAY_SECRET } })
    const { stdout } = await run.finally(() => rm(folder, { recursive: true }))
    expect(stdout).toMatch(/^HTTP 200\n/)
    expect(stdout).toContain('"success":true')

    await window.keyboard.press('Escape')
    await page.send()
    await page.expectOutcome('succeeded')
    await page.exchange.getByRole('button', { name: words.ofRequest }).click()
    // The language that was chosen last.
    await expect(window.getByRole('dialog').getByRole('tab', { name: 'NodeJS', exact: true })).toHaveAttribute('aria-selected', 'true')
    await expect(window.getByRole('dialog').locator('.cm-content')).toContainText('alibaba.lyservice.lippi.session.create')
  })
}
