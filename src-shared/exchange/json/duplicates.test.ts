import { describe, expect, it } from 'vitest'
import { duplicateMembers } from './duplicates'
import { readJsonRows } from './rows'

function pathsOf(text: string): string[] {
  return duplicateMembers(readJsonRows(new TextEncoder().encode(text))).first.map(({ code, path }) => `${code} ${path}`)
}

describe('duplicateMembers', () => {
  it.each([
    ['{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}', []],
    ['{"a":1,"a":1}', ['duplicate-member a']],
    ['{"a":1,"\\u0061":2,"a":3}', ['duplicate-member a', 'duplicate-member a']],
    ['{"r":{"items":[{"x":1},{"x":1,"y":2,"x":3}]}}', ['duplicate-member r.items[1].x']],
    ['[{"":1,"":2}]', ["duplicate-member [0]['']"]],
    ['{"__proto__":1,"__proto__":2}', ['duplicate-member __proto__']],
  ])('notes in %s each later member of a name', (text, paths) => {
    expect(pathsOf(text)).toEqual(paths)
  })

  it('finds the one repeat among ten thousand members, and counts more than it keeps', () => {
    const members = Array.from({ length: 10_000 }, (_, index) => `"m${index}":0`)
    expect(pathsOf(`{${members.join(',')},"m5":1}`)).toEqual(['duplicate-member m5'])
    expect(duplicateMembers(readJsonRows(new TextEncoder().encode(`{${'"a":1,'.repeat(5_000)}"a":1}`))).count).toBe(5_000)
  })
})
