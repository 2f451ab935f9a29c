/** A session the local gateway created, with what tests ask after. */
export interface GatewaySession {
  readonly id: string
  /** The caller's own id; the platform documents no idempotency, so several sessions may share one (PROTOCOL 5). */
  readonly sid: string
  readonly channelUid: string
  /** Digits as they arrived; null when the call had none. */
  readonly orgId: string | null
  readonly isvOrgId: string | null
  readonly appKey: string
  /** Epoch milliseconds. */
  readonly createdAt: number
  readonly closedAt: number | null
}

/** What is known of a session before the book gives it an id. */
export type NewSession = Omit<GatewaySession, 'id' | 'closedAt'>

/** Sessions of one run of the gateway, in memory; beyond the limit the oldest is forgotten. */
export class SessionBook {
  private readonly sessions = new Map<string, GatewaySession>()
  private opened = 0

  constructor(
    private readonly newId: () => string,
    private readonly limit = 10_000,
  ) {}

  /** Writes a new session down and gives it its id. */
  open(session: NewSession): GatewaySession {
    const opened: GatewaySession = { ...session, id: this.newId(), closedAt: null }
    this.sessions.set(opened.id, opened)
    this.opened += 1
    for (const id of this.sessions.keys()) {
      if (this.sessions.size <= this.limit) break
      this.sessions.delete(id)
    }
    return opened
  }

  /** Marks a session closed; false when there is none with that id, or it is closed already. */
  close(id: string, closedAt: number): boolean {
    const session = this.sessions.get(id)
    if (session === undefined || session.closedAt !== null) return false
    this.sessions.set(id, { ...session, closedAt })
    return true
  }

  /** The session with that id, or null. */
  find(id: string): GatewaySession | null {
    return this.sessions.get(id) ?? null
  }

  /** The remembered sessions, oldest first. */
  list(): GatewaySession[] {
    return [...this.sessions.values()]
  }

  /** How many sessions were ever opened, the forgotten ones included. */
  get openedCount(): number {
    return this.opened
  }
}
