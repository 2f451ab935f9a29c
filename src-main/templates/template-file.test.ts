import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aTemplateContent } from '@shared/testing/a-template'
import { folderSchema, templateContentSchema } from '@shared/template/template-contract'
import { placeOf, readTemplateFile, templateFilePaths, templateFileText } from './template-file'

const identified = (id: string, changes: Parameters<typeof aTemplateContent>[0] = {}) => ({ id, content: aTemplateContent(changes) })

describe('the file of a template', () => {
  it('is the same text for the same template, whatever order its members came in', () => {
    const values = { b: '2', a: '1', empty: '' }
    const text = templateFileText(identified('id-1', { values, variables: { y: '{{now}}', x: '1' } }))
    expect(text).toBe(templateFileText(identified('id-1', { values: { a: '1', b: '2' }, variables: { x: '1', y: '{{now}}' } })))
    expect(text).toMatch(/^\{\n {2}"kind": "ly-session-console\.template",\n {2}"version": 1,\n {2}"id": "id-1",\n/)
    expect(text.endsWith('}\n')).toBe(true)
    expect(text).not.toMatch(/\r|At"/)
  })

  it('gives back every template', () => {
    const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }).map((text) => text.trim()).filter((text) => text !== '')
    fc.assert(fc.property(name, fc.dictionary(fc.string({ maxLength: 20 }), fc.string({ unit: 'binary', minLength: 1 }), { maxKeys: 5 }), (templateName, values) => {
      const content = templateContentSchema.parse(aTemplateContent({ name: templateName, values, note: 'a\nb' }))
      expect(readTemplateFile(templateFileText({ id: 'x', content }))).toEqual({ id: 'x', content })
      expect(readTemplateFile(`\ufeff${templateFileText({ id: 'x', content }).replaceAll('\n', '\r\n')}`)).toEqual({ id: 'x', content })
    }), { numRuns: 50 })
  })

  it.each([
    ['cut off', 'not-json', '{"kind": '],
    ['nothing', 'not-a-template', 'null'],
    ['of something else', 'not-a-template', '{"name": "package"}'],
    ['of a newer console', 'newer-version', templateFileText(identified('x')).replace('"version": 1', '"version": 2')],
    ['with a number for a text', 'not-a-template', templateFileText(identified('x')).replace('{{sid}}"', '{{sid}}", "n": 1')],
    ['with a secret for a variable', 'variable-name', templateFileText(identified('x', { variables: { token: 'a' } }))],
  ])('is refused with its reason when it is %s', (_, problem, text) => {
    expect(readTemplateFile(text)).toEqual({ problem })
  })
})

describe('the place of a file', () => {
  const pathOf = (changes: Parameters<typeof aTemplateContent>[0]): string | undefined => templateFilePaths([identified('id', changes)]).get('id')

  it.each([
    [{ name: '小程序 建会话', folder: '售后/VIP' }, '售后/VIP/小程序 建会话.json'],
    [{ name: 'a/b\\c:d*e?"<>|' }, 'a_b_c_d_e_____.json'],
    [{ name: 'CON' }, '_CON.json'],
    [{ name: 'x', folder: 'aux/nul.d' }, '_aux/_nul.d/x.json'],
    [{ name: '..x. .' }, '__x___.json'],
  ])('is safe on every system: %j', (changes, path) => {
    expect(pathOf(changes)).toBe(path)
  })

  it('is its own where names differ in nothing but case', () => {
    const paths = templateFilePaths([identified('aaaaaaaa-1', { name: 'Vip' }), identified('bbbbbbbb-2', { name: 'vip' }), identified('c', { name: 'other' })])
    expect([...paths.values()]).toEqual(['Vip~aaaaaaaa.json', 'vip~bbbbbbbb.json', 'other.json'])
    expect(placeOf({ folder: 'é', name: 'Vip' })).toBe(placeOf({ folder: 'e\u0301', name: 'vip' }))
  })

  it('never leaves the folder, whatever the template is called', () => {
    const folders = fc.string({ unit: 'binary', maxLength: 40 }).filter((folder) => folderSchema.safeParse(folder).success)
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), folders, (name, folder) => {
      const parts = (pathOf({ name, folder }) ?? '').split('/')
      for (const part of parts) {
        expect(part).not.toMatch(/^\.|[. ]$|[<>:"\\|?*]|\p{Cc}/u)
        expect(part).not.toBe('')
      }
    }))
  })
})
