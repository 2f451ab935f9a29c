import { describe, expect, it } from 'vitest'
import type { ShownComparison, ShownDifference } from './compare-contract'
import { comparisonMarkdown, type ComparisonMarkdownInput } from './comparison-markdown'

function aSide(text: string, path: string, changes: Partial<NonNullable<ShownDifference['left']>> = {}): NonNullable<ShownDifference['left']> {
  return { path, text, from: 0, length: text.length, line: 0, ...changes }
}

function aDifference(name: string, left: string | null, right: string | null, changes: Partial<ShownDifference> = {}): ShownDifference {
  const path = `$.${name}`
  return {
    kind: left === null ? 'added' : right === null ? 'removed' : 'changed',
    name,
    isContainer: false,
    note: null,
    pattern: path,
    label: null,
    left: left === null ? null : aSide(left, path),
    right: right === null ? null : aSide(right, path),
    ...changes,
  }
}

type Found = Exclude<ShownComparison, { kind: 'none' }>

function aComparison(differences: ShownDifference[], changes: Partial<Found> = {}): ShownComparison {
  const side = { origin: 'sent', text: null, ignoredLines: [], reason: null } as const
  return { kind: 'structural', format: 'json', left: side, right: side, differences, total: differences.length, ignored: [{ pattern: 'sign', count: 1 }], isStopped: false, ...changes } as ShownComparison
}

function markdown(comparison: ShownComparison, changes: Partial<ComparisonMarkdownInput> = {}): string {
  return comparisonMarkdown({
    half: 'request',
    left: '16:02 · s-1',
    right: '16:03 · s-2',
    facts: [{ label: 'msg', left: 'Invalid app 12345678 | key', right: null }],
    comparison,
    language: 'en',
    appKeys: ['12345678'],
    ...changes,
  })
}

describe('a comparison as Markdown', () => {
  it('has the facts and every difference as tables', () => {
    expect(markdown(aComparison([aDifference('source.sid', '"s-1"', '"s-2"'), aDifference('n', '1.10', '1.1', { note: 'same-number' }), aDifference('x', null, 'true')]))).toBe(
      [
        '## Comparison · request',
        '',
        '- A: `16:02 · s-1`',
        '- B: `16:03 · s-2`',
        '',
        '### Facts',
        '',
        '| Fact | A | B |',
        '| --- | --- | --- |',
        '| msg | `Invalid app 12***78 \\| key` | — |',
        '',
        '### Differences',
        '',
        '3 differences, 1 ignored.',
        'Left: as sent. Right: as sent.',
        'Ignored: `sign` ×1',
        '',
        '| Kind | Path | A | B |',
        '| --- | --- | --- | --- |',
        '| changed | `$.source.sid` | `s-1` | `s-2` |',
        '| changed (same number, written differently) | `$.n` | `1.10` | `1.1` |',
        '| added | `$.x` | — | `true` |',
        '',
        '_Masked: session token, the middle of app keys, most of signatures, nick and avatar, and whatever cannot be told apart by field; free text is cut to 20 characters. Ids of customer and session are kept, to look them up._',
        '',
      ].join('\n'),
    )
  })

  it.each<[string, ShownDifference]>([
    ['a nick', aDifference('nick', '"Zhang San"', '"Li Si"')],
    ['an avatar', aDifference('avatar', '"Zhang San.png"', null)],
    ['a session token', aDifference('session', '"Zhang San"', '"x"')],
    ['a nick inside an added object', aDifference('user', null, '{\n  "id": 7,\n  "nick": "Zhang San"\n}', { isContainer: true })],
    ['a nick in a text that is JSON', aDifference('extra', '"{\\"nick\\":\\"Zhang San\\"}"', null)],
    ['markup', aDifference('user', '<user><nick>Zhang San</nick></user>', null, { isContainer: true })],
    ['an object that was cut', aDifference('user', null, null, { isContainer: true, left: aSide('{"nick": "Zhang San"', '$.user', { length: 9_000 }) })],
    ['free text behind its beginning', aDifference('summary', '"0123456789 0123456789 Zhang San"', '"x"')],
  ])('masks %s', (_, difference) => {
    expect(markdown(aComparison([difference]))).not.toContain('Zhang')
  })

  it('shows of a signature its beginning, of an app key its ends, and ids whole', () => {
    const text = markdown(aComparison([aDifference('sign', '"A1B2C3D4E5F6A7B8"', '"x"'), aDifference('app_key', '"87654321"', '"x"'), aDifference('sid', '"会话-1"', '"x"')]))
    expect(text).toContain('`A1B2C3D4…`')
    expect(text).toContain('`87***21`')
    expect(text).toContain('`会话-1`')
  })

  it('shows nothing of lines, since nobody can tell what they hold', () => {
    const line = aDifference('', 'nick: Zhang San', 'nick: Li Si', { left: aSide('nick: Zhang San', '12'), right: aSide('nick: Li Si', '12') })
    const text = markdown(aComparison([line], { kind: 'text' }))
    expect(text).toContain('| changed | line 12 | `***` | `***` |')
    expect(text).not.toMatch(/Zhang|Li Si/)
  })

  it('says what is not in it', () => {
    const text = markdown(aComparison([aDifference('a', '1', '2')], { total: 5_000, isStopped: true }), { language: 'zh' })
    expect(text).toContain('5000 处差异，另有 1 处已忽略。')
    expect(text).toContain('只列出前 1 处。')
    expect(text).toContain('对比没有做完')
    expect(markdown({ kind: 'none', left: 'empty', right: null })).toContain('They could not be compared.')
  })

  it('keeps every value inside its cell', () => {
    const text = markdown(aComparison([aDifference('a', '"x | y\\n` z"', '""')]))
    const row = text.split('\n').find((line) => line.startsWith('| changed'))
    expect(row).toBe('| changed | `$.a` | ``x \\| y⏎` z`` | (empty) |')
  })
})
