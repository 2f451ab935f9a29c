import type { Page } from '@playwright/test'
import { GATEWAY_APP_KEY, GATEWAY_SECRET, expect, test } from '../console.ts'
import { FOREIGN, signedWithAmpersands } from '../foreign-request.ts'
import { startRecordingGateway } from '../recording-gateway.ts'
import { LANGUAGES } from '../words.ts'

const METHOD = 'alibaba.lyservice.lippi.session.create'
const ADDRESS = 'https://gw.api.taobao.com/router/rest'
const PASTE_WORDS = {
  'zh-CN': { paste: /^粘贴$/, fill: /^填入表单$/, examine: /^检查签名$/, from: /表单由粘贴的内容填写/, offer: /用它填写表单/, undo: /^撤销$/, signedWith: /检查签名/, found: /完全相同的 sign/ },
  en: { paste: /^Paste$/, fill: /^Fill form$/, examine: /^Check signature$/, from: /Filled from what you pasted/, offer: /^Fill the form from it$/, undo: /^Undo$/, signedWith: /signature is checked/, found: /exactly the same sign/ },
} as const

/** What every text below says, with an id of its own. */
function dtoOf(sid: string) {
  return {
    source: { sid, channel: '0', channel_uid: '会员 1+1&2', session_source: 'XSpace', session_start_time: 1577106235000 },
    target: { service_id: '9007199254740993', bu_id: '123', session_source: 'XSpace' },
  }
}

const formOf = (dto: string): string => new URLSearchParams({ method: METHOD, app_key: '12345678', timestamp: '2026-11-22 12:00:00', v: '2.0', sign: '0'.repeat(32), ly_create_session_dto: dto }).toString()

/** The ways a request is handed over in tickets; `text` gets the DTO and its JSON. */
const WAYS: Readonly<Record<string, (dto: ReturnType<typeof dtoOf>, json: string) => string>> = {
  'curl of a POSIX shell': (_, json) => `$ curl -X POST '${ADDRESS}' \\\n  -H 'Content-Type: application/x-www-form-urlencoded' \\\n  --data-urlencode 'method=${METHOD}' \\\n  --data-urlencode 'ly_create_session_dto=${json}'`,
  // As a browser copies it for cmd: every quote and percent sign has a caret in front.
  'curl of cmd': (_, json) => `curl ^"${ADDRESS}^" ^\r\n  -H ^"Content-Type: application/x-www-form-urlencoded^" ^\r\n  --data-raw ^"${formOf(json).replaceAll(/[%&]/g, '^$&')}^"`,
  'signed URL': (_, json) => `${ADDRESS}?${formOf(json)}`,
  'DTO with single quotes': (_, json) => json.replaceAll('"', "'"),
  'XML': ({ source, target }) => {
    const members = (object: object): string => Object.entries(object).map(([name, value]) => `<${name}>${String(value).replaceAll('&', '&amp;')}</${name}>`).join('\n')
    return `<?xml version="1.0"?>\n<alibaba_lyservice_lippi_session_create_request><ly_create_session_dto>\n<source>${members(source)}</source>\n<target>${members(target)}</target>\n</ly_create_session_dto></alibaba_lyservice_lippi_session_create_request>`
  },
  'Java': ({ source, target }) => `AlibabaLyserviceLippiSessionCreateRequest req = new AlibabaLyserviceLippiSessionCreateRequest();
AlibabaLyserviceLippiSessionCreateRequest.LyCreateSessionDto obj1 = new AlibabaLyserviceLippiSessionCreateRequest.LyCreateSessionDto();
AlibabaLyserviceLippiSessionCreateRequest.LySessionSourceDto obj2 = new AlibabaLyserviceLippiSessionCreateRequest.LySessionSourceDto();
obj2.setSid("${source.sid}");
obj2.setChannel("${source.channel}");
obj2.setChannelUid("${source.channel_uid}");
obj2.setSessionSource("${source.session_source}");
obj2.setSessionStartTime(${source.session_start_time}L);
obj1.setSource(obj2);
AlibabaLyserviceLippiSessionCreateRequest.LySessionTargetDto obj3 = new AlibabaLyserviceLippiSessionCreateRequest.LySessionTargetDto();
obj3.setServiceId("${target.service_id}");
obj3.setBuId("${target.bu_id}");
obj3.setSessionSource("${target.session_source}");
obj1.setTarget(obj3);
req.setLyCreateSessionDto(obj1);
AlibabaLyserviceLippiSessionCreateResponse rsp = client.execute(req);`,
}

const harOf = (body: string): string =>
  JSON.stringify({
    log: { version: '1.2', creator: { name: 'x', version: '1' }, entries: [{ request: { method: 'POST', url: ADDRESS, headers: [], queryString: [], postData: { mimeType: 'application/x-www-form-urlencoded', text: body } }, response: {} }] },
  })

