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
