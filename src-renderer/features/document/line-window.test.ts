import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChangeSet, Text } from '@codemirror/state'
import type { DocumentLine } from '@shared/exchange/document/document-contract'
import { FoldMap } from './fold-map'
import { changesBetween, textOf } from './line-changes'
import { LineWindow, type LineRange, type WindowLine } from './line-window'

const lineOf = (number: number, text = `line ${number}`): DocumentLine => ({
  text,
  row: number,
  origin: number,
  lastLine: number,
  cutFrom: null,
  continues: false,
  annotation: null,
})
const windowLine = (number: number, text?: string): WindowLine => ({ ...lineOf(number, text), number, isFolded: false })

function aWindow(lineCount: number, text?: string) {
  const asked: (readonly LineRange[])[] = []
  const shown: (readonly WindowLine[])[] = []
  const window = new LineWindow({
    lineCount,
    fetchLines: async (ranges) => {
      asked.push(ranges)
      return ranges.flatMap(({ from, count }) => Array.from({ length: count }, (_, index) => lineOf(from + index, text)))
    },
    onChange: (lines) => shown.push(lines),
  })
  return { window, asked, shown, numbers: () => window.lines.map(({ number }) => number) }
}

describe('a fold map', () => {
  // A line folds to one last line: no document folds the same line in two ways.
  const folds = fc.uniqueArray(fc.tuple(fc.nat(99), fc.nat(30)).map(([line, length]) => ({ line, lastLine: Math.min(99, line + length) })), {
    selector: ({ line }) => line,
    maxLength: 8,
  })

  it('shows exactly the lines no fold hides, in order', () => {
    fc.assert(
      fc.property(folds, (given) => {
        // Folds of a document are nested or apart; of two that cross, the later begins inside the former.
        const nested = given.filter((one) => given.every((other) => one.line <= other.line || one.line > other.lastLine || one.lastLine <= other.lastLine))
        const map = new FoldMap(100, nested)
        const last = new Map(nested.map((fold) => [fold.line, fold.lastLine]))
        const shown: number[] = []
        for (let line = 0; line < 100; line = (last.get(line) ?? line) + 1) shown.push(line)
        expect(Array.from({ length: map.shownCount }, (_, index) => map.lineAt(index))).toEqual(shown)
        expect(shown.map((line) => map.indexOf(line))).toEqual(shown.map((_, index) => index))
      }),
    )
  })

  it('finds a hidden line where it is folded into, and reveals it through all folds around it', () => {
    const map = new FoldMap(100, [{ line: 10, lastLine: 50 }, { line: 20, lastLine: 30 }, { line: 60, lastLine: 70 }])
    expect([map.indexOf(25), map.indexOf(65)]).toEqual([10, 20])
    const revealed = map.revealing(25)
    expect([revealed.isFolded(10), revealed.isFolded(20), revealed.isFolded(60)]).toEqual([false, false, true])
    expect(revealed.lineAt(revealed.indexOf(25))).toBe(25)
  })
})

describe('a line window', () => {
  it('draws first lines first, then loads a short document whole', async () => {
    const { window, shown } = aWindow(1_800)
    await window.showAround(0, 40)
    expect(shown.map(({ length }) => length)).toEqual([200, 1_800])
    expect(window.isWhole).toBe(true)
  })

  it('keeps a window of a long document that follows what is visible and asks for nothing twice', async () => {
    const { window, asked, numbers } = aWindow(1_000_000)
    await window.showAround(0, 40)
    expect(numbers()).toHaveLength(1_200)
    await window.showAround(1_000, 1_040)
    expect([numbers()[0], numbers().at(-1)]).toEqual([420, 1_619])
    expect(asked.at(-1)).toEqual([{ from: 1_200, count: 420 }])
    await window.showAround(1_050, 1_090)
    expect(asked).toHaveLength(3)
    await window.showAround(999_999)
    expect(numbers().at(-1)).toBe(999_999)
  })

  it('holds fewer lines when they are very long', async () => {
    const { window } = aWindow(1_900, 'x'.repeat(5_000))
    await window.showAround(0, 40)
    expect(window.lines).toHaveLength(200)
  })

  it('hides a million lines with one fold and asks only for those around', async () => {
    const { window, asked, numbers } = aWindow(1_000_100)
    await window.showAround(0, 40)
    await window.setFolds((folds) => folds.with([{ line: 5, lastLine: 1_000_005 }]))
    expect(numbers().slice(4, 8)).toEqual([4, 5, 1_000_006, 1_000_007])
    expect(window.lines[5]?.isFolded).toBe(true)
    expect(asked.at(-1)).toEqual([{ from: 1_000_006, count: 94 }])
    await window.setFolds((folds) => folds.without(5))
    expect(numbers().slice(4, 8)).toEqual([4, 5, 6, 7])
  })

  it('follows the last wish when several come while lines are on their way', async () => {
    const { window, numbers } = aWindow(1_000_000)
    await Promise.all([window.showAround(0), window.showAround(500_000), window.showAround(900_000)])
    expect(numbers()).toContain(900_000)
  })

  it('draws the lines at a far place first, then those around', async () => {
    const { window, shown } = aWindow(1_000_000)
    await window.showAround(0, 40)
    shown.length = 0
    await window.showAround(500_000, 500_040)
    expect(shown.map((lines) => [lines.length, lines.some(({ number }) => number === 500_000)])).toEqual([
      [200, true],
      [1_200, true],
    ])
  })

  it('gives up, and says so, when main gives fewer lines than there are', async () => {
    const window = new LineWindow({ lineCount: 10, fetchLines: async () => [], onChange: () => {} })
    await expect(window.showAround(0)).rejects.toThrow('10 lines')
  })

  it('tells nothing more once it is closed', async () => {
    const { window, shown } = aWindow(10)
    const loading = window.showAround(0)
    window.close()
    await loading
    expect(shown).toEqual([])
  })
})

describe('changesBetween', () => {
  const lines = fc.uniqueArray(fc.nat(60), { maxLength: 40 }).map((numbers) => numbers.sort((left, right) => left - right).map((number) => windowLine(number, 'x'.repeat(number % 4))))

  it('turns the text of one window into that of another', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const text = textOf(before)
        const changed = ChangeSet.of(changesBetween(before, after), text.length).apply(text)
        expect(changed.toString()).toBe(textOf(after).toString())
      }),
    )
  })

  it('leaves lines that are in both alone', () => {
    const changes = ChangeSet.of(changesBetween([2, 3, 4].map((one) => windowLine(one)), [1, 2, 3].map((one) => windowLine(one))), Text.of(['line 2', 'line 3', 'line 4']).length)
    expect(changes.mapPos(0, 1)).toBe('line 1\n'.length)
    expect(changes.touchesRange(1, 8)).toBe(false)
  })
})
