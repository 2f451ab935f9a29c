import type { Migration } from '../migration'

/**
 * Which exchange was sent for which row of which batch: written with the exchange itself, so that whether a row was sent is never a
 * second opinion. Few exchanges belong to a batch, so the index stays small.
 */
export const migration0030: Migration = {
  version: 30,
  sql: `
    ALTER TABLE exchange ADD COLUMN batch_id TEXT;
    ALTER TABLE exchange ADD COLUMN batch_row INTEGER;
    CREATE INDEX exchange_batch ON exchange (batch_id, batch_row, seq) WHERE batch_id IS NOT NULL;
  `,
}