/** Presses Ctrl+V where nothing has the focus. */
async function pasteOntoForm(window: Page): Promise<void> {
  await window.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await window.keyboard.press('Control+v')
}

for (const language of LANGUAGES) {
  const words = PASTE_WORDS[language]
  test.describe(`a pasted request in ${language}`, () => {
    test('fills the form whatever it is written as, and what is sent is what it said', async ({ openConsole }) => {
      test.slow()
      const gateway = await startRecordingGateway()
      const { page, window, app } = await openConsole({ language })
      await page.createProfile({ name: 'Mine', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET })
      const copied = (text: string) => app.evaluate(({ clipboard }, value) => clipboard.writeText(value), text)

      const sendAndCompare = async (sid: string): Promise<void> => {
        await expect(page.field('source', 'sid')).toHaveValue(sid)
        await expect(page.compose.getByText(words.from)).toBeVisible()
        const before = gateway.received.length
        await page.send()
        await expect.poll(() => gateway.received.length).toBe(before + 1)
        expect(JSON.parse(gateway.received.at(-1)?.get('ly_create_session_dto') ?? '')).toEqual(dtoOf(sid))
        await page.expectOutcome('succeeded')
      }

      for (const [index, [way, write]] of Object.entries(WAYS).entries()) {
        await test.step(way, async () => {
          const dto = dtoOf(`sid-${index}`)
          await copied(write(dto, JSON.stringify(dto)))
          await pasteOntoForm(window)
          await expect(page.dialog.getByRole('table')).toContainText(`sid-${index}`)
          await window.screenshot({ path: test.info().outputPath(`${way.replaceAll(' ', '-')}.png`) })
          // The focus is on what fills the form.
          await window.keyboard.press('Enter')
          await expect(page.dialog).toHaveCount(0)
          await sendAndCompare(dto.source.sid)
        })
      }

      await test.step('a HAR file', async () => {
        const dto = dtoOf('sid-har')
        await page.compose.getByRole('button', { name: words.paste }).click()
        await page.dialog.locator('input[type=file]').setInputFiles({ name: 'ticket.har', mimeType: 'application/json', buffer: Buffer.from(harOf(formOf(JSON.stringify(dto)))) })
        await expect(page.dialog.getByText('ticket.har')).toBeVisible()
        await page.dialog.getByRole('button', { name: words.fill }).click()
        await sendAndCompare('sid-har')
      })

      await test.step('an exchange of this console', async () => {
        await copied((await page.view('request', 'Raw')).replaceAll('sid-har', 'sid-again'))
        await page.compose.getByRole('button', { name: words.paste }).click()
        await window.keyboard.press('Control+v')
        await expect(page.dialog.getByRole('button', { name: words.fill })).toBeFocused()
        await window.keyboard.press('Enter')
        await sendAndCompare('sid-again')
      })
      await gateway.stop()
    })

    test('into a field stays there, with an offer; filling can be undone', async ({ openConsole }) => {
      const { page, window, app } = await openConsole({ language })
      await page.field('source', 'channel_uid').fill('mine')
      const text = WAYS['signed URL']?.(dtoOf('s'), JSON.stringify(dtoOf('s'))) ?? ''
      await app.evaluate(({ clipboard }, value) => clipboard.writeText(value), text)
      await page.field('source', 'sid').focus()
      await window.keyboard.press('Control+v')
      await expect(page.field('source', 'sid')).toHaveValue(text)
      await page.compose.getByRole('button', { name: words.offer }).click()
      await page.dialog.getByRole('button', { name: words.fill }).click()
      await expect(page.field('source', 'sid')).toHaveValue('s')
      await page.compose.getByRole('button', { name: words.undo }).click()
      await expect(page.field('source', 'channel_uid')).toHaveValue('mine')
    })

    test('with a wrong signature goes to the doctor, who names the mistake', async ({ openConsole, startGateway }) => {
      const gateway = await startGateway()
      const { page, window, app } = await openConsole({ language })
      await page.createProfile({ name: 'Mine', url: gateway.url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET })
      const form = new URLSearchParams({ ...FOREIGN, sign: signedWithAmpersands(FOREIGN) }).toString()
      await app.evaluate(({ clipboard }, value) => clipboard.writeText(value), `curl '${gateway.url}' -d '${form}'`)
      await pasteOntoForm(window)
      // The profile with its app key is chosen already.
      await expect(page.dialog.getByLabel(words.signedWith)).toContainText('Mine')
      await page.dialog.getByRole('button', { name: words.examine }).click()
      await expect(page.dialog.locator('[data-mistake]').first()).toHaveAttribute('data-mistake', 'kv-amp')
      await expect(page.dialog.getByText(words.found)).toBeVisible()
      await window.screenshot({ path: test.info().outputPath('doctor.png') })
      await window.keyboard.press('Escape')
      await expect(page.rows).toHaveCount(0)
      expect(await window.content()).not.toContain(GATEWAY_SECRET)
    })
  })
}
