import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { electronCommand } from '../../scripts/electron-command.mjs'
import { GATEWAY_APP_KEY, GATEWAY_SECRET, expect, test } from '../console.ts'

const PROGRAM = join(import.meta.dirname, '../../out/cli/lysession.js')
const GROUP = 'ly_create_session_dto'
const OPERATION = 'alibaba.lyservice.lippi.session.create'

const LANGUAGES = [
  { language: 'en', recovered: '2 exchanges recovered', putAway: 'Dismiss the recovery report', report: 'Recovery report', cannotWrite: 'cannot be written', notSent: 'Nothing was sent' },
  { language: 'zh-CN', recovered: '恢复了 2 条记录', putAway: '收起恢复报告', report: '恢复报告', cannotWrite: '无法写入', notSent: '没有发送任何内容' },
] as const

/** Random bytes over a part of the file's first page that no start can do without. */
function damage(file: string): Buffer {
  const bytes = readFileSync(file)
  bytes.fill(0xa5, 0, 4_096)
  writeFileSync(file, bytes)
  return bytes
}

for (const { language, recovered, putAway, report, cannotWrite, notSent } of LANGUAGES) {
  test(`a damaged history is carried over, told and kept (${language})`, async ({ openConsole, userData }) => {
    const first = await openConsole({ language })
    for (const sid of ['one', 'two']) {
      await first.page.fillExample()
      await first.page.field('source', 'sid').fill(sid)
      await first.page.send()
      await first.page.expectOutcome('succeeded')
      await first.window.waitForTimeout(700)
    }
    await first.close()
    const file = join(userData, 'history.db')
    const damaged = damage(file)

    const second = await openConsole({ language })
    const notice = second.window.locator('[data-recovery]')
    await expect(notice).toContainText(recovered)
    await expect(second.page.rows).toHaveCount(2)
    await second.page.rows.first().click()
    await second.page.expectOutcome('succeeded')
    const kept = readdirSync(userData).filter((name) => name.startsWith('history.damaged-') && name.endsWith('.db'))
    expect(kept).toHaveLength(1)
    expect(readFileSync(join(userData, kept[0] ?? '')).equals(damaged)).toBe(true)
    await expect(notice).toContainText(kept[0] ?? '')
    // The stored secret still belongs to the profile: the next send is signed and accepted.
    await second.page.fillExample()
    await second.page.field('source', 'sid').fill('three')
    await second.page.send()
    await second.page.expectOutcome('succeeded')
    await notice.getByRole('button', { name: putAway }).click()
    await expect(notice).toBeHidden()
    await second.close()

    const third = await openConsole({ language })
    await expect(third.page.rows).toHaveCount(3)
    await expect(third.window.locator('[data-recovery]')).toBeHidden()
    await third.window.getByRole('button', { name: report }).click()
    await expect(third.window.locator('[data-recovery]')).toContainText(recovered)
    await third.close()
  })

  test(`a history that cannot be written is read, says so in one place, and is written again when it can be (${language})`, async ({
    openConsole,
    userData,
  }) => {
    test.skip(process.getuid?.() !== 0 || process.platform !== 'linux', 'only root on Linux may mount a file read-only')
    const first = await openConsole({ language })
    await first.page.fillExample()
    await first.page.send()
    await first.page.expectOutcome('succeeded')
    await first.close()
    const file = join(userData, 'history.db')
    mount('--bind', file, file)
    mount('-o', 'remount,bind,ro', file)
    try {
      const second = await openConsole({ language })
      const banner = second.window.locator('[data-history-problem="history.read-only"]')
      await expect(banner).toContainText(cannotWrite)
      await expect(banner).toContainText(file)
      await expect(second.page.rows).toHaveCount(1)
      await second.page.rows.first().click()
      await second.page.expectOutcome('succeeded')
      await second.page.fillExample()
      await second.page.send()
      await expect(second.page.compose).toContainText(notSent)
      await expect(second.window.getByRole('alert')).toHaveCount(1)
      await expect(second.page.rows).toHaveCount(1)
      unmount(file)
      await expect(banner).toBeHidden()
      await second.page.send()
      await expect(second.page.rows).toHaveCount(2)
      await second.close()
    } finally {
      if (isMounted(file)) unmount(file)
    }
  })
}

test('a second start shows the window of the first and ends', async ({ openConsole, userData, keyring }) => {
  const { app } = await openConsole()
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const { binary, args, env } = electronCommand([`--user-data-dir=${userData}`])
  const second = spawn(binary, args, { env: { ...env, ...keyring.env }, stdio: 'ignore' })
  const [code] = (await once(second, 'exit')) as [number | null]
  expect(code).toBe(0)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized()))).toEqual([false])
})

test('the command line writes into the history of the open window, which shows it', async ({ openConsole, userData, startGateway }) => {
  const gateway = await startGateway()
  const { page, window } = await openConsole()
  await page.fillExample()
  await page.send()
  await page.expectOutcome('succeeded')
  const file = join(userData, 'history.db')
  const sent = spawnSync(
    process.execPath,
    [PROGRAM, 'send', '-', '--operation', OPERATION, '--gateway', gateway.url, '--app-key', GATEWAY_APP_KEY, '--secret-env', 'GATEWAY_SECRET', '--history', file, '--json'],
    { input: JSON.stringify({ [GROUP]: { source: { sid: 'from-the-command-line' } } }), env: { ...process.env, GATEWAY_SECRET }, encoding: 'utf8' },
  )
  expect(sent.stderr).toBe('')
  expect(JSON.parse(sent.stdout)).toMatchObject({ callerId: 'from-the-command-line' })
  await window.evaluate(() => globalThis.dispatchEvent(new Event('focus')))
  await expect(page.rows).toHaveCount(2)
  await expect(page.history).toContainText('from-the-command-line')
  await page.field('source', 'sid').fill('again-from-the-window')
  await page.send()
  await expect(page.rows).toHaveCount(3)
})

function mount(...parameters: string[]): void {
  expect(spawnSync('mount', parameters).status).toBe(0)
}

function unmount(file: string): void {
  expect(spawnSync('umount', ['--lazy', file]).status).toBe(0)
}

function isMounted(file: string): boolean {
  return existsSync('/proc/mounts') && readFileSync('/proc/mounts', 'utf8').includes(` ${file} `)
}
