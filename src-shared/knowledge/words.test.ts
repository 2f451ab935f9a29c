import { describe, expect, it } from 'vitest'
import { FACT_LABELS, FIXER_LABELS, WAITING_LABELS } from './explanation'
import { FAILURE_MEANINGS, LOOK_UP_FIRST, MAY_HAVE_ACTED, NOTHING_LEFT, UNKNOWN_RESULT } from './failures'
import { summaryWords } from './summary-words'
import { WEB_PAGE_MEANINGS, statusMeaning } from './web-page-meanings'

/** Every pair of texts below a value, with the way to it. */
function textsIn(node: unknown, path = ''): { path: string; zh: string; en: string }[] {
  if (typeof node !== 'object' || node === null) return []
  if ('zh' in node && 'en' in node) return [{ path, zh: String(node.zh), en: String(node.en) }]
  return Object.entries(node).flatMap(([key, value]) => textsIn(value, `${path}.${key}`))
}

const all = {
  FACT_LABELS,
  FIXER_LABELS,
  WAITING_LABELS,
  FAILURE_MEANINGS,
  WEB_PAGE_MEANINGS,
  statuses: [407, 429].map(statusMeaning),
  effects: [LOOK_UP_FIRST, MAY_HAVE_ACTED, NOTHING_LEFT, UNKNOWN_RESULT],
  summary: { ...summaryWords, tooLong: summaryWords.tooLong(7) },
}

describe('the words of the knowledge', () => {
  it('are there in both languages, each with its own punctuation', () => {
    for (const { path, zh, en } of textsIn(all)) {
      expect(zh, path).not.toBe('')
      expect(en, path).not.toMatch(/[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/)
      expect(zh, path).not.toMatch(/[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]/)
    }
  })

  it('are translated, but for names of the wire and signs', () => {
    const same = textsIn(all).filter(({ zh, en }) => zh === en && !/^[a-z_]+$|^\W+$/.test(en))
    expect(same).toEqual([])
  })
})
