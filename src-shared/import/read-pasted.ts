import type { Operation } from '../descriptor/types'
import { codeShapeOf } from './code/languages'
import { readCodeRequest } from './code/read-code'
import { readCurl } from './curl/read-curl'
import { readPowershell } from './curl/read-powershell'
import { embeddedIn } from './embedded'
import { harCalls, routerCall } from './files/read-har'
import { readOwnLine, readOwnMarkdown, readOwnScript } from './files/read-own'
import { HarSplitter } from '../history/transfer/har-splitter'
import { holdAgainst, type WrittenRequest } from './hold-against'
import { tellRepeated, writtenOfCall } from './http-call'
import { LooseJsonError, readLooseJson } from './json/loose-json'
import { readJsonRequest } from './json/read-json'
import { NoteBook, placeOf } from './note-book'
import type { PasteProblem, PasteResult } from './pasted-request'
import { readRequestLines, readRequestText } from './request-text'
import { unwrapped, withoutFence } from './unwrap'
import { fieldNamed, publicNameOf } from './wire-names'
import { readXmlRequest } from './xml/read-xml'

const MOST_HAR_CHARACTERS = 50_000_000

/** Longer texts are refused, unless they are HAR files: reading one must never be felt. */
export const MOST_PASTED_CHARACTERS = 500_000

/**
 * Reads a request out of anything: a command of curl or PowerShell, a URL, a form, an HTTP message, JSON of a request or of its DTO
 * (as people write JSON), XML, code in the languages of the official page, HAR, an exchange of this console, with prompts, fences,
 * log prefixes and prose around it. Never fails and never guesses silently: every item says what becomes of it, the notes say
 * what was read otherwise than it stands there. Secrets are in no part of the result; a session token stays in `parameters` alone.
 */
export function readPasted(text: string, operation: Operation): PasteResult {
  if (text.length > MOST_PASTED_CHARACTERS) return readLargeHar(text, operation) ?? problem('too-large', String(text.length))
  if (text.trim() === '' || text.trim() === '\ufeff') return problem('empty')
  let first: Failure | null = null
  for (const read of READERS) {
    const notes = new NoteBook()
    const reading = read({ text, plain: '', operation, notes })
    if (reading === null) continue
    if ('problem' in reading) first ??= reading
    else if (reading.parameters.length > 0) return holdAgainst(reading, operation, notes)
    else first ??= { problem: 'no-parameters', detail: '' }
  }
  return first === null ? problem('not-understood') : problem(first.problem, first.detail)
}

