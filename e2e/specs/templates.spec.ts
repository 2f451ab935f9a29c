import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { ElectronApplication, Locator } from '@playwright/test'
import { expect, GATEWAY_APP_KEY, GATEWAY_SECRET, test } from '../console.ts'
import { LANGUAGES, type Language } from '../words.ts'

const WORDS = {
  'zh-CN': {
    templates: '模板', variables: '变量…', save: '保存', saveForm: '把表单存为模板…', name: '名称', folder: '文件夹', note: '备注', variableName: '变量名', value: /^变量 .*的值$/,
    from: '来自模板“VIP 客户”', example: '例如', examples: '只是示例', exportAll: '全部导出…', importFolder: '导入文件夹…', written: '1 个文件有更新', unchanged: '1 个没有变化', changed: '更新 1 个',
    delete: '删除', undo: '撤销', more: '“VIP 客户”的更多操作', holdsSecret: '没有保存', secretName: '不能当作变量', preview: '预览', unknown: '没有名为“nobody”的变量',
  },
  en: {
    templates: 'Templates', variables: 'Variables…', save: 'Save', saveForm: 'Save the form…', name: 'Name', folder: 'Folder', note: 'Note', variableName: 'Variable name', value: /^Value of /,
    from: 'Template “VIP 客户”', example: 'e.g.', examples: 'only an example', exportAll: 'Export all…', importFolder: 'Import a folder…', written: '1 written', unchanged: '1 unchanged', changed: '1 changed',
    delete: 'Delete', undo: 'Undo', more: 'More for “VIP 客户”', holdsSecret: 'Not saved', secretName: 'cannot be variables', preview: 'Preview', unknown: 'No variable is called “nobody”',
  },
} as const satisfies Record<Language, unknown>

/** The folder the user chooses in the next dialogs of the system. */
async function chooseFolder(app: ElectronApplication, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, folder)
}

async function filesBelow(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json'))
}

const textOf = async (field: Locator): Promise<string> => (await field.textContent()) ?? ''

