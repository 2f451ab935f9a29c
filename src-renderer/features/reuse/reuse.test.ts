import { flushPromises } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { describe, expect, it } from 'vitest'
import { exampleValues } from '@shared/descriptor/example'
import type { EarlierUses, Exchange } from '@shared/exchange/exchange'
import type { Profile } from '@shared/profile/profile'
import type { Locale } from '@shared/settings'
import { useNotices } from '../../composables/use-notices'
import { useDraftStore } from '../../stores/use-draft-store'
import { useExchangesStore } from '../../stores/use-exchanges-store'
import { useProfilesStore } from '../../stores/use-profiles-store'
import { anExchange, sampleOperation } from '../../testing/exchange-builder'
import { aProfile, createFakeBridge } from '../../testing/fake-bridge'
import { mountWithStores } from '../../testing/mount-with-stores'
import DraftOriginNotice from './DraftOriginNotice.vue'
import RepeatLinks from './RepeatLinks.vue'
import ReplayDialog from './ReplayDialog.vue'
import ReuseButtons from './ReuseButtons.vue'
import { useReplayStore } from './use-replay-store'

const SID = 'ly_create_session_dto.source.sid'
const MINE = aProfile({ id: 'mine', builtIn: false, name: 'Mine', environment: 'production', gatewayUrl: 'https://gw.example/router/rest', appKey: 'key-1' })
const OF_MINE = { profileId: 'mine', profileName: 'Mine', environment: 'production', gatewayUrl: MINE.gatewayUrl, appKey: 'key-1' } as const

/** Everything of this folder as the window has it: buttons and links of the shown exchange, the notice of the form, the dialog. */
const Page = defineComponent(() => {
  const exchanges = useExchangesStore()
  const replays = useReplayStore()
  return () => {
    const { selected } = exchanges
    return h('div', [
      h(DraftOriginNotice),
      ...(selected === null ? [] : [h(ReuseButtons, { exchangeId: selected.id }), h(RepeatLinks, { exchangeId: selected.id, parentId: selected.parentId })]),
      ...(replays.exchange === null ? [] : [h(ReplayDialog, { exchange: replays.exchange, onClose: () => replays.close() })]),
    ])
  }
})

interface Given {
  readonly locale?: Locale
  readonly profiles?: readonly Profile[]
  readonly others?: readonly Exchange[]
  readonly uses?: EarlierUses
}

async function mountReuse(changes: Partial<Exchange> = {}, { locale = 'en', profiles = [aProfile(), MINE], others = [], uses }: Given = {}) {
  const exchange = anExchange(changes)
  const bridge = createFakeBridge({ exchanges: [exchange, ...others], profiles })
  if (uses !== undefined) bridge.answer('history.uses', async () => uses)
  const page = await mountWithStores(Page, { bridge, locale })
  await useExchangesStore().select(exchange.id)
  await flushPromises()
  const click = async (text: string | RegExp) => {
    await page.findAll('button').find((one) => (typeof text === 'string' ? one.text() === text : text.test(one.text())))?.trigger('click')
    await flushPromises()
  }
  const press = async (key: string) => {
    window.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, shiftKey: true }))
    await flushPromises()
  }
  const replays = () => bridge.calls.filter(({ method }) => method === 'exchange.replay').map(({ request }) => request)
  return { page, bridge, exchange, click, press, replays, draft: useDraftStore() }
}

const requestOf = (dto: string, others = '') => ({
  head: 'POST /router/rest HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n',
  body: Uint8Array.from(new TextEncoder().encode(`method=x&ly_create_session_dto=${encodeURIComponent(dto)}${others}`)),
  masked: [],
})