/** A network panel's file of many megabytes: its entries are cut out one by one and only those that may call a router are read. */
function readLargeHar(text: string, operation: Operation): PasteResult | null {
  if (text.length > MOST_HAR_CHARACTERS || !/^\s*\{\s*"log"\s*:/.test(text.slice(0, 1_000))) return null
  let count = 0
  let chosen: PasteResult | null = null
  for (const entry of new HarSplitter().push(text)) {
    count += 1
    if (chosen !== null || entry.length > MOST_PASTED_CHARACTERS || !/\/router\/|app_key/.test(entry)) continue
    const result = readPasted(entry, operation)
    if (result.ok && result.shape === 'har' && (/\/router\//.test(result.gatewayUrl ?? '') || result.operation !== null)) chosen = result
  }
  if (chosen === null) return count === 0 ? null : problem('no-router-call', String(count))
  return chosen.ok && count > 1 ? { ...chosen, notes: [{ code: 'others-not-read', detail: String(count - 1) }, ...chosen.notes] } : chosen
}

function problem(code: PasteProblem, detail = ''): PasteResult {
  return { ok: false, problem: code, detail: detail.slice(0, 120) }
}

interface Failure {
  readonly problem: PasteProblem
  readonly detail: string
}

interface Pasted {
  readonly text: string
  /** Without what stands around it. */
  readonly plain: string
  readonly operation: Operation
  readonly notes: NoteBook
}

/** Null for a text that is written in another way; a failure for one that is written this way and breaks. */
type Reader = (pasted: Pasted) => WrittenRequest | Failure | null

/** Reads what is left when fences, prompts and blanks are taken off. */
function plainly(read: Reader): Reader {
  return (pasted) => read({ ...pasted, plain: unwrapped(pasted.text, pasted.notes) })
}

const READERS: readonly Reader[] = [
  ({ text }) => readOwnMarkdown(text),
  plainly(readJsonText),
  plainly(readXmlText),
  readCommand,
  plainly(readWire),
  plainly(readCodeText),
  plainly(readLines),
  plainly(readEmbedded),
]

function readJsonText({ plain, operation, notes }: Pasted): WrittenRequest | Failure | null {
  if (!/^[{[｛"“']/.test(plain)) return null
  try {
    // Copied out of a text, the quotes may have kept their backslashes.
    const isEscaped = /^[{[]\s*\\"/.test(plain)
    if (isEscaped) notes.add('unescaped-literal')
    const source = isEscaped ? plain.replaceAll('\\"', '"') : plain
    const { node, end } = readLooseJson(source, notes)
    const own = readOwnLines(plain, notes)
    if (own !== null) return own
    const calls = harCalls(node)
    if (calls !== null) {
      const call = routerCall(calls, notes)
      return call === null ? { problem: 'no-router-call', detail: String(calls.length) } : writtenOfCall(call, operation, notes)
    }
    const written = readJsonRequest(node, operation, notes)
    if (written === null) return node.kind === 'object' ? { problem: 'no-parameters', detail: '' } : { problem: 'json-not-object', detail: '' }
    if (/[^\s;,)，；]/.test(source.slice(end))) notes.add('rest-not-read', placeOf(source, end))
    if (node.kind === 'string') notes.add('unescaped-literal')
    if (written.shape === 'json' && !written.parameters.some(({ name }) => publicNameOf(name) === 'sign')) notes.add('no-sign')
    return written
  } catch (error) {
    if (!(error instanceof LooseJsonError)) throw error
    return { problem: error.problem, detail: error.place }
  }
}

/** Lines of the console's own export: the first that is an exchange, the others counted. */
function readOwnLines(plain: string, notes: NoteBook): WrittenRequest | null {
  if (!plain.startsWith('{')) return null
  let found: WrittenRequest | null = null
  let others = 0
  for (const line of plain.split('\n')) {
    if (!/"(?:body|bodyBase64)":"/.test(line)) continue
    if (found !== null) others += 1
    else found = readOwnLine(readLooseJson(line, new NoteBook()).node, notes)
  }
  if (others > 0) notes.add('others-not-read', String(others))
  return found
}

function readXmlText({ plain, operation, notes }: Pasted): WrittenRequest | Failure | null {
  if (!/^<[?!\w]/.test(plain) || plain.startsWith('<?php')) return null
  const reading = readXmlRequest(plain, operation, notes)
  return reading.ok ? reading.written : reading
}

function readCommand({ text, operation, notes }: Pasted): WrittenRequest | Failure | null {
  // The prompt of a shell tells how its quotes are meant.
  const plain = withoutFence(text, notes)
  const script = readOwnScript(plain)
  if (script !== null) return script
  const found = readCurl(plain) ?? readPowershell(plain)
  if (found === null) return null
  notes.addAll(found.notes.list())
  const written = writtenOfCall(found.call, operation, notes)
  return written.parameters.length > 0 || written.gatewayUrl !== null ? written : { problem: 'no-address', detail: '' }
}

/** An HTTP message, an address or a form: one that has no blanks but those between lines. */
function readWire({ plain, operation, notes }: Pasted): WrittenRequest | Failure | null {
  const isMessage = /^(?:GET|POST) \S+ HTTP\//i.test(plain)
  const isAddress = /^https?:\/\/\S+(?:\s*\r?\n[^\r\n]*=[^\r\n]*)*$/i.test(plain.slice(0, 20_000).split(/\r?\n/, 1)[0] ?? '')
  const isForm = /^[\w.%[\]-]{1,100}=[^\s]*(?:\r?\n|$)/.test(plain) && (plain.includes('&') || !/[\r\n]/.test(plain)) && !/^\w+=\s*[{["']/.test(plain)
  if (!isMessage && !isAddress && !isForm) return null
  if (isMessage) return messageOf(plain, operation, notes)
  const request = readRequestText(plain)
  if (!request.ok) return isAddress ? { problem: 'no-parameters', detail: '' } : null
  notes.addAll(request.notes)
  const isKnown = request.parameters.some(({ name }) => publicNameOf(name) === name || fieldNamed(operation.request, name) !== null)
  if (!isKnown && !isAddress) return { problem: 'not-understood', detail: '' }
  const address = isAddress ? plain.replace(/[?#\s][^]*$/, '') : null
  const gatewayUrl = address?.replace(/^([a-z]+:\/\/)[^/@]*@/i, '$1') ?? null
  if (gatewayUrl !== address) notes.add('credentials-dropped', 'URL')
  const { parameters, sign } = request
  return { shape: request.shape, parameters: sign === null ? parameters : [...parameters, { name: 'sign', value: sign }], gatewayUrl }
}

/** An HTTP/1.1 message with its headers (RFC 9112). */
function messageOf(plain: string, operation: Operation, notes: NoteBook): WrittenRequest {
  const split = /\r?\n\r?\n/.exec(plain)
  const [start = '', ...lines] = plain.slice(0, split?.index).split(/\r?\n/)
  const [method = '', target = ''] = start.split(' ')
  const headers = lines.flatMap((line) => {
    const colon = line.indexOf(':')
    return colon > 0 ? [{ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }] : []
  })
  const host = headers.find(({ name }) => /^host$/i.test(name))?.value ?? null
  const isAbsolute = /^https?:/i.test(target)
  const body = split === null ? '' : plain.slice(split.index + split[0].length).trim()
  // The scheme of a message is not in it; a gateway is called by https.
  const url = isAbsolute ? target : `https://${host ?? ''}${target}`
  const written = writtenOfCall({ shape: 'http', url, method, headers, query: [], body: body === '' ? [] : [{ kind: 'form', text: body }] }, operation, notes)
  return isAbsolute || host !== null ? written : { ...written, gatewayUrl: null }
}

function readCodeText({ plain, operation, notes }: Pasted): WrittenRequest | Failure | null {
  const shape = codeShapeOf(plain, operation)
  return shape === null ? null : readCodeRequest(plain, shape, operation, notes)
}

/** `name: value` lines of which at least one has a name of the request. */
function readLines({ plain, operation, notes }: Pasted): WrittenRequest | Failure | null {
  const { parameters, notes: told } = readRequestLines(plain)
  const known = parameters.filter(({ name }) => publicNameOf(name) !== null || fieldNamed(operation.request, name) !== null)
  if (known.length === 0 || known.length * 3 < parameters.length) return null
  tellRepeated(parameters, notes)
  if (!known.some(({ name }) => publicNameOf(name) === 'sign')) notes.add('no-sign')
  notes.addAll(told)
  return { shape: 'lines', parameters, gatewayUrl: null }
}

/** A request somewhere inside of other text: a line of a log, a mail. */
function readEmbedded({ plain, operation, notes }: Pasted): WrittenRequest | Failure | null {
  for (const { start, text } of embeddedIn(plain, operation)) {
    const tried = new NoteBook()
    const pasted = { text, plain: text, operation, notes: tried }
    const reading = text.startsWith('<') ? readXmlText(pasted) : /^[{[｛]/.test(text) ? readJsonText(pasted) : readWire(pasted)
    if (reading === null || 'problem' in reading) continue
    notes.add('prefix-removed', placeOf(plain, start))
    notes.addAll(tried.list().map((note) => ({ ...note, detail: shifted(note.detail, placeOf(plain, start)) })))
    return reading
  }
  return null
}

/** A place inside of a part, as a place in the whole; other details stay. */
function shifted(detail: string, start: string): string {
  const [, line, column, more = ''] = /^(\d+):(\d+)( \+\d+)?$/.exec(detail) ?? []
  if (line === undefined || column === undefined) return detail
  const [startLine = '1', startColumn = '1'] = start.split(':')
  return line === '1' ? `${startLine}:${Number(startColumn) + Number(column) - 1}${more}` : `${Number(startLine) + Number(line) - 1}:${column}${more}`
}
