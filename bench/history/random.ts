/** Numbers that look random and are the same at every run. */
export class Random {
  constructor(private state: number) {}

  /** From 0 up to but not including 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T
  }

  text(alphabet: string, length: number): string {
    let text = ''
    for (let nth = 0; nth < length; nth += 1) text += alphabet[this.below(alphabet.length)] ?? ''
    return text
  }

  digits(length: number): string {
    return String(1 + this.below(9)) + this.text('0123456789', length - 1)
  }

  hexadecimal(length: number): string {
    return this.text('0123456789abcdef', length)
  }
}
