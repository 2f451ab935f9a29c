import { enableAutoUnmount, flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Locale } from '@shared/settings'
import { putCursorInto, keepSelectionQuiet } from '../../testing/editor-in-page'
import { createFakeBridge } from '../../testing/fake-bridge'
import { aField, type FakeDocuments } from '../../testing/fake-documents'
import { mountInPage } from '../../testing/mount-in-page'
import ExchangeHalf from './ExchangeHalf.vue'

enableAutoUnmount(afterEach)
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const end = keepSelectionQuiet()
  return () => {
    end()
    vi.useRealTimers()
  }
})

const JSON_TEXT = `{
  "result": {
    "success": true,
    "org_id": 9007199254740993,
    "rate": 1.10
  },
  "request_id": "zzp"
}`
const XML_TEXT = `<answer>
  <result>
    <success>true</success>
    <org_id>9007199254740993</org_id>
    <rate>1.10</rate>
  </result>
  <request_id>zzp</request_id>
</answer>`
const DOCUMENTS: FakeDocuments = {
  'response JSON': { text: JSON_TEXT, annotations: { 2: { kind: 'meaning', zh: '成功', en: 'it worked' }, 3: { kind: 'time', epochMs: '1795334530000' } } },
  // The fake counts nodes by their names, and in XML the outermost has one too.
  'response XML': { text: XML_TEXT.replace('<answer>', '').trimStart(), origin: 'converted' },
  'response Table': { text: '' },
  'response Raw': { text: 'HTTP/1.1 200 OK\n\nfirst\nsecond', continues: [3] },
  fields: [
    aField({ row: 1, name: 'result', value: null, origin: 0, label: { zh: '结果', en: 'the result' } }),
    aField({ row: 2, name: 'success', value: 'true', origin: 1, depth: 1 }),
    aField({ row: 3, name: 'extra', value: '00012', origin: 7, depth: 1, label: null }),
  ],
}

async function mountHalf({ view = 'JSON', documents = {}, locale = 'en' }: { view?: string; documents?: FakeDocuments; locale?: Locale } = {}) {
  const bridge = createFakeBridge({ documents: { ...DOCUMENTS, ...documents } })
  const props = { half: 'response', info: '200 OK', initialView: view, exchangeId: 'e1', operation: 'op', nothing: null }
  const half = mountInPage(ExchangeHalf, { bridge, locale, props })
  await settle()
  const asked = (method: string) => bridge.calls.filter((call) => call.method === method).map(({ request }) => request)
  return { half, bridge, asked }
}

async function settle(): Promise<void> {
  await flushPromises()
  await vi.advanceTimersByTimeAsync(1_000)
  await flushPromises()
}

const button = (half: VueWrapper, name: string) => half.find(`button[aria-label="${name}"]`)
const lines = (half: VueWrapper): string[] => half.findAll('.cm-line').map((line) => line.text())
const marked = (half: VueWrapper, kind: string): string[] => half.findAll(kind).map((one) => one.text())

async function chooseTab(half: VueWrapper, name: string): Promise<void> {
  await half.findAll('[role=tab]').find((tab) => tab.text() === name)?.trigger('click')
  await settle()
}

async function press(half: VueWrapper, key: string, code: number, more: object = {}): Promise<void> {
  await half.find('.cm-content').trigger('keydown', { key, keyCode: code, ...more })
  await settle()
}

async function choose(half: VueWrapper, line: number, editor = 0): Promise<void> {
  putCursorInto(half.findAll('.cm-editor')[editor]?.element as Element, line)
  await settle()
}

const FOLD = ['[', 219, { ctrlKey: true, shiftKey: true }] as const
const FOLD_LEVEL = ['[', 219, { ctrlKey: true, altKey: true }] as const
const UNFOLD_ALL = [']', 221, { ctrlKey: true, altKey: true }] as const

