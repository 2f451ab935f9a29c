import type { Connection } from '../database/connection'
import { prepared } from '../database/prepared'
import { inTransaction } from '../database/transaction'
import { LONGEST_WHOLE_BODY, packed, partsOf, unpacked } from './body-packing'

export type HalfName = 'request' | 'response'

/** A half as its row holds it; `masked` is JSON text. */
export interface HalfRow {
  readonly head: string
  readonly body: Uint8Array
  readonly masked: string
}

/** Says in a half's row that its body is in parts of its own. */
const IN_PARTS = 'parts'
/** Numbers a half has for its parts; twice as many belong to an exchange. */
const PARTS_OF_HALF = 4096
const NO_BYTES = new Uint8Array()
const READ = `
  SELECT head, masked, body_bytes AS bytes, half.packing AS kept, half.body AS whole, part.packing AS packing, part.body AS part
  FROM exchange_half AS half LEFT JOIN exchange_part AS part ON part.id BETWEEN half.id * ${PARTS_OF_HALF} AND half.id * ${PARTS_OF_HALF} + ${PARTS_OF_HALF - 1}
  WHERE half.id = ? ORDER BY part.id`

/**
 * The two halves of each exchange, by the exchange's number. A long body is kept in parts, which are packed one by one when
 * there is time for it; it reads the same at every moment.
 */
export class HalfStore {
  constructor(private readonly connection: Connection) {}

  /** Call it in the transaction that makes or completes the exchange and adds the length of the body to its `stored_bytes`. */
  insert(seq: number, half: HalfName, head: string, body: Uint8Array, masked: unknown): void {
    const id = idOf(seq, half)
    const isLong = body.length > LONGEST_WHOLE_BODY
    prepared(this.connection, 'INSERT INTO exchange_half (id, head, masked, packing, body_bytes, body) VALUES (?, ?, ?, ?, ?, ?)')
      .run(id, head, JSON.stringify(masked), isLong ? IN_PARTS : '', body.length, isLong ? NO_BYTES : body)
    if (isLong) this.insertParts(id, body)
  }

  /** Null when there is no such half. */
  read(seq: number, half: HalfName): HalfRow | null {
    // One statement sees one state of the file, whatever is packed or deleted meanwhile.
    const rows = prepared(this.connection, READ).iterate(idOf(seq, half)) as Iterable<PartRow>
    let found: HalfRow | null = null
    let end = 0
    let inParts = false
    for (const { head, masked, bytes, kept, whole, packing, part } of rows) {
      inParts = kept === IN_PARTS
      found ??= { head, masked, body: inParts ? new Uint8Array(bytes) : whole }
      if (part === null) continue
      const own = unpacked(packing ?? '', part)
      found.body.set(own, end)
      end += own.length
    }
    // Half a body must not pass for a whole one.
    if (inParts && end !== found?.body.length) throw new Error('a part of a body is missing')
    return found
  }

  /** The same without its body, which is not read. */
  describe(seq: number, half: HalfName): { readonly head: string; readonly masked: string; readonly bodyBytes: number } | null {
    const row = this.connection.prepare('SELECT head, masked, body_bytes AS bodyBytes FROM exchange_half WHERE id = ?').get(idOf(seq, half))
    return (row as { head: string; masked: string; bodyBytes: number } | undefined) ?? null
  }

  /**
   * Packs one part of an exchange that has ended, and says whether there was one. It is replaced in one transaction: whoever
   * ends here has it as it was or packed.
   */
  packOne(): boolean {
    const found = this.connection
      .prepare(
        `SELECT id, body FROM exchange_part WHERE packing IS NULL
         AND EXISTS (SELECT 1 FROM exchange WHERE seq = exchange_part.id >> 13 AND outcome IS NOT NULL) LIMIT 1`,
      )
      .get() as { id: number; body: Uint8Array } | undefined
    if (found === undefined) return this.cutOne()
    const body = packed(found.body)
    inTransaction(this.connection, () => {
      if (body === null) this.connection.prepare("UPDATE exchange_part SET packing = '' WHERE id = ? AND packing IS NULL").run(found.id)
      // Another program may have packed or deleted it since.
      else if (this.connection.prepare("UPDATE exchange_part SET packing = 'brotli', body = ? WHERE id = ? AND packing IS NULL").run(body, found.id).changes > 0)
        this.grow(Math.floor(found.id / (2 * PARTS_OF_HALF)), body.length - found.body.length)
    })
    return true
  }

  /** Cuts one body an older console kept whole into parts, and says whether there was one. */
  private cutOne(): boolean {
    const found = this.connection
      .prepare(
        `SELECT id, body FROM exchange_half WHERE packing = '' AND body_bytes > ${LONGEST_WHOLE_BODY}
         AND EXISTS (SELECT 1 FROM exchange WHERE seq = exchange_half.id >> 1 AND outcome IS NOT NULL) LIMIT 1`,
      )
      .get() as { id: number; body: Uint8Array } | undefined
    if (found === undefined) return false
    inTransaction(this.connection, () => {
      const cut = this.connection.prepare("UPDATE exchange_half SET packing = ?, body = ? WHERE id = ? AND packing = ''")
      if (cut.run(IN_PARTS, NO_BYTES, found.id).changes > 0) this.insertParts(found.id, found.body)
    })
    return true
  }

  private insertParts(halfId: number, body: Uint8Array): void {
    const insert = this.connection.prepare('INSERT INTO exchange_part (id, body) SELECT :id, :body WHERE :id IS NOT NULL')
    let id = halfId * PARTS_OF_HALF
    for (const part of partsOf(body)) insert.run({ id: id++, body: part })
    // A statement keeps a copy of what it was given until it is collected, which may be long after; this gives the last part's back.
    insert.run({ id: null, body: null })
  }

  private grow(seq: number, bytes: number): void {
    this.connection.prepare('UPDATE exchange SET stored_bytes = stored_bytes + ? WHERE seq = ?').run(bytes, seq)
  }
}

interface PartRow {
  readonly head: string
  readonly masked: string
  readonly bytes: number
  readonly kept: string
  readonly whole: Uint8Array
  readonly packing: string | null
  readonly part: Uint8Array | null
}

function idOf(seq: number, half: HalfName): number {
  return seq * 2 + (half === 'response' ? 1 : 0)
}
