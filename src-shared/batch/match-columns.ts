import { leavesOf } from '../descriptor/paths'
import type { Operation } from '../descriptor/types'

/** Spellings of one name that count as the same: full width, case, blanks and what joins words do not matter, so camelCase is its wire name. */
function plain(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/[\s_\-.:/]+/g, '')
}

/** A label with what explains it left out: `会话 ID，由你给出` is also `会话 ID`. */
function shortLabel(label: string): string {
  return label.replace(/[，,;；(（].*$/u, '')
}

/**
 * The field each column is taken for by its name: wire name, path or the end of one, camelCase, label in either language; null where
 * none or several are alike, and for every further column of one field.
 */
export function matchColumns(operation: Operation, names: readonly string[]): (string | null)[] {
  const known = new Map<string, Set<string>>()
  const learn = (spelling: string, path: string): void => {
    const key = plain(spelling)
    if (key !== '') known.set(key, (known.get(key) ?? new Set()).add(path))
  }
  for (const { path, field } of leavesOf(operation.request)) {
    const names = path.split('.')
    for (let from = 0; from < names.length; from += 1) learn(names.slice(from).join('.'), path)
    for (const label of [field.label.zh, field.label.en]) {
      learn(label, path)
      if (shortLabel(label) !== label) learn(shortLabel(label), path)
    }
  }
  const taken = new Set<string>()
  return names.map((name) => {
    const [path = null, ...others] = known.get(plain(name)) ?? []
    if (path === null || others.length > 0 || taken.has(path)) return null
    taken.add(path)
    return path
  })
}
