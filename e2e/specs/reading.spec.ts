import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startAnsweringServer, type Answer } from '../answering-server.ts'
import { GATEWAY_APP_KEY, GATEWAY_SECRET, expect, test as base, type OpenConsole } from '../console.ts'
import { LANGUAGES, type Language } from '../words.ts'

const ROOT = 'alibaba_lyservice_lippi_session_create_response'
const JSON_BODY =
  `{"${ROOT}":{"result":{"success":true,"data":"880000000000000001","big":9007199254740993,"id":179551105895329108,` +
  `"rate":1.10,"huge":1e400,"padded":"00012","gmt_time":1795334530000,"note":"会话已创建"},"request_id":"zzp0c5fj10y3"}}`
const XML_BODY =
  `<?xml version="1.0" encoding="utf-8"?><${ROOT}><result><success>true</success><data>880000000000000001</data><big>9007199254740993</big>` +
  `<id>179551105895329108</id><rate>1.10</rate><huge>1e400</huge><padded>00012</padded><note>会话已创建</note></result>` +
  `<request_id>zzp0c5fj10y3</request_id></${ROOT}>`
const DIGITS = ['9007199254740993', '179551105895329108', '1.10', '1e400', '00012']

const test = base.extend<{
  /** Opens a console whose next request is answered with these bytes, and sends one. */
  receive: (language: Language, answer: Answer, outcome?: string) => Promise<OpenConsole>
}>({
  receive: async ({ openConsole }, use) => {
    const stops: (() => Promise<void>)[] = []
    await use(async (language, answer, outcome = 'succeeded') => {
      const server = await startAnsweringServer(answer)
      stops.push(server.stop)
      const opened = await openConsole({ language })
      await opened.page.createProfile({ name: 'Answers', url: server.url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET })
      await opened.page.fillExample()
      await opened.page.send()
      await opened.page.expectOutcome(outcome)
      return opened
    })
    for (const stop of stops) await stop()
  },
})

const json = { contentType: 'text/javascript;charset=UTF-8', body: JSON_BODY }
const xml = { contentType: 'text/xml;charset=UTF-8', body: XML_BODY }

