import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lippiSessionCreate as operation } from '../catalog/lippi-session-create'
import { exampleValues } from '../descriptor/example'
import { anyText, textOf } from '../testing/arbitraries'
import { findDraftProblems } from './draft-problems'
import { expandDraft } from './expand'
import { findNameProblem } from './names'
import { builtInsReached, isMadeAnew } from './reach'
import { VARIABLE_REFERENCE } from './reference'
import { escapeVariables, escapedValues, holdsVariables, variableParts } from './syntax'
import type { VariableContext } from './variables'

/** 2026-11-23 12:34:56.789 at GMT+8. */
const NOW = 1_795_408_496_789

function aContext(changes: Partial<VariableContext> = {}): VariableContext {
  return { nowMs: NOW, random: () => 0.5, sequence: '42', own: {}, ...changes }
}

function expand(text: string, changes: Partial<VariableContext> = {}) {
  const { values, problems } = expandDraft({ at: text }, aContext(changes))
  return { text: values['at'], problems: problems.map(({ expression, code }) => `${code} ${expression}`) }
}

const becomes = (text: string, changes?: Partial<VariableContext>): string | undefined => expand(text, changes).text
const braces = textOf('{}\\ ano\n')

describe('expanding', () => {
  it.each([
    ['{{now}}', String(NOW)],
    ['{{ now + 5m }}', String(NOW + 300_000)],
    ['{{now-1d}}', String(NOW - 86_400_000)],
    ['{{now+250ms}}', String(NOW + 250)],
    ['{{now:yyyy-MM-dd HH:mm:ss}}', '2026-11-23 12:34:56'],
    ['{{now+1d:yyyyMMdd}}', '20261124'],
    ['{{now:HH:mm:ss.SSS}}', '12:34:56.789'],
    ['{{seq}}', '42'],
    ['a{{seq}}b{{seq}}', 'a42b42'],
    ['{{random:4}}', 'ssss'],
    ['{{random:1-100}}', '51'],
    ['{{random:a|b | c}}', 'b'],
    ['{{uuid}}', '88888888-8888-4888-8888-888888888888'],
    ['\\{{now}}', '{{now}}'],
    ['{{never closed', '{{never closed'],
    ['{"a":{"b":{}}}', '{"a":{"b":{}}}'],
  ])('makes %s to %s', (text, expected) => {
    expect(expand(text)).toEqual({ text: expected, problems: [] })
  })

  it('makes ids of the moment and of chance, the same within one draft', () => {
    const { values } = expandDraft({ a: '{{sid}}', b: '{{sid}}', c: '{{uuid}}' }, aContext({ random: Math.random }))
    expect(values['a']).toMatch(new RegExp(`^lysc-${NOW.toString(36)}-[a-z0-9]{8}$`))
    expect(values['b']).toBe(values['a'])
    expect(values['c']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(expandDraft({ a: '{{sid}}' }, aContext({ random: Math.random })).values['a']).not.toBe(values['a'])
  })

  it.each([
    ['{{nobody}}', 'unknown nobody'],
    ['{{}}', 'unknown '],
    ['{{now+5}}', 'malformed now+5'],
    ['{{now+999999999w}}', 'malformed now+999999999w'],
    ['{{now:}}', 'malformed now:'],
    ['{{seq:3}}', 'malformed seq:3'],
    ['{{random}}', 'malformed random'],
    ['{{random:0}}', 'malformed random:0'],
    ['{{random:9-1}}', 'malformed random:9-1'],
    ['{{nowhere}}', 'unknown nowhere'],
    ['{{app_secret}}', 'secret app_secret'],
    ['{{session}}', 'secret session'],
  ])('leaves %s as it stands and says why', (text, problem) => {
    expect(expand(text)).toEqual({ text, problems: [problem] })
  })

  it('follows own variables, the same everywhere, and tells of a slip in them at every field', () => {
    const own = { customer: 'vip-{{seq}}', greeting: 'hello {{customer}}', broken: '{{nobody}}!' }
    expect(expand('{{greeting}}', { own })).toEqual({ text: 'hello vip-42', problems: [] })
    const { values, problems } = expandDraft({ a: '{{broken}}', b: '{{broken}}' }, aContext({ own }))
    expect(values).toEqual({ a: '{{nobody}}!', b: '{{nobody}}!' })
    expect(problems.map(({ path, code }) => [path, code])).toEqual([['a', 'unknown'], ['b', 'unknown']])
  })

  it('stops at a circle', () => {
    expect(expand('{{a}}', { own: { a: '{{b}}', b: 'x{{a}}' } })).toEqual({ text: 'x{{a}}', problems: ['circular a'] })
    expect(expand('{{a}}', { own: { a: '{{a}}' } })).toEqual({ text: '{{a}}', problems: ['circular a'] })
  })

  it('gives up on what would grow without end, and leaves it as it stands', () => {
    const own = Object.fromEntries(Array.from({ length: 60 }, (_, level) => [`v${level}`, level === 59 ? 'xx' : `{{v${level + 1}}}{{v${level + 1}}}`]))
    const { text, problems } = expand('{{v0}}', { own })
    expect(problems).toEqual(['too-long '])
    expect(text).toBe('{{v0}}')
  })

  it('does not take members of objects for variables', () => {
    expect(expand('{{constructor}} {{__proto__}}').problems).toEqual(['unknown constructor', 'unknown __proto__'])
  })

  it('tells what became of each variable', () => {
    expect(expandDraft({ at: '{{seq}}-{{x}}' }, aContext({ own: { x: '{{seq}}' } })).used).toEqual([
      { path: 'at', expression: 'seq', text: '42' },
      { path: 'at', expression: 'x', text: '42' },
    ])
  })
})

describe('text that is no variable', () => {
  it('comes out as it was once it is escaped', () => {
    fc.assert(fc.property(fc.oneof(anyText, braces), (text) => {
      expect(expandDraft({ at: escapeVariables(text) }, aContext())).toEqual({ values: { at: text }, used: [], problems: [] })
    }))
  })

  it('is changed by nothing where nothing would be expanded', () => {
    fc.assert(fc.property(fc.oneof(anyText, braces), (text) => {
      if (!holdsVariables(text)) expect([becomes(text), escapeVariables(text)]).toEqual([text, text])
    }))
    expect(escapedValues({ a: '{"x":{"y":1}}', b: '{{now}}' })).toEqual({ a: '{"x":{"y":1}}', b: '\\{{now}}' })
  })

  it('is cut without losing a character', () => {
    fc.assert(fc.property(braces, (text) => {
      const parts = variableParts(text)
      const together = parts.map((part) => (part.kind === 'text' ? part.text : text.slice(part.from, part.until))).join('')
      expect(together).toBe(text.replaceAll('\\{{', '{{'))
    }))
  })
})

describe('what expanding needs', () => {
  it('is found through own variables, circles and all', () => {
    const own = { a: '{{b}} {{now+5m}}', b: '{{a}} {{seq}}', plain: 'x' }
    expect([...builtInsReached(['{{a}}'], own)].sort()).toEqual(['now', 'seq'])
    expect(isMadeAnew('{{plain}}', own)).toBe(false)
    expect(isMadeAnew('{{sid}}', own)).toBe(true)
    expect(isMadeAnew('\\{{sid}}', own)).toBe(false)
  })
})

describe('names', () => {
  it.each(['customer', '客户', '_a', 'order.id', 'session_status', 'keyword'])('may be %s', (name) => {
    expect(findNameProblem(name)).toBeNull()
  })

  it.each([
    ['', 'variable-empty'],
    ['1st', 'variable-written'],
    ['a b', 'variable-written'],
    ['now+5m', 'variable-written'],
    ['x'.repeat(65), 'variable-written'],
    ['__proto__', 'variable-written'],
    ['now', 'variable-built-in'],
    ['secret', 'variable-secret'],
    ['App-Secret', 'variable-secret'],
    ['session', 'variable-secret'],
    ['accessToken', 'variable-secret'],
    ['签名密钥', 'variable-secret'],
  ])('may not be “%s”: %s', (name, problem) => {
    expect(findNameProblem(name)).toBe(problem)
  })
})

describe('problems of a draft with variables', () => {
  const START = 'ly_create_session_dto.source.session_status'
  const SID = 'ly_create_session_dto.source.sid'
  const problemsOf = (changes: Record<string, string>): string[] =>
    findDraftProblems(operation, expandDraft({ ...exampleValues(operation), ...changes }, aContext())).map(({ path, code, severity }) => `${path.split('.').at(-1)} ${code} ${severity}`)

  it('are found in what would go out', () => {
    expect(problemsOf({ [START]: '{{random:1|1}}', [SID]: '{{sid}}' })).toEqual([])
    expect(problemsOf({ [START]: '{{uuid}}' })).toEqual(['session_status not-integer error'])
  })

  it('are errors at the field, and the only ones there', () => {
    expect(problemsOf({ [START]: '{{nobody}}', [SID]: '' }).sort()).toEqual(['session_status variable-unknown error', 'sid required error'])
  })

  it('do not hide that something cannot be sent at all', () => {
    expect(problemsOf({ [SID]: '{{nobody}}\ud800' })).toEqual(['sid variable-unknown error', 'sid not-unicode blocking'])
  })
})

it('explains only what can be expanded', () => {
  for (const { expression } of VARIABLE_REFERENCE) expect(expand(`{{${expression}}}`).problems, expression).toEqual([])
})
