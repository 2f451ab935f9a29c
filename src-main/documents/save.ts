import { randomUUID } from 'node:crypto'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { AppError } from '@shared/errors'
import { isPartOfHistory } from '../database/file-names'
import type { History } from '../history/history'
import type { DocumentReader, DocumentRequest } from './reader'

type SaveRequest = DocumentRequest<'document.save'>

/** Everything the pages of a request are made of, in order; a piece is a few megabytes at most. */
export async function* piecesOf(request: SaveRequest, documents: Pick<DocumentReader, 'piece'>): AsyncGenerator<Uint8Array, void> {
  for (let from: number | null = 0; from !== null; ) {
    const { bytes, next } = await documents.piece({ ...request, from })
    yield bytes
    from = next
  }
}

const LONGEST_PART = 60

/** A name for the file: operation, the caller's id, local time and what it holds, without characters a file system could refuse. */
export async function suggestFile(
  request: SaveRequest,
  history: Pick<History, 'outline'>,
  documents: Pick<DocumentReader, 'view'>,
): Promise<string> {
  const { operation, callerId, startedAt } = await history.outline(request.exchangeId)
  const { facts } = await documents.view(request)
  const parts = [operation.split('.').slice(-2).join('-'), callerId, localTimeInName(new Date(startedAt)), request.half]
  return `${parts.map(plainName).filter((part) => part !== '').join('-')}.${extensionOf(request, facts.format)}`
}

function extensionOf({ what, view, half }: SaveRequest, format: 'xml' | 'json' | null): string {
  if (what === 'body') return half === 'request' ? 'txt' : (format ?? 'bin')
  return { XML: 'xml', JSON: 'json', Table: 'tsv', Raw: 'txt', Hex: 'txt' }[view]
}

/** Letters of every script, digits and a few signs; what else stands in an id of a customer stays out of a file's name. */
function plainName(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .replace(/^[._]+|[._]+$/g, '')
    .slice(0, LONGEST_PART)
}

/** `20261122-101500`, in the machine's own time: how a file's name tells when. */
export function localTimeInName(time: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0')
  const day = `${time.getFullYear()}${two(time.getMonth() + 1)}${two(time.getDate())}`
  return `${day}-${two(time.getHours())}${two(time.getMinutes())}${two(time.getSeconds())}`
}

/**
 * Writes a file that is there whole or not at all: it gets its name when the last byte is on the disk.
 * Never in the place of a history.
 * @throws AppError `document.disk-full`, `document.no-permission`, `document.cannot-write` or `document.is-history`
 */
export async function writeWhole(file: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
  if (isPartOfHistory(file)) throw new AppError('document.is-history')
  const unfinished = `${file}.${randomUUID().slice(0, 8)}.part`
  let handle: FileHandle | null = null
  try {
    handle = await open(unfinished, 'wx').catch(refuse)
    for await (const piece of pieces) await handle.writeFile(piece).catch(refuse)
    await handle.sync().catch(refuse)
    await handle.close().catch(refuse)
    handle = null
    await rename(unfinished, file).catch(refuse)
  } catch (error) {
    await handle?.close().catch(() => undefined)
    await rm(unfinished, { force: true }).catch(() => undefined)
    throw error
  }
}

function refuse(cause: unknown): never {
  const code = String((cause as { code?: unknown } | null)?.code)
  if (code === 'ENOSPC' || code === 'EDQUOT') throw new AppError('document.disk-full', {}, { cause })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') throw new AppError('document.no-permission', {}, { cause })
  throw new AppError('document.cannot-write', { code }, { cause })
}
