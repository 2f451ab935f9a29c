import type { JsonNode } from './tree'

/** The node on one line without spaces, literals as they were written. */
export function printJsonCompact(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return `{${node.members.map((member) => `${member.rawName}:${printJsonCompact(member.value)}`).join(',')}}`
    case 'array':
      return `[${node.items.map(printJsonCompact).join(',')}]`
    default:
      return literal(node)
  }
}

/** The node indented by two spaces, literals as they were written. */
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
      lines.push(`${indent}${before}${literal(value)}${after}`)
    }
  }
  visit(node, '', '', '')
  return lines.join('\n')
}

function literal(node: JsonNode): string {
  switch (node.kind) {
    case 'string':
      return node.raw
    case 'number':
      return node.digits
    case 'boolean':
      return String(node.value)
    case 'null':
      return 'null'
    case 'object':
      return '{}'
    case 'array':
      return '[]'
  }
}