describe('load into form', () => {
  it.each([
    ['en', 'From the exchange of', 'sid testSessionId'],
    ['zh-CN', '来自', 'sid testSessionId'],
  ] as const)('brings every parameter, format and method back and says where they come from, in %s', async (locale, from, id) => {
    const { page, press, draft, exchange } = await mountReuse({ ...OF_MINE, format: 'xml', signMethod: 'hmac' }, { locale })
    draft.setValue(SID, 'typed before')
    await press('L')
    const sent = Object.fromEntries(Object.entries(exampleValues(sampleOperation())).filter(([, value]) => value !== ''))
    expect(draft.sentValues()).toEqual(sent)
    expect([draft.format, draft.signMethod, useProfilesStore().selected?.id, draft.origin?.exchangeId]).toEqual(['xml', 'hmac', 'mine', exchange.id])
    expect(page.text()).toContain(from)
    expect(page.text()).toContain(id)
    expect(page.findAll('li')).toHaveLength(0)
  })

  it('can be undone with everything the form was', async () => {
    const { press, draft } = await mountReuse({ format: 'xml', signMethod: 'md5' })
    draft.setValue(SID, 'typed before')
    const before = { format: draft.format, signMethod: draft.signMethod }
    await press('L')
    draft.undo()
    expect([draft.sentValues(), draft.origin, draft.format, draft.signMethod]).toEqual([{ [SID]: 'typed before' }, null, before.format, before.signMethod])
  })

  it('knows its exchange through changes, until it is told to forget, cleared or filled otherwise', async () => {
    const { page, press, draft, exchange } = await mountReuse()
    await press('L')
    draft.setValue(SID, 'changed')
    await flushPromises()
    expect(page.text()).toContain('changed since')
    expect(draft.origin?.exchangeId).toBe(exchange.id)
    await page.find('button[aria-label="Forget where this comes from"]').trigger('click')
    expect(draft.origin).toBeNull()
    for (const other of [() => draft.clear(), () => draft.fillExample(), () => (draft.operation = { ...draft.operation })]) {
      await press('L')
      expect(draft.origin).not.toBeNull()
      other()
      expect(draft.origin).toBeNull()
    }
  })

  it.each([
    ['en', '2 members of this request are not in the form: ly_create_session_dto.source.colour, tracer.', 'line 1, column 2'],
    ['zh-CN', '这个请求有 2 个成员填不进表单：ly_create_session_dto.source.colour、tracer。', '第 1 行第 2 列'],
  ] as const)('tells what did not come along, in %s', async (locale, leftOut, place) => {
    const request = requestOf('{"source":{"sid":"s","colour":"red"}}', '&tracer=1&ly_ding_open_para_dto=%7Bbroken')
    const { page, press, draft } = await mountReuse({ request }, { locale })
    await press('L')
    expect(draft.sentValues()).toEqual({ [SID]: 's' })
    expect(page.text()).toContain(leftOut)
    expect(page.text()).toContain(place)
  })

  it.each([
    ['deleted', { ...OF_MINE, profileId: 'gone' }, 'was deleted'],
    ['has another app key', { ...OF_MINE, appKey: 'key-2' }, 'another app_key'],
    ['has another gateway', { ...OF_MINE, gatewayUrl: 'https://other.example/' }, 'another gateway URL'],
    ['is for another environment', { ...OF_MINE, environment: 'sandbox' }, 'another environment'],
    ['is somebody else’s', { ...OF_MINE, imported: true }, 'was imported'],
  ] as const)('keeps the chosen profile when the one of then %s, and says so', async (_, changes, words) => {
    const { page, press, draft } = await mountReuse(changes)
    await press('L')
    expect(useProfilesStore().selected?.id).toBe('local')
    expect(page.find('li').text()).toContain(words)
    expect(draft.values[SID]).toBe('testSessionId')
  })

  it('says that an operation is not in the catalog, and leaves the form alone', async () => {
    const { press, draft } = await mountReuse({ operation: 'a.b.c' })
    draft.setValue(SID, 'typed before')
    await press('L')
    expect(draft.sentValues()).toEqual({ [SID]: 'typed before' })
    const { notices, dismiss } = useNotices()
    expect(notices.value.at(-1)?.content).toMatchObject({ code: 'operation.unknown' })
    notices.value.forEach(({ id }) => dismiss(id))
  })
})

