import type { Migration } from '../migration'

/**
 * What a batch is to send, so that its file may change or vanish. Whether a row was sent is not kept here but asked of the
 * exchanges: a row waits as long as it has been sent exactly `awaits` times, which no clock can upset.
 */
export const migration0032: Migration = {
  version: 32,
  sql: `
    CREATE TABLE batch (
      id TEXT PRIMARY KEY,
      created_at INTEGER NOT NULL,
      file_name TEXT NOT NULL,
      -- Folder of the file the rows came from.
      folder TEXT NOT NULL,
      profile_name TEXT NOT NULL,
      -- JSON texts.
      plan TEXT NOT NULL,
      columns TEXT NOT NULL,
      -- 'keeping' until every row is in, then what the user wants of it: 'running', 'paused' or 'stopped'.
      wanted TEXT NOT NULL,
      paused_because TEXT,
      owner_pid INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE batch_row (
      id INTEGER PRIMARY KEY,
      batch_id TEXT NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
      row INTEGER NOT NULL,
      line INTEGER NOT NULL,
      caller_id TEXT NOT NULL,
      -- A JSON list of texts, one per column.
      cells TEXT NOT NULL,
      -- Why it is not sent at all.
      left_out TEXT,
      awaits INTEGER NOT NULL DEFAULT 0,
      -- What is known of exchanges that were deleted for good.
      deleted_sends INTEGER NOT NULL DEFAULT 0,
      deleted_outcome TEXT
    ) STRICT;
    CREATE UNIQUE INDEX batch_row_place ON batch_row (batch_id, row);

    -- Retention must not make a row look as if it had never been sent.
    CREATE TRIGGER exchange_of_batch_deleted AFTER DELETE ON exchange WHEN old.batch_id IS NOT NULL BEGIN
      UPDATE batch_row SET deleted_sends = deleted_sends + 1,
        deleted_outcome = CASE WHEN old.outcome IS NULL OR (old.outcome = 'failed' AND old.bytes_left = 1) THEN 'unknown' ELSE old.outcome END
      WHERE batch_id = old.batch_id AND row = old.batch_row;
    END;
  `,
}
