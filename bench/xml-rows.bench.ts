import { performance } from 'node:perf_hooks'
import { SaxesParser } from 'saxes'
import { expect, it } from 'vitest'
import { loadBundled } from './bundled'

const { layoutXml, readXmlRows } = await loadBundled<typeof import('./xml-entry')>('xml-entry.ts')

const ROUNDS = 5
const SIZE = 20_000_000

const BODIES = {
  'small elements on one line': '<id>12345</id>',
  'Chinese texts of 200 bytes on one line': `<text>${'会话已经结束，客户未评价。'.repeat(5)}</text>`,
  'indented elements': '\n  <item>\n    <sid>1234</sid>\n    <name>会话</name>\n  </item>',
} as const

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

function timed<Result>(times: number[], work: () => Result): Result {
  const start = performance.now()
  const result = work()
  times.push(performance.now() - start)
  return result
}

it.each(Object.entries(BODIES))('rows and lines of 20 MB of %s against bare events of saxes', (name, unit) => {
  const text = `<result>${unit.repeat(Math.floor(SIZE / Buffer.byteLength(unit)))}</result>`
  const bytes = new TextEncoder().encode(text)
  const times = { rows: [] as number[], lines: [] as number[], saxes: [] as number[] }
  for (let round = 0; round < ROUNDS; round += 1) {
    const rows = timed(times.rows, () => readXmlRows(bytes))
    const lines = timed(times.lines, () => layoutXml(rows))
    timed(times.saxes, () => new SaxesParser({ xmlns: false }).write(text).close())
    expect(lines.count).toBeGreaterThan(rows.count)
  }
  const saxes = median(times.saxes)
  for (const part of ['rows', 'lines'] as const) {
    const ms = median(times[part])
    console.log(`${name}: ${part} ${ms.toFixed(0)} ms, saxes ${saxes.toFixed(0)} ms, ratio ${(ms / saxes).toFixed(3)}`)
  }
})
