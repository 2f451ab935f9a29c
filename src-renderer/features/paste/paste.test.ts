import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Locale } from '@shared/settings'
import { useDraftStore } from '../../stores/use-draft-store'
import { useProfilesStore } from '../../stores/use-profiles-store'
import { useSettingsStore } from '../../stores/use-settings-store'
import { aProfile, createFakeBridge } from '../../testing/fake-bridge'
import { mountInPage } from '../../testing/mount-in-page'
import App from '../../app/App.vue'

enableAutoUnmount(afterEach)

const SID = 'ly_create_session_dto.source.sid'
const SUMMARY = 'ly_create_session_dto.source.summary'
const DTO = JSON.stringify({ source: { sid: 's-1', channel_uid: '{{u}}', colour: 'red' } })
const URL_TEXT = `https://gw.example/router/rest?method=alibaba.lyservice.lippi.session.create&app_key=key-1&session=token-of-theirs&format=xml&sign_method=md5&sign=ABCD&ly_create_session_dto=${encodeURIComponent(DTO)}`
const LIVE = aProfile({ id: 'live', builtIn: false, name: 'Live', environment: 'production', gatewayUrl: 'https://live.example/router/rest', appKey: 'key-2' })
const REMOTE = aProfile({ id: 'remote', builtIn: false, name: 'Remote', environment: 'sandbox', gatewayUrl: 'https://gw.example/router/rest', appKey: 'key-1' })

async function mountConsole(locale: Locale = 'en') {
  const bridge = createFakeBridge({ profiles: [aProfile(), REMOTE, LIVE], settings: { locale } })
  const app = mountInPage(App, { bridge, locale })
  await Promise.all([useSettingsStore().load(), useProfilesStore().load()])
  await flushPromises()
  const dialog = () => app.find('dialog')
  const click = async (words: RegExp) => {
    await app.findAll('button').find((one) => words.test(one.text()))?.trigger('click')
    await flushPromises()
  }
  return { app, bridge, dialog, click, draft: useDraftStore() }
}

async function pasteAt(target: EventTarget, what: string | File): Promise<boolean> {
  const clipboardData = new DataTransfer()
  if (typeof what === 'string') clipboardData.setData('text/plain', what)
  else clipboardData.items.add(what)
  const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData })
  target.dispatchEvent(event)
  await flushPromises()
  return event.defaultPrevented
}

async function dropAt(target: Element, what: { text?: string; files?: readonly File[] }): Promise<void> {
  const event = new Event('drop', { bubbles: true, cancelable: true })
  const { files = [] } = what
  Object.assign(event, { dataTransfer: { types: files.length > 0 ? ['Files'] : ['text/plain'], files, getData: () => what.text ?? '' } })
  target.dispatchEvent(event)
  await flushPromises()
}

