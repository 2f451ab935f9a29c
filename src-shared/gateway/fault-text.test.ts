import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findFault, parseFault, printFault, syntaxOf, valueOf, type Fault } from './fault-text'
import type { FaultPart } from './fault-types'
import { FAULTS } from './faults'

describe('parseFault', () => {
  it.each([
    ['delay:1500', 'delay', ['1500']],
    ['delay:600000', 'delay', ['600000']],
    ['truncated', 'truncated', ['length']],
    ['truncated:chunked', 'truncated', ['chunked']],
    ['large-body', 'large-body', ['50']],
    ['reject', 'reject', ['400001']],
    ['clock:-700', 'clock', ['-700']],
    ['empty-body', 'empty-body', []],
    ['refuse:7', 'refuse', ['7', '', '']],
    ['refuse:7:accesscontrol.limited-by-app-access-count', 'refuse', ['7', 'accesscontrol.limited-by-app-access-count', '']],
    ['refuse:15:isv.missing-parameter%3Asid:see: page 100%25', 'refuse', ['15', 'isv.missing-parameter:sid', 'see: page 100%25']],
    ['refuse:15::only words', 'refuse', ['15', '', 'only words']],
  ])('reads %s', (text, name, values) => {
    expect(parseFault(text)).toEqual({ name, values })
  })

  it.each([
    '', 'delay', 'delay:', 'delay:-1', 'delay:1.5', 'delay:1e3', 'delay:600001', 'delay:1:2', 'drop:1', 'constructor:1', '__proto__',
    'Delay:1', ' delay:1', 'refuse', 'refuse::x', 'refuse:abc', 'refuse:7:a b', 'refuse:7:a:\u0000', 'reject:a b', 'truncated:half', 'empty-body:1',
    'http-status:200', 'http-status:600', 'large-body:0', 'large-body:301', 'clock:', `refuse:7:a:${'x'.repeat(2_000)}`,
  ])('refuses "%s"', (text) => {
    expect(parseFault(text)).toBeNull()
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseFault(text)))
  })
})

const partValue = (part: FaultPart): fc.Arbitrary<string> => {
  if (part.kind === 'number') return fc.integer({ min: part.min, max: part.max }).map(String)
  if (part.kind === 'choice') return fc.constantFrom(...part.options.map(({ value }) => value))
  const texts = fc.string({ unit: fc.constantFrom('7', ':', '%', '%3A', 'a', '.', '会', '%25'), minLength: 1, maxLength: 12 })
  return (part.initial === undefined ? texts : fc.option(texts, { nil: part.initial })).filter((text) => valueOf(part, text) === text)
}

const anyFault: fc.Arbitrary<Fault> = fc
  .constantFrom(...FAULTS)
  .chain(({ name, parts }) => fc.tuple(...parts.map(partValue)).map((values) => ({ name, values })))

describe('printFault', () => {
  it('writes what parseFault reads', () => {
    fc.assert(
      fc.property(anyFault, (fault) => {
        expect(parseFault(printFault(fault))).toEqual(fault)
      }),
    )
  })

  it('leaves out what is empty at the end', () => {
    expect(printFault({ name: 'refuse', values: ['7', '', ''] })).toBe('refuse:7')
  })
})

describe('syntaxOf', () => {
  it.each([
    ['refuse', 'refuse:CODE[:SUB_CODE[:SUB_MSG]]'],
    ['delay', 'delay:MS'],
    ['large-body', 'large-body[:MB]'],
    ['truncated', 'truncated[:length|chunked]'],
    ['empty-body', 'empty-body'],
  ])('of %s is %s', (name, syntax) => {
    const fault = findFault(name)
    expect(fault === null ? null : syntaxOf(fault)).toBe(syntax)
  })
})

describe('the table of faults', () => {
  it('has each name once', () => {
    expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length)
  })

  it('is worded in both languages, in Chinese with full-width punctuation', () => {
    const words = FAULTS.flatMap(({ effect, parts }) => [
      effect,
      ...parts.flatMap((part) => [part.label, ...(part.kind === 'choice' ? part.options.map(({ label }) => label) : [])]),
    ])
    for (const { zh, en } of words) {
      expect(en).not.toMatch(/[\u4e00-\u9fff]/)
      expect(en).not.toBe('')
      expect(zh).not.toBe('')
      expect(zh).not.toMatch(/[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]/)
    }
  })
})
