import { NO_ROW, type Line } from '@shared/exchange/document/rows'
import { hexText } from '@shared/hexadecimal'
import type { PlainLines } from './piece-lines'

const PER_LINE = 16

/** Bytes as a dump of sixteen a line: the offset, the bytes in two groups of eight, and what of them is printable ASCII. */
export class HexLines implements PlainLines {
  readonly count: number

  constructor(private readonly bytes: Uint8Array) {
    this.count = Math.ceil(bytes.length / PER_LINE)
  }

  lineAt(number: number): Line {
    const offset = number * PER_LINE
    const row = this.bytes.subarray(offset, offset + PER_LINE)
    const group = (from: number): string => hexText(row.subarray(from, from + 8)).padEnd(23)
    const readable = Array.from(row, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')
    const text = `${offset.toString(16).padStart(8, '0')}  ${group(0)}  ${group(8)}  |${readable}|`
    return { text, row: NO_ROW, lastLine: number }
  }

  lineOf(): number {
    return 0
  }

  continuesAt(): boolean {
    return false
  }
}
