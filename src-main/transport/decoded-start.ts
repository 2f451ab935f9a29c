import type { Transform } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import zlib from 'node:zlib'
import { encodingsOf } from './content-encoding'

const PIECE_BYTES = 16_384

/**
 * What can be read of a body whose content encoding cannot be undone to its end: everything before the fault, at most about
 * `maxBytes`. Empty when nothing can be read.
 */
export async function decodeStart(body: Uint8Array, contentEncoding: string | null, maxBytes: number): Promise<Uint8Array> {
  let decoded = body
  for (const encoding of encodingsOf(contentEncoding).reverse()) {
    let start: Uint8Array = new Uint8Array()
    for (const decoder of decodersOf(encoding)) {
      const read = await readStart(decoder, decoded, maxBytes)
      if (read.length > start.length) start = read
    }
    decoded = start
  }
  return decoded
}

function decodersOf(encoding: string): readonly (() => Transform)[] {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return [() => zlib.createGunzip()]
    case 'deflate':
      return [() => zlib.createInflate(), () => zlib.createInflateRaw()]
    case 'br':
      return [() => zlib.createBrotliDecompress()]
    default:
      return []
  }
}

async function readStart(decoder: () => Transform, body: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  const coarse = await feed(decoder(), piecesOf(body, PIECE_BYTES), maxBytes)
  if (coarse.isSound) return coarse.output
  // Of the piece with the fault in it nothing was given; byte by byte it is, up to the fault.
  const rest = body.subarray(coarse.takenBytes, coarse.takenBytes + PIECE_BYTES)
  return (await feed(decoder(), [...piecesOf(body.subarray(0, coarse.takenBytes), PIECE_BYTES), ...piecesOf(rest, 1)], maxBytes)).output
}

interface Fed {
  readonly output: Uint8Array
  readonly takenBytes: number
  readonly isSound: boolean
}

async function feed(decoder: Transform, pieces: Iterable<Uint8Array>, maxBytes: number): Promise<Fed> {
  const chunks: Uint8Array[] = []
  let outputBytes = 0
  let takenBytes = 0
  let isSound = true
  decoder.on('data', (chunk: Uint8Array) => {
    chunks.push(chunk)
    outputBytes += chunk.length
  })
  // A write that fails is never called back.
  const failed = new Promise<void>((resolve) => {
    decoder.on('error', () => {
      isSound = false
      resolve()
    })
  })
  for (const piece of pieces) {
    await Promise.race([failed, new Promise<void>((resolve) => decoder.write(piece, () => resolve()))])
    await nextTurn()
    if (!isSound || outputBytes > maxBytes) break
    takenBytes += piece.length
  }
  decoder.destroy()
  return { output: Buffer.concat(chunks), takenBytes, isSound }
}

function* piecesOf(body: Uint8Array, size: number): Generator<Uint8Array, void> {
  for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size)
}
