import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '../catalog/lippi-session-create'
import { leavesOf } from '../descriptor/paths'
import { corpusCases, resultRows } from './corpus/corpus'
import { readPasted } from './read-pasted'

const FOLDER = `${import.meta.dirname}/corpus`
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'))
const all = FILES.flatMap((file) => corpusCases(readFileSync(`${FOLDER}/${file}`, 'utf8')).map((one) => ({ ...one, file })))

describe.each(FILES)('%s', (file) => {
  it.each(all.filter((one) => one.file === file))('$name', ({ text, expected }) => {
    expect(resultRows(readPasted(text, operation))).toEqual(expected)
  })
})

it('has every kind of paste the console promises to read', () => {
  const shapes = new Set(all.map(({ text }) => readPasted(text, operation)).map((result) => (result.ok ? result.shape : 'none')))
  expect(all.length).toBeGreaterThanOrEqual(150)
  expect([...shapes].sort()).toEqual(['cpp', 'curl', 'dotnet', 'dto-json', 'fetch', 'form', 'har', 'http', 'java', 'json', 'lines', 'nodejs', 'none', 'own-exchange', 'php', 'powershell', 'python', 'url', 'xml'])
})

it.each(all)('keeps the secrets of $file, $name to itself', ({ text }) => {
  const result = readPasted(text, operation)
  // Every session token, cookie and password of the corpus has S3CRET in it; only what was signed keeps a token.
  expect(JSON.stringify(result)).not.toContain('APPS3CRET')
  expect(JSON.stringify({ ...result, parameters: [] })).not.toContain('S3CRET')
})

it.each(all)('says of $file, $name for each value it fills in that it is mapped', ({ text }) => {
  const result = readPasted(text, operation)
  if (!result.ok) return
  const mapped = Object.fromEntries(result.items.filter(({ fate }) => fate === 'mapped').map(({ name, value }) => [name, value]))
  expect(mapped).toEqual(result.reading.values)
  const paths = leavesOf(operation.request).map(({ path }) => path)
  for (const path of Object.keys(result.reading.values)) expect(paths).toContain(path)
})
