import zlib from 'node:zlib'
import { findOperation } from '@shared/catalog'
import { decodeText } from '@shared/exchange/charset'
import { headerOf, type ExchangeSummary } from '@shared/exchange/exchange'
import { placedParameters } from '@shared/exchange/sent-parameters'
import { draftValuesOf } from '@shared/import/draft-values'
import { readableTexts } from '@shared/history/escapes'
import type { SearchDocument } from '@shared/history/search-document'
import { MAX_RESPONSE_BYTES } from '@shared/profile/profile'
import { encodingsOf } from '../transport/content-encoding'
import type { HalfStore } from './half-store'

/** An exchange as a search sees it; its halves are read when a condition needs them. */
export function searchDocumentOf(seq: number, summary: ExchangeSummary, halves: HalfStore): SearchDocument {
  const sent = once(() => {
    const half = halves.read(seq, 'request')
    return half === null ? [] : placedParameters({ ...half, masked: [] })
  })
  return {
    summary,
    parameters: once(() => {
      const operation = findOperation(summary.operation)
      const leaves = operation === null ? {} : draftValuesOf(operation, sent())
      const named = Object.entries(leaves).map(([path, value]) => ({ name: path.slice(path.lastIndexOf('.') + 1), value }))
      return [...sent().map(({ name, value }) => ({ name, value })), ...named]
    }),
    requestTexts: once(() => sent().flatMap(({ name, value }) => readableTexts(`${name}=${value}`))),
    responseTexts: once(() => {
      const half = halves.read(seq, 'response')
      return half === null ? [] : [half.head, ...readableTexts(responseText(half))]
    }),
  }
}

function responseText({ head, body }: { readonly head: string; readonly body: Uint8Array }): string {
  try {
    const decoded = encodingsOf(headerOf(head, 'content-encoding')).reduceRight<Uint8Array>(undo, body)
    return decodeText(decoded, headerOf(head, 'content-type')).text
  } catch {
    // What cannot be decoded has no text; its row is found by everything else.
    return ''
  }
}

function undo(body: Uint8Array, encoding: string): Uint8Array {
  const limit = { maxOutputLength: MAX_RESPONSE_BYTES }
  if (encoding === 'br') return zlib.brotliDecompressSync(body, limit)
  // Some servers send the raw stream without its zlib wrapper under this name; a wrapper begins with an eight.
  if (encoding === 'deflate' && ((body[0] ?? 0) & 0x0f) !== 8) return zlib.inflateRawSync(body, limit)
  return zlib.unzipSync(body, limit)
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => (made ??= { value: make() }).value
}
