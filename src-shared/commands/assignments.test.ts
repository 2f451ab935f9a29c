import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignedShortcuts, declaredShortcut, findShortcutProblem, holderOf, withShortcut } from './assignments'
import { COMMANDS, COMMAND_IDS, declarationOf } from './commands'
import { readShortcut, writeShortcut, type Shortcut } from './shortcut'

const keys = (text: string): Shortcut => {
  const shortcut = readShortcut(text)
  if (shortcut === null) throw new Error(`${text} is no shortcut`)
  return shortcut
}
const written = (changes: Parameters<typeof assignedShortcuts>[0]): Record<string, string> =>
  Object.fromEntries([...assignedShortcuts(changes)].map(([id, shortcut]) => [id, writeShortcut(shortcut)]))

describe('the declared shortcuts', () => {
  const declared = COMMAND_IDS.flatMap((id) => COMMANDS[id].shortcut ?? [])

  it.each(declared)('%s is written as shortcuts are and may be one', (text) => {
    expect(writeShortcut(keys(text))).toBe(text)
    expect(findShortcutProblem(keys(text))).toBeNull()
  })

  it('are each of one command', () => {
    expect(new Set(declared).size).toBe(declared.length)
    const characters = COMMAND_IDS.flatMap((id) => declarationOf(id).character ?? [])
    expect(new Set(characters).size).toBe(characters.length)
  })
})

describe('keys that must not be a shortcut', () => {
  it.each([
    ['A', 'types'],
    ['Shift+A', 'types'],
    ['Alt+L', 'types'],
    ['Tab', 'types'],
    ['Escape', 'types'],
    ['Enter', 'types'],
    ['/', 'types'],
    ['Mod+C', 'editing'],
    ['Mod+Shift+Z', 'editing'],
    ['Mod+Left', 'editing'],
    ['Mod+F', 'console'],
    ['F3', 'console'],
    ['Mod+Q', 'system'],
    ['Mod+Space', 'system'],
    ['Alt+F4', 'system'],
  ] as const)('%s: %s', (text, problem) => {
    expect(findShortcutProblem(keys(text))).toBe(problem)
  })

  it.each(['Mod+J', 'Mod+Shift+A', 'Mod+Alt+1', 'F6', 'Mod+PageDown', 'Shift+F6'])('%s may be one', (text) => {
    expect(findShortcutProblem(keys(text))).toBeNull()
  })
})

describe('changed shortcuts', () => {
  it('stand beside what is declared', () => {
    expect(written({ fillExample: 'Mod+E', paste: null })).toMatchObject({ fillExample: 'Mod+E', send: 'Mod+Enter' })
    expect(written({ paste: null })).not.toHaveProperty('paste')
  })

  it('take the keys of who has them by declaration, until they are changed again', () => {
    const changed = withShortcut({}, 'fillExample', keys('Mod+K'))
    expect(changed).toEqual({ fillExample: 'Mod+K' })
    expect(written(changed)).not.toHaveProperty('palette')
    expect(written(withShortcut(changed, 'fillExample', declaredShortcut('fillExample')))).toMatchObject({ palette: 'Mod+K' })
  })

  it('take the keys of who chose them', () => {
    expect(withShortcut({ clearForm: 'Mod+J' }, 'fillExample', keys('Mod+J'))).toEqual({ fillExample: 'Mod+J' })
    expect(withShortcut({ palette: 'Mod+J' }, 'fillExample', keys('Mod+J'))).toEqual({ palette: null, fillExample: 'Mod+J' })
  })

  it('are not kept when they are as declared', () => {
    expect(withShortcut({ send: 'Mod+J', unknown: 'Mod+I' }, 'send', keys('Mod+Enter'))).toEqual({ unknown: 'Mod+I' })
  })

  it.each(['Ctrl+J', 'Mod+A', 'J', ''])('that are no shortcut (%j) count as not changed', (text) => {
    expect(written({ palette: text })).toMatchObject({ palette: 'Mod+K' })
  })

  it('never give the same keys to two commands, and to each what it was given last', () => {
    const id = fc.constantFrom(...COMMAND_IDS)
    const shortcut = fc.option(fc.constantFrom('Mod+K', 'Mod+J', 'Mod+Enter', 'Mod+/', 'F6', 'Mod+1').map(keys))
    fc.assert(
      fc.property(fc.array(fc.tuple(id, shortcut), { minLength: 1, maxLength: 12 }), (steps) => {
        const changes = steps.reduce((before, [command, chosen]) => withShortcut(before, command, chosen), {})
        const assigned = assignedShortcuts(changes)
        const texts = [...assigned.values()].map(writeShortcut)
        expect(new Set(texts).size).toBe(texts.length)
        const [last, chosen] = steps.at(-1)!
        expect(assigned.get(last) ?? null).toEqual(chosen)
        if (chosen !== null) expect(holderOf(chosen, assigned)).toBe(last)
      }),
    )
  })
})