for (const language of LANGUAGES) {
  test.describe(`reading an answer in ${language}`, () => {
    for (const [name, answer, wire, other] of [
      ['JSON', json, 'JSON', 'XML'],
      ['XML', xml, 'XML', 'JSON'],
    ] as const) {
      test(`${name} in all five views, the digits as they came`, async ({ receive }) => {
        const { page } = await receive(language, answer)
        const texts = { [wire]: await page.view('response', wire) }
        await expect(page.origin('response')).toHaveText(page.words.received)
        texts[other] = await page.view('response', other)
        await expect(page.origin('response')).toHaveText(page.words.converted)
        for (const digits of DIGITS) {
          expect(texts['XML']).toContain(`>${digits}<`)
          expect(texts['JSON']).toMatch(new RegExp(`: "?${digits.replace('.', '\\.')}"?[,\\n]`))
        }
        expect(await page.view('response', 'Raw')).toContain(answer.body)
        expect(await page.view('response', 'Hex')).toMatch(/^00000000 {2}(?:[\da-f]{2} +){16}/)
        const table = (await page.open('response', 'Table')).getByRole('table')
        for (const digits of DIGITS) await expect(table.getByRole('row').filter({ hasText: digits })).toHaveCount(1)
      })
    }

    test('a filter keeps the digits, counts, says where it is wrong, and is taken back', async ({ receive }) => {
      const { page } = await receive(language, json)
      const half = await page.open('response', 'JSON')
      await half.getByRole('button', { name: page.words.filter }).click()
      const field = half.getByRole('textbox', { name: /JSONPath/ })
      await field.fill('$..result[?@ == 9007199254740993 || @ == 1e400]')
      await field.press('Enter')
      await expect(page.lines('response').filter({ hasText: /9007199254740993|1e400/ })).toHaveCount(2)
      await expect(page.lines('response').filter({ hasText: 'success' })).toHaveCount(0)
      expect(await page.view('response', 'JSON')).toMatch(/9007199254740993[^]*1e400/)
      await field.fill('$..result[?')
      await expect(half.getByRole('alert')).toContainText(/\d/)
      await field.fill('')
      await field.press('Enter')
      await expect(page.lines('response').filter({ hasText: 'success' })).toHaveCount(1)

      await page.open('response', 'XML')
      await half.getByRole('button', { name: page.words.filter }).click()
      const path = half.getByRole('textbox', { name: /XPath/ })
      await path.fill('//result/padded')
      await path.press('Enter')
      await expect(page.lines('response')).toHaveText(['<padded>00012</padded>'])
    })

    test('search goes from match to match over the whole text, and Escape ends it', async ({ receive }) => {
      const { page, window } = await receive(language, json)
      const half = await page.open('response', 'JSON')
      await page.lines('response').first().click()
      await window.keyboard.press('Control+f')
      const bar = half.getByRole('search')
      await bar.getByRole('textbox').fill('会话')
      await expect(bar.getByRole('status')).toContainText('1')
      await expect(half.locator('.cm-currentMatch')).toHaveText('会话')
      await bar.getByRole('textbox').fill('re')
      // The search goes on from what is in sight, which is the last of four by now.
      await expect(bar.getByRole('status')).toContainText(/4\D*4/)
      await expect(half.locator('.cm-currentMatch')).toHaveText('re')
      await bar.getByRole('textbox').press('Enter')
      await expect(bar.getByRole('status')).toContainText(/1\D*4/)
      await bar.getByRole('textbox').press('Enter')
      await expect(bar.getByRole('status')).toContainText(/2\D*4/)
      await bar.getByRole('textbox').press('Shift+Enter')
      await expect(bar.getByRole('status')).toContainText(/1\D*4/)
      await bar.getByRole('textbox').press('Escape')
      await expect(bar).toHaveCount(0)
      await expect(half.locator('.cm-searchMatch')).toHaveCount(0)
    })

    test('a node is folded by its mark and by keys', async ({ receive }) => {
      const { page, window } = await receive(language, json)
      const half = await page.open('response', 'JSON')
      const all = await page.lines('response').count()
      await half.locator('.cm-foldGutter .cm-gutterElement').filter({ hasText: '⌄' }).nth(3).click()
      await expect(page.lines('response').filter({ hasText: '"result": {' })).toContainText('… }')
      await expect(page.lines('response').filter({ hasText: '"success"' })).toHaveCount(0)
      await half.locator('.cm-foldPlaceholder').click()
      await expect(page.lines('response')).toHaveCount(all)
      await page.lines('response').nth(2).click()
      await window.keyboard.press('Control+Shift+[')
      await expect(page.lines('response').filter({ hasText: '"success"' })).toHaveCount(0)
      await window.keyboard.press('Control+Shift+]')
      await expect(page.lines('response')).toHaveCount(all)
    })

    test('a node that is chosen in one view is chosen in the others, and copied with its path', async ({ receive }) => {
      const { page } = await receive(language, xml)
      const half = await page.open('response', 'XML')
      await page.lines('response').filter({ hasText: '<id>' }).click()
      await expect(half.locator('[data-path]')).toContainText('/id')
      await half.getByRole('button', { name: page.words.copyPath }).click()
      await expect.poll(() => page.clipboard()).toContain(`/${ROOT}/result/id`)
      await half.getByRole('button', { name: page.words.copyNode }).click()
      await expect.poll(() => page.clipboard()).toBe('<id>179551105895329108</id>')

      await page.open('response', 'JSON')
      await expect(half.locator('.cm-chosenLine')).toContainText('"id": ')
      await expect(half.locator('[data-path]')).toContainText('$.')
      await page.open('response', 'Table')
      await expect(half.locator('.row.chosen')).toContainText('179551105895329108')

      await half.getByRole('button', { name: page.words.pair }).click()
      await expect(half.locator('.cm-chosenLine')).toHaveCount(2)
      await half.locator('.document-panel').first().locator('.cm-line').filter({ hasText: '<rate>' }).click()
      await expect(half.locator('.document-panel').last().locator('.cm-chosenLine')).toContainText('"rate": ')
    })

    test('bytes without a word about their charset are read as the user says, and nothing is changed in them', async ({ receive }) => {
      // 你好 in GBK, in a body that claims to be in ISO-8859-1.
      const [before, after] = JSON_BODY.split('会话已创建')
      const body = Buffer.concat([Buffer.from(before ?? ''), Buffer.from([0xc4, 0xe3, 0xba, 0xc3]), Buffer.from(after ?? '')])
      const { page, window } = await receive(language, { contentType: 'text/javascript;charset=ISO-8859-1', body })
      const half = page.half('response')
      expect(await page.view('response', 'JSON')).toContain('ÄãºÃ')
      await half.locator('[data-charset]').click()
      await window.getByRole('menuitemradio', { name: 'GBK', exact: true }).click()
      await expect(half.locator('[data-charset]')).toContainText(page.words.userCharset)
      expect(await page.view('response', 'JSON')).toContain('"note": "你好"')
      expect(await page.view('response', 'XML')).toContain('<note>你好</note>')
      expect(await page.view('response', 'Hex')).toContain('c4 e3 ba c3')
      await page.open('response', 'JSON')
      await half.locator('[data-charset]').click()
      await window.getByRole('menuitemradio').first().click()
      expect(await page.view('response', 'JSON')).toContain('ÄãºÃ')
    })

    test('broken XML is shown raw at the place where it breaks', async ({ receive }) => {
      const body = '<?xml version="1.0"?>\n<answer>\n  <data>1</dato>\n</answer>'
      const { page } = await receive(language, { contentType: 'text/xml', body }, 'failed')
      const half = page.half('response')
      await half.getByRole('tab', { name: 'XML', exact: true }).click()
      await half.getByRole('button', { name: page.words.showPlace }).click()
      await expect(half.getByRole('tab', { name: 'Raw', exact: true })).toHaveAttribute('aria-selected', 'true')
      await expect(half.locator('.cm-line').filter({ has: half.page().locator('.cm-fault') })).toContainText('</dato>')
      await expect(half.locator('.cm-fault')).toBeVisible()
    })

    test('view and body are saved as they are', async ({ receive, userData }) => {
      const { page, app } = await receive(language, xml)
      const save = async (action: RegExp, name: string): Promise<string> => {
        const file = join(userData, name)
        await app.evaluate(({ dialog }, filePath) => {
          dialog.showSaveDialog = async () => ({ canceled: false, filePath })
        }, file)
        await page.act('response', action)
        await expect.poll(() => readFile(file, 'utf8').catch(() => '')).not.toBe('')
        return readFile(file, 'utf8')
      }
      await page.open('response', 'XML')
      expect(await save(page.words.saveBody, 'body.xml')).toBe(XML_BODY)
      const converted = await page.view('response', 'JSON')
      expect((await save(page.words.saveView, 'view.json')).trimEnd()).toBe(converted.trimEnd())
      for (const digits of DIGITS) expect(converted).toContain(digits)
    })

    test('a long answer is scrolled, searched and folded as a whole', async ({ receive }) => {
      const items = Array.from({ length: 60_000 }, (_, index) => `{"sid":"item-${index}","n":${index}}`).join(',')
      const { page, window } = await receive(language, { ...json, body: JSON_BODY.replace('"request_id"', `"items":[${items}],"request_id"`) })
      const half = await page.open('response', 'JSON')
      const rail = half.getByRole('scrollbar')
      await expect(rail).toHaveAttribute('aria-valuenow', '1')
      await rail.focus()
      await window.keyboard.press('End')
      await expect(page.lines('response').filter({ hasText: 'request_id' })).toHaveCount(1)
      await window.keyboard.press('Home')
      await expect(page.lines('response').filter({ hasText: '"success"' })).toHaveCount(1)

      await page.lines('response').first().click()
      await window.keyboard.press('Control+End')
      await expect(half.locator('.cm-activeLine, .cm-chosenLine')).toContainText('}')
      await half.getByRole('textbox', { name: page.words.goToLine }).fill('120000')
      await half.getByRole('textbox', { name: page.words.goToLine }).press('Enter')
      await expect(half.locator('.cm-lineNumbers .cm-gutterElement').filter({ hasText: /^120000$/ })).toBeVisible()

      await window.keyboard.press('Control+f')
      const bar = half.getByRole('search')
      await bar.getByRole('textbox').fill('item-59999')
      await expect(half.locator('.cm-currentMatch')).toHaveText('item-59999')
      await bar.getByRole('textbox').press('Escape')

      await rail.focus()
      await window.keyboard.press('Home')
      await half.locator('.cm-line').filter({ hasText: '"items": [' }).click()
      await window.keyboard.press('Control+Shift+[')
      await expect(rail).toHaveCount(0)
      await expect(page.lines('response').filter({ hasText: 'request_id' })).toHaveCount(1)
    })
  })
}