for (const language of LANGUAGES) {
  test(`a template with variables is saved, previewed, sent, shared and kept from secrets, in ${language}`, async ({ openConsole, startGateway }) => {
    const words = WORDS[language]
    const { url } = await startGateway()
    const first = await openConsole({ language })
    const { page, window, app } = first
    await page.createProfile({ name: 'Mine', url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET })
    const dialog = window.getByRole('dialog')

    await page.compose.getByRole('button', { name: words.templates, exact: true }).click()
    await dialog.getByRole('button', { name: words.variables }).click()
    await dialog.getByLabel(words.variableName).first().fill('customer')
    await dialog.getByLabel(words.value).first().fill('张三-{{seq}}')
    await expect(dialog.getByText(`${words.example} 张三-1`)).toBeVisible()
    await dialog.getByRole('button', { name: words.save, exact: true }).click()
    await expect(dialog).toHaveCount(0)

    await page.fillExample()
    await page.field('source', 'sid').fill('{{sid}}')
    await page.field('source', 'session_start_time').fill('{{now}}')
    await page.field('source', 'session_end_time').fill('{{now+5m}}')
    await page.field('source', 'channel_nick').fill('{{customer}} {{seq}}')
    const nick = page.group('source').locator('[data-field="channel_nick"]')
    await expect(nick).toContainText(`${words.example} 张三-1 1`)
    await expect(page.group('source').locator('[data-field="session_end_time"]')).toContainText('GMT+8')
    await window.getByRole('button', { name: words.preview }).click()
    await expect(page.compose.locator('.preview')).toContainText('张三-1 1')
    await expect(page.compose.locator('.preview')).toContainText(words.examples)
    await window.getByRole('button', { name: words.preview }).click()

    // A variable typed halfway is completed from the list.
    await page.field('source', 'summary').fill('')
    await page.field('source', 'summary').pressSequentially('{{cus')
    await window.getByRole('option', { name: /^customer/ }).waitFor()
    await page.field('source', 'summary').press('Enter')
    await expect(page.field('source', 'summary')).toHaveValue('{{customer}}')

    await page.compose.getByRole('button', { name: words.templates, exact: true }).click()
    await dialog.getByRole('button', { name: words.saveForm }).click()
    await dialog.getByLabel(words.name).fill('VIP 客户')
    await dialog.getByLabel(words.folder).fill('售后/小程序')
    await dialog.getByLabel(words.note).fill(`note ${GATEWAY_SECRET}`)
    await dialog.getByRole('button', { name: words.save, exact: true }).click()
    await expect(dialog.getByRole('alert')).toContainText(words.holdsSecret)
    await expect(dialog.getByRole('alert')).not.toContainText(GATEWAY_SECRET)
    await dialog.getByLabel(words.note).fill('每天第一单')
    await dialog.getByRole('button', { name: words.save, exact: true }).click()
    await expect(dialog).toHaveCount(0)
    await expect(page.compose.getByText(words.from, { exact: true })).toBeVisible()

    const bodies: string[] = []
    for (let number = 1; number <= 2; number += 1) {
      await expect(nick).toContainText(`张三-${number} ${number}`)
      // The bar takes a second press within 600 ms for a double click.
      await window.waitForTimeout(700)
      await page.send()
      await expect(page.rows).toHaveCount(number)
      await page.expectOutcome('succeeded')
      bodies.push(await page.view('request', 'JSON'))
    }
    const sids = bodies.map((body) => /lysc-[a-z0-9]+-[a-z0-9]{8}/.exec(body)?.[0])
    expect(new Set(sids).size).toBe(2)
    expect(bodies.map((body) => /张三-\d+ \d+/.exec(body)?.[0])).toEqual(['张三-1 1', '张三-2 2'])
    for (const body of bodies) {
      const [start, end] = ['session_start_time', 'session_end_time'].map((name) => new RegExp(`"${name}": ?(\\d+)`).exec(body)?.[1] ?? '')
      expect(BigInt(end ?? '') - BigInt(start ?? '')).toBe(300_000n)
    }

    const folder = mkdtempSync(join(tmpdir(), 'lysession-templates-'))
    await chooseFolder(app, folder)
    await page.compose.getByRole('button', { name: words.templates, exact: true }).click()
    await dialog.getByRole('button', { name: words.exportAll }).click()
    await expect(dialog.getByRole('status')).toContainText(words.written)
    await dialog.getByRole('button', { name: words.exportAll }).click()
    await expect(dialog.getByRole('status')).toContainText(words.unchanged)
    const [file = ''] = await filesBelow(folder)
    expect(file).toBe(join('售后', '小程序', 'VIP 客户.json'))
    await first.close()

    const second = await openConsole({ language })
    await second.page.compose.getByRole('button', { name: words.templates, exact: true }).click()
    const again = second.window.getByRole('dialog')
    await again.getByRole('treeitem', { name: /VIP 客户/ }).waitFor()
    await writeFile(join(folder, file), (await readFile(join(folder, file), 'utf8')).replace('{{customer}} {{seq}}', 'VIP {{nobody}}'))
    await chooseFolder(second.app, folder)
    await again.getByRole('button', { name: words.importFolder }).click()
    await expect(again.getByRole('status')).toContainText(words.changed)

    await again.getByRole('button', { name: words.more }).click()
    await again.getByRole('menuitem', { name: words.delete }).click()
    await expect(again.getByRole('treeitem')).toHaveCount(0)
    await again.getByRole('button', { name: words.undo }).click()
    await again.getByRole('searchbox').or(again.getByRole('combobox')).fill('每天')
    await again.getByRole('treeitem', { name: /VIP 客户/ }).waitFor()
    await second.window.keyboard.press('Enter')
    await expect(again).toHaveCount(0)
    await expect(second.page.field('source', 'channel_nick')).toHaveValue('VIP {{nobody}}')
    await second.page.send()
    await expect(second.page.group('source').locator('[data-field="channel_nick"]')).toContainText(words.unknown)
    expect(await textOf(second.page.compose)).toContain(words.from)
  })
}
