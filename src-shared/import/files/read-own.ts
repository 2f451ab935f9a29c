import { placedParameters } from '../../exchange/sent-parameters'
import { fromBase64 } from '../../history/transfer/base64'
import { leafText, memberOf, textAt, type JsonNode } from '../../exchange/json/tree'
import { MASK } from '../../knowledge/masking'
import type { Parameter } from '../../protocol/parameters'
import type { WrittenRequest } from '../hold-against'
import { posixWords } from '../curl/posix-words'
import { NoteBook } from '../note-book'
import { publicNameOf } from '../wire-names'

/**
 * A line of the console's own export, or of `history show --json`: its parameters are those of the stored bytes. What was masked
 * when it was stored (the session token) is dropped. Null when the value is no such line.
 */
export function readOwnLine(node: JsonNode, notes: NoteBook): WrittenRequest | null {
  const request = memberOf(node, 'request')
  const head = leafText(memberOf(request, 'head'))
  const body = fromBase64(leafText(memberOf(request, 'body') ?? memberOf(request, 'bodyBase64')) ?? '!')
  if (head === null || body === null) return null
  const names = memberOf(request, 'masked')
  const masked = names?.kind === 'array' ? names.items.map((item) => leafText(item) ?? '') : []
  const placed = placedParameters({ head, body, masked })
  for (const { name, isMasked } of placed) if (isMasked && name !== 'session') notes.add('masked-value', name)
  const summary = memberOf(node, 'exchange') ?? node
  return {
    shape: 'own-exchange',
    parameters: placed.filter(({ isMasked }) => !isMasked).map(({ name, value }) => ({ name, value })),
    gatewayUrl: textAt(summary, 'gatewayUrl'),
    dropped: masked.map((name) => ({ name, value: '' })),
  }
}

const OWN_ITEM = /^- (`+)[ ]?([A-Za-z][\w.]*)[ ]?\1 = (?:(`+)(.*)\3|\(.*\)|（.*）)(?:\s.*|…?.*)?$/
/** How both tell of a value that was cut, and how long it was. */
const CUT = /…(?:（共 \d+ 个字符）| \(\d+ characters\))$/
/** What takes the place of line breaks and hidden characters in a summary. */
const REPLACED = /⏎|U\+[0-9A-F]{4,6}/
const REPORT_LINE = /^([a-z][\w]*) = ?(.*)$/
const GATEWAY = /^- [^`]*[：:] ?`+(https?:\/\/[^`\s]+)`+$/

const SCRIPT_PARAMETER = /^p_(\w+)=(?=')/gm

/**
 * The console's own shell script: its parameters stand in variables, because each is needed twice. Null for every other text.
 * Only what the script says is read; time, token and signature are found out when it runs.
 */
export function readOwnScript(text: string): WrittenRequest | null {
  if (!/^p_method='/m.test(text) || !/^encode\(\) \{/m.test(text)) return null
  const wordAt = (offset: number): string => posixWords(text, offset, new NoteBook()).words[0] ?? ''
  const url = /^url=(?=')/m.exec(text)
  const parameters: Parameter[] = []
  SCRIPT_PARAMETER.lastIndex = 0
  for (let match = SCRIPT_PARAMETER.exec(text); match !== null; match = SCRIPT_PARAMETER.exec(text)) {
    parameters.push({ name: match[1] ?? '', value: wordAt(SCRIPT_PARAMETER.lastIndex) })
  }
  return { shape: 'curl', parameters, gatewayUrl: url === null ? null : wordAt(url.index + url[0].length) }
}

/** Our Markdown: the summary for a ticket (a leaf a line), or the report (parameters in a block, documents laid out below their names). */
export function readOwnMarkdown(text: string): WrittenRequest | null {
  if (!/^#{1,3} /m.test(text.slice(0, 2_000))) return null
  const lines = text.split(/\r?\n/)
  const gatewayUrl = lines.map((line) => (line.length < 2_000 ? GATEWAY.exec(line)?.[1] : undefined)).find((url) => url !== undefined) ?? null
  const found = reportParameters(lines) ?? summaryParameters(lines)
  // A sign or an app key that is masked in part is none.
  const isWhole = ({ name, value }: Parameter): boolean => publicNameOf(name) !== name || !(value.includes(MASK) || value.endsWith('…'))
  const parameters = found.filter(isWhole)
  const dropped = found.filter((one) => !isWhole(one)).map(({ name }) => ({ name, value: '' }))
  return parameters.length === 0 ? null : { shape: 'own-exchange', parameters, gatewayUrl, dropped }
}

/** The parameters of the first request block of a report. */
function reportParameters(lines: readonly string[]): Parameter[] | null {
  for (let at = 0; at < lines.length; at += 1) {
    const fence = /^(`{3,})\w*$/.exec(lines[at] ?? '')?.[1]
    if (fence === undefined) continue
    const end = lines.indexOf(fence, at + 1)
    const block = lines.slice(at + 1, end === -1 ? undefined : end)
    if (block.some((line) => /^(?:method|app_key) = /.test(line))) return blockParameters(block)
    at = end === -1 ? lines.length : end
  }
  return null
}

function blockParameters(block: readonly string[]): Parameter[] {
  const parameters: { name: string; lines: string[] }[] = []
  for (const line of block) {
    const [, name, value] = REPORT_LINE.exec(line) ?? []
    const last = parameters.at(-1)
    if (name !== undefined) parameters.push({ name, lines: [value ?? ''] })
    else last?.lines.push(line)
  }
  // Only texts are long enough to be cut, and their end went with the rest.
  return parameters.map(({ name, lines }) => ({ name, value: lines.map((line) => line.replace(CUT, `${MASK}"`)).join('\n').trim() }))
}

/** Leaves `ly_create_session_dto.source.sid` become the DTOs they were; a value that was cut or shown with other characters cannot come along. */
function summaryParameters(lines: readonly string[]): Parameter[] {
  const flat: Parameter[] = []
  const documents = new Map<string, Tree>()
  for (const line of lines) {
    const [, , path, fence, value = ''] = line.length < 2_000 ? (OWN_ITEM.exec(line) ?? []) : []
    if (path === undefined) continue
    const shown = fence === undefined ? '' : value.replace(/^ (.*[^ ].*) $/, '$1')
    const text = CUT.test(line) || REPLACED.test(shown) ? MASK : shown
    const [name = '', ...members] = path.split('.')
    if (members.length === 0) flat.push({ name, value: text })
    else put(documents.get(name) ?? documents.set(name, new Map()).get(name)!, members, text)
  }
  return [...flat, ...[...documents].map(([name, tree]) => ({ name, value: printTree(tree) }))]
}

type Tree = Map<string, Tree | string>

function put(tree: Tree, [name = '', ...rest]: readonly string[], value: string): void {
  const below = tree.get(name)
  if (rest.length === 0) tree.set(name, value)
  else if (below instanceof Map) put(below, rest, value)
  else {
    const made: Tree = new Map()
    tree.set(name, made)
    put(made, rest, value)
  }
}

function printTree(tree: Tree): string {
  return `{${[...tree].map(([name, value]) => `${JSON.stringify(name)}:${typeof value === 'string' ? JSON.stringify(value) : printTree(value)}`).join(',')}}`
}