describe('a pasted request', () => {
  it.each([
    ['en', 'It fills 2 fields', 'not in the form', 'fills a field', /^Fill form$/, 'Filled from what you pasted'],
    ['zh-CN', '可以填写 2 个字段', '表单里没有', '填入表单', /^填入表单$/, '表单由粘贴的内容填写'],
  ] as const)('is listed before it fills the form, in %s', async (locale, fills, unknown, mapped, fill, filled) => {
    const { app, dialog, click, draft } = await mountConsole(locale)
    expect(await pasteAt(document.body, URL_TEXT)).toBe(true)
    for (const words of [fills, unknown, mapped, SID, 's-1']) expect(dialog().text()).toContain(words)
    expect(draft.isEmpty).toBe(true)
    await click(fill)
    // Braces of somebody else's text stand for themselves.
    expect(draft.sentValues()).toEqual({ [SID]: 's-1', 'ly_create_session_dto.source.channel_uid': '\\{{u}}' })
    expect([draft.format, draft.signMethod, dialog().exists()]).toEqual(['xml', 'md5', false])
    expect(app.get('.paste-notice').text()).toContain(filled)
    expect(app.get('.paste-notice').text()).toContain('colour')
    draft.setValue(SID, 'edited')
    await flushPromises()
    expect(app.find('.paste-notice').exists()).toBe(false)
  })

  it('shows no session token, and sends nothing', async () => {
    const { dialog, bridge } = await mountConsole()
    await pasteAt(document.body, URL_TEXT)
    expect(dialog().get('table').text()).not.toContain('token-of-theirs')
    expect(bridge.calls.map(({ method }) => method)).not.toContain('exchange.send')
  })

  it('says what of the form gives way, and keeps the rest when that is wanted', async () => {
    const { dialog, click, draft } = await mountConsole()
    draft.setValue(SID, 'mine')
    draft.setValue(SUMMARY, 'kept')
    await pasteAt(document.body, URL_TEXT)
    expect(dialog().text()).toContain('The form now has: mine')
    expect(dialog().text()).toContain('1 filled field would be emptied')
    await dialog().get('input[value=merge]').setValue(true)
    expect(dialog().text()).not.toContain('would be emptied')
    await click(/^Fill form$/)
    expect(draft.sentValues()).toMatchObject({ [SID]: 's-1', [SUMMARY]: 'kept' })
    draft.undo()
    expect(draft.sentValues()).toEqual({ [SID]: 'mine', [SUMMARY]: 'kept' })
  })

  it('names another gateway and app key, and switches to their profile only when told to', async () => {
    const { dialog, click } = await mountConsole()
    await pasteAt(document.body, URL_TEXT)
    expect(dialog().text()).toContain('another gateway: https://gw.example/router/rest')
    expect(dialog().text()).toContain('another app_key')
    await click(/^Fill form$/)
    expect(useProfilesStore().selected?.id).toBe('local')
    await pasteAt(document.body, URL_TEXT)
    await dialog().get('input[type=checkbox]').setValue(true)
    await click(/^Fill form$/)
    expect([useProfilesStore().selected?.id, useDraftStore().signMethod]).toEqual(['remote', 'md5'])
  })

  it('switches to no profile that consent was not given to', async () => {
    const { dialog, click } = await mountConsole()
    await pasteAt(document.body, URL_TEXT)
    await dialog().get('input[type=checkbox]').setValue(true)
    await dialog().get('textarea').setValue(URL_TEXT.replace('gw.example', 'live.example').replace('key-1', 'key-2'))
    expect(dialog().get<HTMLInputElement>('input[type=checkbox]').element.checked).toBe(false)
    await click(/^Fill form$/)
    expect(useProfilesStore().selected?.id).toBe('local')
  })

  it('filled by two quick presses can be undone to what was there before', async () => {
    const { dialog, draft } = await mountConsole()
    draft.setValue(SID, 'mine')
    await pasteAt(document.body, URL_TEXT)
    await dialog().get('input[type=checkbox]').setValue(true)
    const fillButton = dialog().get<HTMLButtonElement>('button[data-kind=primary]').element
    fillButton.click()
    fillButton.click()
    await flushPromises()
    expect(draft.sentValues()[SID]).toBe('s-1')
    draft.undo()
    expect(draft.sentValues()).toEqual({ [SID]: 'mine' })
  })

  it('goes to the signature doctor as it stands, with the profile of its app key', async () => {
    const { dialog, bridge, click } = await mountConsole()
    await pasteAt(document.body, URL_TEXT)
    await click(/^Check signature$/)
    expect(dialog().get('[role=tab][aria-selected=true]').text()).toBe('Diagnose')
    const asked = bridge.calls.find(({ method }) => method === 'signature.diagnose')?.request
    expect(asked).toMatchObject({ source: { profileId: 'remote', sign: 'ABCD' } })
  })

  it('fills nothing from what is no request, and says so', async () => {
    const { dialog } = await mountConsole()
    await pasteAt(document.body, 'good morning')
    expect(dialog().findAll('footer button').at(-1)?.attributes('disabled')).toBeDefined()
    expect(dialog().get('[role=status]').text()).not.toBe('')
  })
})

describe('where it is pasted', () => {
  it('goes into an empty field as it is, with an offer beside it', async () => {
    const { app, dialog, click } = await mountConsole()
    const field = app.get('[aria-label^="sid ·"]').element
    expect(await pasteAt(field, URL_TEXT)).toBe(false)
    expect([dialog().exists(), app.get('.paste-line').text()]).toEqual([false, expect.stringContaining('looks like a whole request')])
    await click(/^Fill the form from it$/)
    expect(dialog().text()).toContain(SID)
  })

  it.each([
    ['a plain id', 'S-2026-11-23', ''],
    ['a request into a field that is not empty', URL_TEXT, 'already here'],
  ])('is not remarked on for %s', async (_, text, before) => {
    const { app, draft } = await mountConsole()
    draft.setValue(SID, before)
    await flushPromises()
    await pasteAt(app.get('[aria-label^="sid ·"]').element, text)
    expect(app.find('.paste-line').exists()).toBe(false)
  })

  it('is left alone in the search of the history', async () => {
    const { app, dialog } = await mountConsole()
    expect(await pasteAt(app.get('[data-region=history] input').element, URL_TEXT)).toBe(false)
    expect(dialog().exists()).toBe(false)
  })

  it('may be dropped, as text or as a file in whatever charset', async () => {
    const { app, dialog, click } = await mountConsole()
    await dropAt(app.get('.compose').element, { text: URL_TEXT })
    expect(dialog().text()).toContain(SID)
    await click(/^Cancel$/)
    // 退款 in GBK.
    const bytes = new Uint8Array([...new TextEncoder().encode('{"source":{"sid":"'), 0xcd, 0xcb, 0xbf, 0xee, ...new TextEncoder().encode('"}}')])
    await dropAt(app.get('.compose').element, { files: [new File([bytes], 'request.json')] })
    await vi.waitFor(() => expect(dialog().exists()).toBe(true))
    expect(dialog().text()).toContain('request.json')
    expect(dialog().get('textarea').element.value).toContain('退款')
  })

  it('may be a file that was copied', async () => {
    const { dialog } = await mountConsole()
    expect(await pasteAt(document.body, new File([URL_TEXT], 'url.txt'))).toBe(true)
    await vi.waitFor(() => expect(dialog().text()).toContain('url.txt'))
  })

  it('is read from the first of several files, and that is said', async () => {
    const { app, dialog } = await mountConsole()
    await dropAt(app.get('.compose').element, { files: [new File([URL_TEXT], 'first.txt'), new File(['x'], 'second.txt')] })
    await vi.waitFor(() => expect(dialog().text()).toContain('first.txt'))
    expect(app.get('.notices').text()).toContain('of 2 files only “first.txt” was read')
  })
})
