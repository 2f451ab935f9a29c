/**
 * How a signer turned text into bytes. Only `utf-8` is right (PROTOCOL 2, step 4):
 * `latin-1` and `ascii` write `?` for what they cannot hold, `low-byte` cuts each UTF-16 unit to its lower half,
 * `utf-8-twice` takes UTF-8 bytes for Latin-1 text and encodes that again.
 */
export type Charset = 'utf-8' | 'gbk' | 'latin-1' | 'ascii' | 'low-byte' | 'utf-16le' | 'utf-8-twice'

const QUESTION_MARK = 0x3f

/** The bytes of a text in that encoding; what the encoding lacks becomes `?`. */
export function encodeText(text: string, charset: Charset): Uint8Array<ArrayBuffer> {
  switch (charset) {
    case 'utf-8':
      return new TextEncoder().encode(text)
    case 'utf-8-twice':
      return new TextEncoder().encode(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))
    case 'utf-16le':
      return Uint8Array.from(units(text).flatMap((unit) => [unit & 0xff, unit >> 8]))
    case 'low-byte':
      return Uint8Array.from(units(text), (unit) => unit & 0xff)
    case 'latin-1':
      return Uint8Array.from(codePoints(text), (point) => (point <= 0xff ? point : QUESTION_MARK))
    case 'ascii':
      return Uint8Array.from(codePoints(text), (point) => (point <= 0x7f ? point : QUESTION_MARK))
    case 'gbk':
      return encodeGbk(text)
  }
}

function units(text: string): number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
}

function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? QUESTION_MARK)
}

function encodeGbk(text: string): Uint8Array<ArrayBuffer> {
  gbkTable ??= readGbkTable()
  const table = gbkTable
  return Uint8Array.from(
    Array.from(text).flatMap((character) => {
      const point = character.codePointAt(0) ?? QUESTION_MARK
      return point < 0x80 ? [point] : (table.get(character) ?? [QUESTION_MARK])
    }),
  )
}

let gbkTable: ReadonlyMap<string, readonly [number, number]> | null = null

/** The platform knows how to read GBK but not how to write it, so the table is read off once. */
function readGbkTable(): ReadonlyMap<string, readonly [number, number]> {
  const pairs: [number, number][] = []
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) pairs.push([lead, trail])
  }
  const LINE_FEED = 0x0a
  const rows = new TextDecoder('gbk').decode(Uint8Array.from(pairs.flatMap((pair) => [...pair, LINE_FEED]))).split('\n')
  const table = new Map<string, [number, number]>()
  pairs.forEach((pair, index) => {
    const character = rows[index] ?? ''
    if ([...character].length === 1 && character !== '\ufffd' && !table.has(character)) table.set(character, pair)
  })
  return table
}
