import type { Template } from '@shared/template/template-contract'

/** A line of the list: a folder, or a template below it. */
export type TemplateLine =
  | { readonly kind: 'folder'; readonly path: string; readonly name: string; readonly depth: number; readonly count: number }
  | { readonly kind: 'template'; readonly template: Template; readonly depth: number }

/** Templates whose name, folder, note, operation or values hold every word of a search, whatever its case. */
export function foundTemplates(templates: readonly Template[], search: string): Template[] {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== '')
  return templates.filter(({ name, folder, note, operation, values }) => {
    const text = [name, folder, note, operation, ...Object.values(values)].join('\n').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** Folders before templates, each in the order of the language; what is below a closed folder is left out. */
export function treeOf(templates: readonly Template[], closed: ReadonlySet<string>, locale: string): TemplateLine[] {
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const lines: TemplateLine[] = []
  const visit = (folder: string, depth: number): void => {
    for (const name of childrenOf(templates, folder).sort(compare)) {
      const path = folder === '' ? name : `${folder}/${name}`
      const count = templates.filter((template) => isIn(template, path)).length
      lines.push({ kind: 'folder', path, name, depth, count })
      if (!closed.has(path)) visit(path, depth + 1)
    }
    const own = templates.filter((template) => template.folder === folder)
    for (const template of own.sort((left, right) => compare(left.name, right.name))) lines.push({ kind: 'template', template, depth })
  }
  visit('', 0)
  return lines
}

/** Every folder that has templates, and those above them. */
export function foldersOf(templates: readonly Template[]): string[] {
  const folders = new Set<string>()
  for (const { folder } of templates) {
    const parts = folder.split('/')
    if (folder !== '') parts.forEach((_, index) => folders.add(parts.slice(0, index + 1).join('/')))
  }
  return [...folders].sort()
}

function childrenOf(templates: readonly Template[], folder: string): string[] {
  const above = folder === '' ? '' : `${folder}/`
  const inside = templates.filter((template) => template.folder.startsWith(above) && template.folder.length > above.length)
  return [...new Set(inside.map((template) => template.folder.slice(above.length).split('/')[0] ?? ''))]
}

function isIn({ folder }: Template, path: string): boolean {
  return folder === path || folder.startsWith(`${path}/`)
}