describe('the replay dialog', () => {
  const used: EarlierUses = { count: 2, newest: { exchangeId: 'exchange-1', startedAt: Date.UTC(2026, 10, 22, 10), outcome: 'unknown' } }

  it.each([
    ['en', 'This is Production: it creates real sessions.', /already sent to this gateway 2 times.*result unknown: the session may exist/, /^Replay · Production/],
    ['zh-CN', '这是生产环境，会创建真实的会话。', /发送过 2 次.*结果未知，会话可能已创建/, /^重发 · 生产环境/],
  ] as const)('shows where it goes and what its id did, and sends only when told to, in %s', async (locale, live, repeated, send) => {
    const { page, press, click, replays, exchange } = await mountReuse(OF_MINE, { locale, uses: used })
    await press('Enter')
    const dialog = page.find('dialog')
    expect(dialog.text()).toContain(live)
    expect(dialog.text()).toContain(MINE.gatewayUrl)
    expect(dialog.text()).toMatch(repeated)
    expect([dialog.find('.differences').exists(), replays().length]).toEqual([false, 0])
    await click(send)
    expect(replays()).toEqual([])
    await dialog.get('.environment-name input').setValue('生产环境')
    await click(send)
    expect(replays()).toEqual([{ exchangeId: exchange.id, profileId: null, toldUses: 2, typedEnvironment: '生产环境' }])
    expect(page.find('dialog').exists()).toBe(false)
    expect(useExchangesStore().selected?.parentId).toBe(exchange.id)
  })

  it('shows what is different now before it goes with another profile', async () => {
    const { page, press, click, replays, exchange } = await mountReuse({ ...OF_MINE, appKey: 'key-2', imported: true })
    await press('Enter')
    const rows = () => page.findAll('.differences tbody tr').map((row) => row.text())
    expect(rows().join()).toMatch(/environment.*Production.*Local.*gateway.*app_key.*key-2.*local-app/)
    await page.find('select').setValue('mine')
    await flushPromises()
    expect(rows().join()).toMatch(/^app_key\s*key-2\s*key-1$/)
    await page.get('.environment-name input').setValue('production')
    await page.get('.environment-name input').trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(replays()).toEqual([{ exchangeId: exchange.id, profileId: 'mine', toldUses: 0, typedEnvironment: 'production' }])
  })

  it.each([
    ['a masked value', { request: { ...requestOf('x'), masked: ['ly_create_session_dto'] } }, 'took the place of ly_create_session_dto'],
    ['an unknown operation', { operation: 'a.b.c' }, 'not in the catalog'],
  ] as const)('says why %s cannot be replayed', async (_, changes, words) => {
    const { page, press } = await mountReuse({ ...changes, request: 'request' in changes ? { ...changes.request, masked: [...changes.request.masked] } : requestOf('x') })
    await press('Enter')
    expect(page.find('dialog [role=alert]').text()).toContain(words)
    expect(page.findAll('dialog footer button').at(-1)?.attributes('disabled')).toBeDefined()
  })

  it('stays open with what main refused, and asks for the uses anew', async () => {
    const { page, bridge, press, click } = await mountReuse({}, { uses: used })
    const { AppError } = await import('@shared/errors')
    bridge.answer('exchange.replay', async () => {
      throw new AppError('replay.used-again', { count: '3' })
    })
    await press('Enter')
    bridge.answer('history.uses', async () => ({ ...used, count: 3 }))
    await click('Replay')
    await page.findAll('dialog footer button').at(-1)?.trigger('click')
    await flushPromises()
    expect(page.find('dialog').text()).toContain('has just been sent again')
    expect(page.find('dialog').text()).toContain('3 times')
  })

  it('does not open from a dialog that is open already', async () => {
    const { page } = await mountReuse()
    const dialog = document.createElement('dialog')
    document.body.append(dialog)
    dialog.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, shiftKey: true, bubbles: true }))
    await flushPromises()
    expect(page.find('dialog').exists()).toBe(false)
    dialog.remove()
  })
})

describe('what repeats what', () => {
  const repeats = ['a', 'b', 'c', 'd', 'e'].map((id, index) => anExchange({ id, parentId: 'exchange-1', startedAt: Date.UTC(2026, 10, 22, 9, 0, 10 - index) }))

  it.each([
    ['en', 'Repeated 5 times', 'and 2 earlier ones'],
    ['zh-CN', '重发过 5 次', '另有更早的 2 次'],
  ] as const)('is listed with the way there, also where the list has not been loaded, in %s', async (locale, counted, more) => {
    const { page, click } = await mountReuse({}, { locale, others: repeats })
    expect(page.find('.repeats').text()).toContain(counted)
    expect(page.findAll('.by button')).toHaveLength(4)
    await click(more)
    expect(page.findAll('.by button')).toHaveLength(5)
    await page.findAll('.by button').at(-1)?.trigger('click')
    await flushPromises()
    expect(useExchangesStore().selected?.id).toBe('e')
    await page.find('.repeats button').trigger('click')
    await flushPromises()
    expect(useExchangesStore().selected?.id).toBe('exchange-1')
  })

  it('is said of an original that is gone too', async () => {
    const { page } = await mountReuse({ parentId: 'gone' })
    expect(page.find('.repeats').text()).toBe('Repeats an exchange that is no longer in the history')
  })

  it('comes when a repeat is sent', async () => {
    const { page, exchange } = await mountReuse()
    expect(page.find('.repeats').exists()).toBe(false)
    await useExchangesStore().replay({ exchangeId: exchange.id, profileId: null, toldUses: 0 })
    await useExchangesStore().select(exchange.id)
    await flushPromises()
    expect(page.find('.repeats').text()).toContain('Repeated once')
  })
})
