import { describe, expect, it } from 'vitest'
import { BATCH_ROW_PROBLEMS } from '@shared/batch/batch-contract'
import { SHORTCUT_PROBLEMS } from '@shared/commands/assignments'
import { ERROR_CODES } from '@shared/errors'
import { CONVERSION_NOTES } from '@shared/exchange/convert/notes'
import { GATEWAY_URL_PROBLEMS } from '@shared/protocol/gateway-url'
import { PASTED_FATES, PASTED_SHAPES, PASTE_NOTES, PASTE_PROBLEMS } from '@shared/import/pasted-request'
import { REQUEST_TEXT_NOTES, REQUEST_TEXT_PROBLEMS, REQUEST_TEXT_SHAPES } from '@shared/import/request-text'
import { SECRET_PROBLEMS } from '@shared/profile/profile'
import { TEMPLATE_FILE_PROBLEMS } from '@shared/template/template-contract'
import { VARIABLE_NAME_PROBLEMS } from '@shared/variables/names'
import { VARIABLE_PROBLEMS } from '@shared/variables/variables'
import { createTranslator, messages } from './index'

/** Words that are the same in both languages because they are names of the wire or of a technique. */
const SAME_IN_BOTH = /^[A-Z0-9_ .:/+-]*$|^(?:[a-z_]+(?:_[a-z]+)+|\{\w+\}|App (?:Key|Secret)|DTO JSON|gzip|md5|hmac(?:-sha256)?|Raw|sign)$/i

function leaves(node: unknown, path = ''): [string, string][] {
  if (typeof node === 'string') return [[path, node]]
  return Object.entries(node as Record<string, unknown>).flatMap(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`))
}

const zh = new Map(leaves(messages['zh-CN']))
const en = new Map(leaves(messages.en))

describe('the messages', () => {
  it('have the same keys in both languages', () => {
    expect([...en.keys()].sort()).toEqual([...zh.keys()].sort())
  })

  it('are nowhere empty', () => {
    for (const [key, text] of [...zh, ...en]) expect(text.trim(), key).not.toBe('')
  })

  it('are translated, but for technical names', () => {
    const same = [...zh].filter(([key, text]) => en.get(key) === text && !SAME_IN_BOTH.test(text))
    expect(same).toEqual([])
  })

  it('take the same values in both languages', () => {
    const values = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort()
    for (const [key, text] of zh) expect(values(en.get(key) ?? ''), key).toEqual(values(text))
  })

  it('use full-width punctuation between Chinese characters', () => {
    for (const [key, text] of zh) expect(text, key).not.toMatch(/[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]/)
  })

  it('can all be compiled', () => {
    for (const locale of ['zh-CN', 'en'] as const) {
      const { t } = createTranslator(locale).global
      for (const key of zh.keys()) expect(t(key, { count: 2 }, 2), key).not.toBe(key)
    }
  })

  it.each(['zh-CN', 'en'] as const)('word every code in %s', (locale) => {
    const { te } = createTranslator(locale).global
    const keys = [
      ...ERROR_CODES.flatMap((code) => [`errors.code.${code}.title`, `errors.code.${code}.next`]),
      ...[...SECRET_PROBLEMS, ...GATEWAY_URL_PROBLEMS].map((problem) => `errors.problems.${problem}`),
      ...VARIABLE_NAME_PROBLEMS.map((problem) => `errors.problems.${problem}`),
      ...VARIABLE_PROBLEMS.map((problem) => `fields.problems.variable-${problem}`),
      ...TEMPLATE_FILE_PROBLEMS.map((problem) => `templates.problems.${problem}`),
      ...BATCH_ROW_PROBLEMS.map((problem) => `batch.problems.${problem}`),
      ...SHORTCUT_PROBLEMS.map((problem) => `commands.keys.problems.${problem}`),
      ...CONVERSION_NOTES.map((note) => `document.notes.${note}`),
      ...REQUEST_TEXT_NOTES.map((note) => `signature.notes.${note}`),
      ...REQUEST_TEXT_PROBLEMS.map((problem) => `signature.problems.${problem}`),
      ...REQUEST_TEXT_SHAPES.map((shape) => `signature.shapes.${shape}`),
      ...PASTE_NOTES.map((note) => `pasteNotes.notes.${note}`),
      ...PASTE_PROBLEMS.map((problem) => `pasteNotes.problems.${problem}`),
      ...PASTED_SHAPES.map((shape) => `pasteNotes.shapes.${shape}`),
      ...PASTED_FATES.map((fate) => `pasteNotes.fates.${fate}`),
    ]
    expect(keys.filter((key) => !te(key, locale))).toEqual([])
  })
})
