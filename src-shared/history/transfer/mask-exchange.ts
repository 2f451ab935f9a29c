import { headerOf, type ExchangeSummary } from '../../exchange/exchange'
import { withSummaryTexts } from '../../exchange/summary-texts'
import { MASK, isPersonal, maskField, maskKey } from '../../knowledge/masking'
import { Echoes, type CountMasked, type HiddenValue } from './echoes'
import { replaceInDocument, replaceInForm, type ReplaceLeaf } from './leaves'
import { noneMasked, type OutgoingExchange, type OutgoingHalf } from './outgoing'
import { isSecretHeader, mapHeaders, readableHead } from './readable-head'

const SHOWN_OF_SIGNATURE = 8
const DEEPEST = 5

/** Under which name a body is counted that was left out whole, because nobody can tell what of it is personal. */
const WHOLE_BODY = 'body'

/**
 * An exchange as it may be handed on, by the rules of the support summary: app keys shortened, names, pictures, phones and addresses
 * replaced, free text cut, most of the signature gone; and the same values wherever else they stand, in whatever spelling.
 * Values are replaced where they stand in the text. A body that begins like JSON or XML and is neither is left out whole.
 */
export function maskExchange(exact: Omit<OutgoingExchange, 'masked'>): OutgoingExchange {
  const masked = noneMasked()
  const count: CountMasked = (field) => {
    masked[field] = (masked[field] ?? 0) + 1
  }
  const hidden: HiddenValue[] = [hiddenKey('app_key', exact.summary.appKey)]
  const collect: ReplaceLeaf = (name, value) => {
    const replacement = maskLeaf(name, value)
    if (replacement !== value) hidden.push({ field: name, value, replacement })
    else if (within(name, value, collect, 0) === MASK) hidden.push({ field: name, value, replacement: MASK })
    return value
  }
  const { request, response } = exact
  rewriteTarget(request.head, collect)
  rewriteBody(request, true, collect)
  if (response !== null) rewriteBody(response, false, collect)

  const echoes = new Echoes(hidden.filter(({ value, replacement }) => value !== replacement))
  const clean = (text: string): string => echoes.without(text, count)
  const replaceAt = (depth: number): ReplaceLeaf => (name, value) => {
    const replacement = maskLeaf(name, value)
    if (replacement !== value) {
      count(name)
      return replacement
    }
    const inner = within(name, value, replaceAt(depth + 1), depth) ?? value
    if (inner === MASK && value !== MASK) count(name)
    return clean(inner)
  }
  const replace = replaceAt(0)
  const halfOf = (half: OutgoingHalf, isRequest: boolean): OutgoingHalf => {
    const rewritten = rewriteBody(half, isRequest, replace)
    if (rewritten === null) count(WHOLE_BODY)
    // Once more over the whole: names of members and tags are no values, and hold what they hold.
    const text = rewritten === null ? MASK : clean(rewritten)
    const head = isRequest ? rewriteTarget(half.head, replace) : half.head
    return { head: clean(readableHead(withoutSecretHeaders(head, count))), body: new TextEncoder().encode(text), text }
  }
  const maskedRequest = halfOf(request, true)
  const maskedResponse = response === null ? null : { ...halfOf(response, false), maskedCopies: response.maskedCopies }
  return {
    summary: maskSummary(exact.summary, clean, count),
    request: { ...maskedRequest, masked: request.masked },
    response: maskedResponse,
    masked,
  }
}

function hiddenKey(field: string, value: string): HiddenValue {
  return { field, value, replacement: value === '' ? '' : maskKey(value) }
}

/** What a value of that name becomes; the same text when all of it may be handed on. */
function maskLeaf(name: string, value: string): string {
  if (value === '' || value === MASK) return value
  // A marker stands in its place already, and says which token it was without holding any of it.
  if (name === 'session') return /^\[session token [\w-]*\]$/.test(value) ? value : MASK
  if (name === 'sign') return value.length > SHOWN_OF_SIGNATURE ? `${value.slice(0, SHOWN_OF_SIGNATURE)}…` : value
  if (name === 'app_key' || name === 'target_app_key') return maskKey(value)
  if (isPersonal(name)) return MASK
  return isDocument(value) ? value : maskField(name, value)
}

/** Rewrites a value that is a document itself; null when it is none. */
function within(name: string, value: string, replace: ReplaceLeaf, depth: number): string | null {
  if (!isDocument(value)) return null
  return (depth < DEEPEST ? replaceInDocument(value, name, replace) : null) ?? MASK
}

/** Whether a value is, or was meant to be, a document with values of its own; `[urgent]` is none. */
function isDocument(value: string): boolean {
  return /^\s*(?:\{|\[\s*[{["\]\d-]|<[A-Za-z_?!])/.test(value)
}

/** Null when nobody can tell what in the body is personal. */
function rewriteBody({ head, text }: OutgoingHalf, isRequest: boolean, replace: ReplaceLeaf): string | null {
  if (text === null) return null
  const type = headerOf(head, 'content-type') ?? ''
  if (/^multipart\//i.test(type)) return null
  // Whatever its type says: that is how every view and search reads it (`placedParameters`).
  const isForm = isRequest && !isDocument(text)
  return isForm ? replaceInForm(text, replace) : replaceInDocument(text, '', replace)
}

function rewriteTarget(head: string, replace: ReplaceLeaf): string {
  const end = head.indexOf('\r\n')
  const line = end === -1 ? head : head.slice(0, end)
  const changed = line.replace(/\?([^\s#]*)/, (_, query: string) => `?${replaceInForm(query, replace)}`)
  return changed + head.slice(line.length)
}

function withoutSecretHeaders(head: string, count: CountMasked): string {
  return mapHeaders(head, (name, value, line) => {
    if (!isSecretHeader(name) || value === MASK) return line
    count(name)
    return `${name}: ${MASK}`
  })
}

function maskSummary(summary: ExchangeSummary, clean: (text: string) => string, count: CountMasked): ExchangeSummary {
  if (maskKey(summary.appKey) !== summary.appKey && summary.appKey !== '') count('app_key')
  return { ...withSummaryTexts(summary, clean), appKey: hiddenKey('app_key', summary.appKey).replacement }
}
