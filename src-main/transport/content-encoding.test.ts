import zlib from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { decodeBody } from './content-encoding'

const TEXT = '会话 {"a":1}'.repeat(20)
const plain = Buffer.from(TEXT)

describe('decodeBody', () => {
  it.each([
    ['gzip', zlib.gzipSync(plain)],
    ['X-GZIP', zlib.gzipSync(plain)],
    ['deflate', zlib.deflateSync(plain)],
    ['deflate', zlib.deflateRawSync(plain)],
    ['br', zlib.brotliCompressSync(plain)],
    ['identity', plain],
    ['gzip, gzip', zlib.gzipSync(zlib.gzipSync(plain))],
  ])('undoes %s', async (encoding, body) => {
    const decoded = await decodeBody(body, encoding, 1_000_000)
    expect(decoded.ok && Buffer.from(decoded.body).toString()).toBe(TEXT)
  })

  it('names a broken stream and an encoding it does not know', async () => {
    expect(await decodeBody(plain, 'gzip', 1_000_000)).toEqual({ ok: false, kind: 'content-encoding', detail: 'gzip' })
    expect(await decodeBody(zlib.gzipSync(plain).subarray(0, 20), 'gzip', 1_000_000)).toMatchObject({ ok: false, kind: 'content-encoding' })
    expect(await decodeBody(plain, 'zstd', 1_000_000)).toMatchObject({ ok: false, detail: 'zstd' })
  })

  it('stops a body that would grow past the limit', async () => {
    const bomb = zlib.gzipSync(Buffer.alloc(10_000_000))
    expect(await decodeBody(bomb, 'gzip', 100_000)).toEqual({ ok: false, kind: 'too-large', detail: '100000' })
  })

  it('takes an empty body as it is', async () => {
    expect(await decodeBody(new Uint8Array(), 'gzip', 10)).toMatchObject({ ok: true })
  })
})