describe('a view', () => {
  it('shows every line with its number, coloured, the digits as they came', async () => {
    const { half } = await mountHalf()
    expect(lines(half)[3]).toContain('"org_id": 9007199254740993,')
    expect(marked(half, '.cm-number')).toEqual(['9007199254740993', '1.10'])
    expect(marked(half, '.cm-lineNumbers .cm-gutterElement').slice(1, 4)).toEqual(['1', '2', '3'])
  })

  it.each([
    ['en', 'it worked', 'GMT+8'],
    ['zh-CN', '成功', 'GMT+8'],
  ] as const)('writes meanings and moments beside the values in %s', async (locale, meaning, zone) => {
    const { half } = await mountHalf({ locale })
    const [first, second] = marked(half, '.cm-annotation')
    expect(first).toBe(meaning)
    expect(second).toContain('2026-11-22 16:02:10.000')
    expect(second).toContain(zone)
  })

  it('gives no number to a line that continues the one before', async () => {
    const { half } = await mountHalf({ view: 'Raw' })
    expect(marked(half, '.cm-lineNumbers .cm-gutterElement').slice(1)).toEqual(['1', '2', '3'])
  })

  it('says how long a line is that was cut, and copies all of it', async () => {
    const text = `{\n  "data": "${'x'.repeat(5_998)}"\n}`
    const { half, asked } = await mountHalf({ documents: { 'response JSON': { text } } })
    expect(half.find('.cm-cut').text()).toBe('… 6,010 characters')
    await half.find('.cm-cut').trigger('click')
    expect(asked('document.copy')).toEqual([expect.objectContaining({ what: 'node', row: 1 })])
  })

  it('copies and saves the whole view through main', async () => {
    const { half, asked } = await mountHalf()
    await button(half, 'Copy Response JSON').trigger('click')
    expect(asked('document.copy')).toEqual([expect.objectContaining({ view: 'JSON', what: 'view', row: null })])
    for (const item of half.findAll('[role=menuitem]')) await item.trigger('click')
    expect(asked('document.save').map((request) => (request as { what: string }).what)).toEqual(['view', 'body'])
  })
})

describe('folding', () => {
  it('folds a node, says how much is hidden, and unfolds it by its chip', async () => {
    const { half } = await mountHalf()
    await choose(half, 1)
    await press(half, ...FOLD)
    expect(lines(half).map((line) => line.trim())).toEqual(['{', '"result": {… }', '"request_id": "zzp"', '}'])
    expect(half.find('.cm-foldPlaceholder').attributes('title')).toContain('4 lines')
    expect(marked(half, '.cm-lineNumbers .cm-gutterElement').slice(1)).toEqual(['1', '2', '7', '8'])
    await half.find('.cm-foldPlaceholder').trigger('click')
    await settle()
    expect(lines(half)).toHaveLength(8)
  })

  it('folds all nodes of a level and unfolds everything', async () => {
    const text = '[\n  {\n    "a": 1\n  },\n  {\n    "b": 2\n  }\n]'
    const { half } = await mountHalf({ documents: { 'response JSON': { text } } })
    await choose(half, 4)
    await press(half, ...FOLD_LEVEL)
    expect(lines(half)).toHaveLength(4)
    await press(half, ...UNFOLD_ALL)
    expect(lines(half)).toHaveLength(8)
  })
})

describe('searching', () => {
  it.each([
    ['en', 'Find', '1 of 2', '2 of 2'],
    ['zh-CN', '查找', '第 1 处，共 2 处', '第 2 处，共 2 处'],
  ] as const)('marks all matches and goes from one to the next and around, in %s', async (locale, find, first, second) => {
    const { half } = await mountHalf({ locale })
    await button(half, find).trigger('click')
    const input = half.find('[role=search] input')
    await input.setValue('RE')
    await settle()
    const count = () => half.find('[role=search] [role=status]').text()
    expect(count()).toBe(first)
    expect(marked(half, '.cm-searchMatch')).toEqual(['re', 're'])
    await input.trigger('keydown', { key: 'Enter' })
    await settle()
    expect(count()).toBe(second)
    await input.trigger('keydown', { key: 'Enter' })
    await settle()
    expect(count()).toBe(first)
    await input.trigger('keydown', { key: 'Enter', shiftKey: true })
    await settle()
    expect(count()).toBe(second)
    await input.trigger('keydown', { key: 'Escape' })
    await settle()
    expect(half.find('[role=search]').exists()).toBe(false)
    expect(marked(half, '.cm-searchMatch')).toEqual([])
  })

  it('unfolds what hides a match', async () => {
    const { half } = await mountHalf()
    await choose(half, 1)
    await press(half, ...FOLD)
    await button(half, 'Find').trigger('click')
    await half.find('[role=search] input').setValue('1.10')
    await settle()
    expect(half.find('.cm-currentMatch').text()).toBe('1.10')
  })

  it('numbers matches beyond those one answer holds', async () => {
    const text = `[\n${Array.from({ length: 2_500 }, (_, index) => `  "item ${index}"`).join(',\n')}\n]`
    const { half } = await mountHalf({ documents: { 'response JSON': { text } } })
    await button(half, 'Find').trigger('click')
    const input = half.find('[role=search] input')
    await input.setValue('item')
    await settle()
    await input.trigger('keydown', { key: 'Enter', shiftKey: true })
    await settle()
    expect(half.find('[role=search] [role=status]').text()).toBe('2,500 of 2,500')
  })
})

