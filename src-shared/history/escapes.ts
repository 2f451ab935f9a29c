const JSON_ESCAPE = /\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))/g
const JSON_CHARACTERS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }
const XML_REFERENCE = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/g
const XML_CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const LAST_CODE_POINT = 0x10ffff

/**
 * A text as it is written, and, where it has escapes of JSON or references of XML, as a reader sees it: both can be
 * searched. What is no escape stays as it is, so this never fails.
 */
export function readableTexts(text: string): readonly string[] {
  const readings = [text]
  if (text.includes('\\')) readings.push(text.replace(JSON_ESCAPE, jsonCharacter))
  if (text.includes('&')) readings.push(text.replace(XML_REFERENCE, xmlCharacter))
  return readings.filter((reading, index) => index === 0 || reading !== text)
}

function jsonCharacter(_: string, hexadecimal: string | undefined, letter: string): string {
  return hexadecimal === undefined ? (JSON_CHARACTERS[letter] ?? letter) : String.fromCharCode(Number.parseInt(hexadecimal, 16))
}

function xmlCharacter(whole: string, hexadecimal: string | undefined, decimal: string | undefined, name: string): string {
  if (hexadecimal === undefined && decimal === undefined) return XML_CHARACTERS[name] ?? whole
  const codePoint = hexadecimal === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hexadecimal, 16)
  return codePoint > LAST_CODE_POINT ? whole : String.fromCodePoint(codePoint)
}
