/** Bytes as two-digit lower-case hexadecimal numbers with a blank between. */
export function hexText(bytes: Uint8Array): string {
  return Array.from(bytes, hexByte).join(' ')
}

/** One byte as two lower-case hexadecimal digits. */
export function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
