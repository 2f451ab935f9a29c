import type { Connection } from '../database/connection'

export type HalfName = 'request' | 'response'

/** A half as its row holds it; `masked` is JSON text. */
export interface HalfRow {
  readonly head: string
  readonly body: Uint8Array
  readonly masked: string
}

/** The two halves of each exchange, by the exchange's number. */
export class HalfStore {
  constructor(private readonly connection: Connection) {}

  insert(seq: number, half: HalfName, head: string, body: Uint8Array, masked: unknown): void {
    const insert = this.connection.prepare(
      `INSERT INTO exchange_half (id, head, masked, body_bytes, body)
       SELECT :id, :head, :masked, :bytes, :body WHERE :id IS NOT NULL`,
    )
    insert.run({ id: idOf(seq, half), head, body, bytes: body.length, masked: JSON.stringify(masked) })
    // A statement keeps a copy of what it was given until it is collected, which may be long after; this gives a large body's back.
    insert.run({ id: null, head: null, body: null, bytes: null, masked: null })
  }

  /** Null when there is no such half. */
  read(seq: number, half: HalfName): HalfRow | null {
    const row = this.connection.prepare('SELECT head, body, masked FROM exchange_half WHERE id = ?').get(idOf(seq, half))
    return (row as HalfRow | undefined) ?? null
  }

  /** The same without its body, which is not read. */
  describe(seq: number, half: HalfName): { readonly head: string; readonly masked: string; readonly bodyBytes: number } | null {
    const row = this.connection.prepare('SELECT head, masked, body_bytes AS bodyBytes FROM exchange_half WHERE id = ?').get(idOf(seq, half))
    return (row as { head: string; masked: string; bodyBytes: number } | undefined) ?? null
  }
}

function idOf(seq: number, half: HalfName): number {
  return seq * 2 + (half === 'response' ? 1 : 0)
}
