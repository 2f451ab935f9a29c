import type { PasteResult } from '../pasted-request'

/** One pasted text and what is to come out of it, as it stands in a file of this folder. */
export interface CorpusCase {
  readonly name: string
  readonly text: string
  /** Lines as {@link resultRows} writes them. */
  readonly expected: readonly string[]
}

const SHORT: readonly (readonly [string, string])[] = [
  ['ly_create_session_dto.source.', 's.'],
  ['ly_create_session_dto.target.', 't.'],
  ['ly_ding_open_para_dto.', 'd.'],
]

/**
 * The cases of a file: `==== name`, the text, `~~~~`, the expected rows. A name that ends in `[crlf]` has its text with the line ends
 * of Windows, one that ends in `[nbsp]` has no-break spaces where `␣` stands.
 */
export function corpusCases(file: string): CorpusCase[] {
  return file
    .split(/^==== /m)
    .slice(1)
    .map((block) => {
      const [, name = '', text = '', rows = ''] = /^([^\n]*)\n([^]*?)\n?^~~~~\n?([^]*)$/m.exec(block) ?? []
      const written = name.endsWith('[nbsp]') ? text.replaceAll('␣', '\u00a0') : text
      return { name, text: name.endsWith('[crlf]') ? written.replaceAll('\n', '\r\n') : written, expected: rows.split('\n').filter((row) => row !== '') }
    })
}

/**
 * A result in rows: what every field is filled with, then how it was read, its address, the names of what is not filled by their fate,
 * and the notes.
 */
export function resultRows(result: PasteResult): string[] {
  if (!result.ok) return [`problem: ${result.problem}${result.detail === '' ? '' : ` ${result.detail}`}`]
  const named = (fate: string): string[] => {
    const names = result.items.filter((item) => item.fate === fate).map(({ name }) => shortPath(name))
    return names.length === 0 ? [] : [`${fate}: ${names.join(' ')}`]
  }
  return [
    ...Object.entries(result.reading.values).map(([path, value]) => `${shortPath(path)} = ${value.replace(/\n/g, '⏎')}`),
    `shape: ${result.shape}`,
    ...(result.operation === null || result.operation === result.heldAgainst ? [] : [`operation: ${result.operation}`]),
    ...(result.gatewayUrl === null || result.gatewayUrl === 'https://gw.api.taobao.com/router/rest' ? [] : [`address: ${result.gatewayUrl}`]),
    ...['setting', 'dropped', 'empty', 'replaced', 'unknown', 'unreadable'].flatMap(named),
    ...result.notes.map(({ code, detail }) => `note: ${code}${detail === '' ? '' : ` ${detail}`}`),
  ]
}

function shortPath(path: string): string {
  const [long = '', short = ''] = SHORT.find(([prefix]) => path.startsWith(prefix)) ?? []
  return short + path.slice(long.length)
}
