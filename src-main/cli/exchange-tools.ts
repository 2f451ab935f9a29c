import type { DatabaseClient } from '../database/client'
import { InlineReader } from '../documents/inline-reader'
import type { ExchangeTools } from '../exchange/perform-exchange'
import { ProductionGuard } from '../guard/production-guard'
import { sendOverHttp } from '../transport/http-transport'
import type { CommandSurroundings } from './command'

/** Asks every command for the name of a live environment (`--confirm`): a run of the command line is one send. */
export function commandGuard(): ProductionGuard {
  return new ProductionGuard(() => Promise.resolve('each-time'))
}

/** What a command sends with: the history it opened, the same transport as the window, bodies read here. */
export function exchangeTools(database: DatabaseClient, { version, writeError }: Pick<CommandSurroundings, 'version' | 'writeError'>): ExchangeTools {
  const report = (error: unknown): void => writeError(`${String(error)}\n`)
  return {
    history: database.history,
    transport: sendOverHttp,
    documents: new InlineReader((exchangeId, half) => database.history.readHalf(exchangeId, half)),
    now: Date.now,
    userAgent: `ly-session-console/${version}`,
    onStarted: () => undefined,
    onUnrecorded: report,
    onUnread: report,
  }
}