describe('filtering', () => {
  it('shows what the expression chooses, with their number, and remembers it for the view', async () => {
    const { half } = await mountHalf()
    await button(half, 'Filter with XPath or JSONPath').trigger('click')
    await settle()
    const input = half.find('input[aria-label="JSONPath filter"]')
    await input.setValue('org_id')
    await input.trigger('keydown', { key: 'Enter' })
    await settle()
    expect(lines(half)).toHaveLength(1)
    expect(half.find('.filter [role=status]').text()).toBe('1 node')
    await chooseTab(half, 'XML')
    expect(lines(half).length).toBeGreaterThan(1)
    await chooseTab(half, 'JSON')
    expect(lines(half)).toHaveLength(1)
    await button(half, 'Clear the filter').trigger('click')
    await settle()
    expect(lines(half)).toHaveLength(8)
  })

  it('says what is wrong with an expression and leaves the view as it is', async () => {
    const { half } = await mountHalf()
    await button(half, 'Filter with XPath or JSONPath').trigger('click')
    await settle()
    await half.find('input[aria-label="JSONPath filter"]').setValue('[')
    await settle()
    expect(half.find('.filter [role=alert]').text()).toContain('filter')
    expect(lines(half)).toHaveLength(8)
  })
})

describe('the chosen node', () => {
  it('is marked, its path is shown, and node and path are copied', async () => {
    const { half, asked } = await mountHalf()
    await choose(half, 3)
    expect(half.find('.cm-chosenLine').text()).toContain('org_id')
    expect(half.find('[data-path]').text()).toBe('$.row[3]')
    await button(half, 'Copy path').trigger('click')
    await button(half, 'Copy node').trigger('click')
    expect(asked('document.copy').map((request) => (request as { what: string; row: number }))).toEqual([
      expect.objectContaining({ what: 'path', row: 3 }),
      expect.objectContaining({ what: 'node', row: 3 }),
    ])
  })

  it('stays chosen in the other views', async () => {
    const { half } = await mountHalf()
    await choose(half, 2)
    await chooseTab(half, 'XML')
    expect(half.find('.cm-chosenLine').text()).toContain('<success>')
    await chooseTab(half, 'Table')
    expect(half.find('.row.chosen').text()).toContain('success')
    await chooseTab(half, 'Raw')
    await chooseTab(half, 'JSON')
    expect(half.find('.cm-chosenLine').text()).toContain('success')
  })

  it('is chosen in both of two views side by side', async () => {
    const { half } = await mountHalf()
    await button(half, 'XML and JSON side by side').trigger('click')
    await settle()
    expect(half.findAll('.document-panel')).toHaveLength(2)
    await choose(half, 3)
    expect(marked(half, '.cm-chosenLine')).toEqual(['<rate>1.10</rate>', '"rate": 1.10'])
    await choose(half, 2, 1)
    expect(marked(half, '.cm-chosenLine')[0]).toBe('<success>true</success>')
  })
})

describe('the table', () => {
  it('lists fields with values and meanings, and marks what is not documented', async () => {
    const { half } = await mountHalf({ view: 'Table' })
    const table = half.find('[role=table]')
    expect(table.attributes('aria-rowcount')).toBe('4')
    expect(half.findAll('[role=table] [role=row]').map((row) => row.text().replaceAll(/\s+/g, ''))).toEqual([
      'fieldvaluemeaning',
      'resulttheresult',
      'successtruelabel',
      'extra00012notdocumented',
    ])
  })

  it('is walked through and chosen from with the keyboard', async () => {
    const { half } = await mountHalf({ view: 'Table' })
    const table = half.find('[role=table]')
    await table.trigger('keydown', { key: 'End' })
    await settle()
    expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('4')
    await table.trigger('keydown', { key: 'Enter' })
    await settle()
    expect(half.find('[data-path]').text()).toBe('$.row[3]')
  })
})

describe('the charset', () => {
  it('is told with how it was found; another one reads the bytes again, for all views, until it is taken back', async () => {
    const { half, asked } = await mountHalf()
    expect(half.find('[data-charset]').attributes('title')).toBe('Charset UTF-8, told by Content-Type.')
    await half.findAll('[role=menuitemradio]').find((item) => item.text() === 'GBK')?.trigger('click')
    await settle()
    expect(asked('document.view').at(-1)).toMatchObject({ charset: 'gbk', view: 'JSON' })
    expect(half.find('[data-charset]').text()).toContain('your choice')
    await chooseTab(half, 'XML')
    expect(asked('document.view').at(-1)).toMatchObject({ charset: 'gbk', view: 'XML' })
    await half.findAll('[role=menuitemradio]')[0]?.trigger('click')
    await settle()
    expect(asked('document.view').at(-1)).toMatchObject({ charset: null })
  })
})

it('copies the view of the exchange that is shown after another one was', async () => {
  const { half, asked } = await mountHalf()
  await half.setProps({ exchangeId: 'e2' })
  await settle()
  await button(half, 'Copy Response JSON').trigger('click')
  expect(asked('document.copy')).toEqual([expect.objectContaining({ exchangeId: 'e2', what: 'view' })])
})
