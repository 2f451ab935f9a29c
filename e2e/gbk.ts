/** A text in GBK, as spreadsheets of Chinese systems save it. @throws Error for a character GBK does not have */
export function encodeGbk(text: string): Buffer {
  const known = gbkCharacters()
  return Buffer.concat(
    Array.from(text, (character) => {
      if (character.charCodeAt(0) < 0x80) return Buffer.from(character)
      const bytes = known.get(character)
      if (bytes === undefined) throw new Error(`not in GBK: ${character}`)
      return bytes
    }),
  )
}

/** Node decodes GBK and does not encode it, so the table is read off the decoder. */
function gbkCharacters(): ReadonlyMap<string, Buffer> {
  const decoder = new TextDecoder('gbk')
  const characters = new Map<string, Buffer>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue
      const bytes = Buffer.from([lead, trail])
      characters.set(decoder.decode(bytes), bytes)
    }
  }
  return characters
}
