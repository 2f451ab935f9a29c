import { convertJsonToXml } from '@shared/exchange/convert/json-to-xml'
import { printLines } from '@shared/exchange/document/lines'
import { printJsonCompact } from '@shared/exchange/json/print'
import { readJsonRows } from '@shared/exchange/json/rows'
import { jsonMember, type JsonNode, type JsonObject } from '@shared/exchange/json/tree'
import { layoutXml } from '@shared/exchange/xml/layout'
import type { Format } from '@shared/protocol/parameters'

/** An HTTP answer before it is encoded. */
export interface GatewayAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What an answer says, independent of its format. */
export interface AnswerContent {
  readonly rootName: string
  readonly members: JsonObject
  /** Whether JSON leaves the root element out (PROTOCOL 4, simplify); XML never does. */
  readonly isSimplified: boolean
}

// The captured samples name the machine in a comment behind the document (PROTOCOL 4).
const HOST_COMMENT = '<!--local.gateway-->'

/** One tree in the format that was asked for, with the headers of the captured answers (PROTOCOL 1.4 and 4). */
export function printAnswer(content: AnswerContent, format: Format): GatewayAnswer {
  const body = format === 'json' ? jsonBody(content) : xmlBody(content)
  return {
    status: 200,
    headers: {
      Server: 'Tengine',
      'Content-Type': format === 'json' ? 'text/javascript;charset=UTF-8' : 'text/xml;charset=UTF-8',
      // Characters of the body before compression, not bytes (PROTOCOL 1.4).
      'top-bodylength': String(body.length),
    },
    body,
  }
}

/** What the platform's front answers with where no API is: a web page (PROTOCOL 4). */
export function printPage(status: number, reason: string): GatewayAnswer {
  const title = `${status} ${reason}`
  return {
    status,
    headers: { Server: 'Tengine', 'Content-Type': 'text/html' },
    body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<h1>${title}</h1>\r\n<hr>Tengine\r\n</body>\r\n</html>\r\n`,
  }
}

function jsonBody({ rootName, members, isSimplified }: AnswerContent): string {
  const root: JsonObject = isSimplified ? members : { kind: 'object', members: [jsonMember(rootName, members)] }
  return printJsonCompact(withEscapedSlashes(root))
}

function xmlBody({ rootName, members }: AnswerContent): string {
  const json = readJsonRows(new TextEncoder().encode(printJsonCompact(members)))
  const { rows } = convertJsonToXml(json, 0, { name: rootName, fields: null, simplified: false, isAdded: false })
  return `<?xml version="1.0" encoding="utf-8" ?>${printLines(layoutXml(rows))}${HOST_COMMENT}`
}

/** The platform writes `/` as `\/` in JSON (PROTOCOL 4). */
function withEscapedSlashes<Node extends JsonNode>(node: Node): Node
function withEscapedSlashes(node: JsonNode): JsonNode {
  switch (node.kind) {
    case 'object':
      return { kind: 'object', members: node.members.map((one) => ({ ...one, value: withEscapedSlashes(one.value) })) }
    case 'array':
      return { kind: 'array', items: node.items.map((item) => withEscapedSlashes(item)) }
    case 'string':
      return { ...node, raw: JSON.stringify(node.text).replaceAll('/', '\\/') }
    default:
      return node
  }
}
