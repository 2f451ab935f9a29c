import { printJsonCompact } from '../exchange/json/print'
import type { JsonNode } from '../exchange/json/tree'

/** The node indented by two spaces, literals as they were written: made from the tree, as a witness for the layout made from rows. */
export function printJson(node: JsonNode): string {
  const lines: string[] = []
  const visit = (value: JsonNode, indent: string, before: string, after: string): void => {
    const inner = `${indent}  `
    if (value.kind === 'object' && value.members.length > 0) {
      lines.push(`${indent}${before}{`)
      value.members.forEach((member, index) => {
        visit(member.value, inner, `${member.rawName}: `, index < value.members.length - 1 ? ',' : '')
      })
      lines.push(`${indent}}${after}`)
    } else if (value.kind === 'array' && value.items.length > 0) {
      lines.push(`${indent}${before}[`)
      value.items.forEach((item, index) => {
        visit(item, inner, '', index < value.items.length - 1 ? ',' : '')
      })
      lines.push(`${indent}]${after}`)
    } else {
      lines.push(`${indent}${before}${printJsonCompact(value)}${after}`)
    }
  }
  visit(node, '', '', '')
  return lines.join('\n')
}
