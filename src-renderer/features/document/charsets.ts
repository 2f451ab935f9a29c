/** Charsets a user can read the stored bytes in, by the names the decoder knows. */
export const CHARSETS = [
  'utf-8',
  'gb18030',
  'gbk',
  'big5',
  'utf-16le',
  'utf-16be',
  'iso-8859-1',
  'shift_jis',
  'euc-kr',
  'windows-1252',
] as const

const NAMES: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  gb18030: 'GB18030',
  gbk: 'GBK',
  big5: 'Big5',
  'utf-16le': 'UTF-16LE',
  'utf-16be': 'UTF-16BE',
  'iso-8859-1': 'ISO-8859-1',
  shift_jis: 'Shift_JIS',
  'euc-kr': 'EUC-KR',
  'windows-1252': 'windows-1252',
}

/** A charset as people write it. */
export function charsetName(charset: string): string {
  return NAMES[charset.toLowerCase()] ?? charset
}
