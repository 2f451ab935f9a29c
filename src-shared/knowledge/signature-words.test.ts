import { describe, expect, it } from 'vitest'
import type { LocalizedText } from '../descriptor/types'
import { SUSPECTS } from './diagnosis'
import { PARAMETER_CHANGES } from './parameter-changes'
import { MISTAKE_IDS } from './signature-mistakes'
import { changeText, mistakeText, suspectText } from './signature-words'

const texts: readonly LocalizedText[] = [
  ...[...MISTAKE_IDS.map(mistakeText), ...PARAMETER_CHANGES.map((kind) => changeText({ parameter: 'sid', kind, detail: '1' }))].flatMap(
    ({ title, why, fix }) => [title, why, fix],
  ),
  ...SUSPECTS.map((id) => suspectText({ id, detail: '1' })),
]

describe('the words about signatures', () => {
  it('are complete in both languages and written in each', () => {
    for (const { zh, en } of texts) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/)
      expect(en).not.toMatch(/[\u4e00-\u9fff]/)
      expect(en).toMatch(/^[\x20-\x7e“”’\ufffd]+$/)
    }
  })

  it('use full-width punctuation between Chinese characters', () => {
    for (const { zh } of texts) expect(zh).not.toMatch(/[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]/)
  })

  it('say each mistake in a way of its own', () => {
    for (const language of ['zh', 'en'] as const) {
      const titles = MISTAKE_IDS.map((id) => mistakeText(id).title[language])
      expect(new Set(titles).size).toBe(titles.length)
    }
  })

  it('leave no placeholder unfilled', () => {
    for (const { zh, en } of texts) expect(zh + en).not.toMatch(/\{\w+\}/)
  })
})
