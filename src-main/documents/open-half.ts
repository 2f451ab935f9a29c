import { findOperation } from '@shared/catalog'
import type { Operation } from '@shared/descriptor/types'
import { headerOf } from '@shared/exchange/exchange'
import { MAX_RESPONSE_BYTES } from '@shared/profile/profile'
import type { StoredHalf } from '../history/history'
import { decodeBody, type DecodedBody } from '../transport/content-encoding'
import { HexLines } from './hex-lines'
import { OpenDocument } from './open-document'

// Each charset the user tries is a document of its own.
const MAX_DOCUMENTS = 3

/** One half of an exchange: its stored bytes and, once somebody asks, what they say in each charset. */
export class OpenHalf {
  private readonly documents = new Map<string | null, Promise<OpenDocument>>()
  private readonly opened = new Set<OpenDocument>()
  private decoding: Promise<DecodedBody> | null = null
  private decodedBytes = 0
  readonly hex: HexLines
  readonly operation: Operation | null

  /** `decoded` is the body without its content encoding, when that is known already. */
  constructor(
    readonly half: 'request' | 'response',
    readonly stored: StoredHalf,
    decoded: DecodedBody | null = null,
  ) {
    this.hex = new HexLines(stored.body)
    this.operation = findOperation(stored.operation)
    if (decoded !== null) this.decoding = Promise.resolve(this.count(decoded))
  }

  /** The memory that closing it would free, about. */
  get bytes(): number {
    let bytes = this.stored.body.length + this.decodedBytes
    for (const document of this.opened) bytes += document.bytes
    return bytes
  }

  /** The body without its content encoding. */
  decoded(): Promise<DecodedBody> {
    this.decoding ??= decodeBody(this.stored.body, headerOf(this.stored.head, 'content-encoding'), MAX_RESPONSE_BYTES).then((decoded) =>
      this.count(decoded),
    )
    return this.decoding
  }

  /** What the body says, read in its own charset (null) or in the one the user chose. */
  document(charset: string | null): Promise<OpenDocument> {
    const known = this.documents.get(charset)
    if (known !== undefined) return known
    for (const [other, document] of this.documents) {
      if (this.documents.size < MAX_DOCUMENTS) break
      // What the bytes say by themselves is what is asked for most.
      if (other === null) continue
      this.documents.delete(other)
      void document.then((closed) => this.opened.delete(closed))
    }
    const opening = this.decoded().then((decoded) => {
      const document = new OpenDocument(this, decoded, charset)
      this.opened.add(document)
      return document
    })
    this.documents.set(charset, opening)
    return opening
  }

  private count(decoded: DecodedBody): DecodedBody {
    this.decodedBytes = decoded.ok && decoded.body !== this.stored.body ? decoded.body.length : 0
    return decoded
  }
}
