// What src-shared may use of its surroundings: the few names that Node, the page and a worker all have.
// Everything else of a platform stays out, so this list is the whole price of "runs anywhere".

declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  readonly encoding: string
  decode(bytes?: Uint8Array): string
}

declare class URL {
  constructor(url: string)
  readonly protocol: string
  readonly hostname: string
  readonly username: string
  readonly password: string
  readonly hash: string
  readonly search: string
  readonly href: string
}
