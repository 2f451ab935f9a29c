import type { Migration } from '../migration'

/**
 * What a batch is to send, so that its file may change or vanish. Whether a row was sent is not kept here but asked of the
 * exchanges: a row waits as long as it has been sent exactly `awaits` times, which no clock can upset. Which exchange of a row is its
 * newest is written with that exchange: numbers that rise with the time name another after a clock was set back, and after the newest
 * was deleted for good the one before it must not stand for the row.
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
      owner_pid INTEGER NOT NULL,
      -- Address its profile had when it was begun, 'local' for the embedded gateway; null is not known.
      address TEXT,
      -- JSON text of how many rows are in which state: counting reads every row with its exchanges. Whatever may change a row's state
      -- takes it away, so that it is right or NULL.
      counted TEXT
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
      deleted_outcome TEXT,
      -- Id of the newest; the outcome of one that was deleted for good is in deleted_outcome.
      newest_exchange TEXT
    ) STRICT;
    CREATE UNIQUE INDEX batch_row_place ON batch_row (batch_id, row);

    -- Retention must not make a row look as if it had never been sent.
    CREATE TRIGGER exchange_of_batch_deleted AFTER DELETE ON exchange WHEN old.batch_id IS NOT NULL BEGIN
      UPDATE batch_row SET deleted_sends = deleted_sends + 1,
        deleted_outcome = CASE
          WHEN newest_exchange IS NOT old.id THEN deleted_outcome
          WHEN old.outcome IS NULL OR (old.outcome = 'failed' AND old.bytes_left = 1) THEN 'unknown'
          ELSE old.outcome
        END
      WHERE batch_id = old.batch_id AND row = old.batch_row;
    END;

    CREATE TRIGGER batch_exchange_begun AFTER INSERT ON exchange WHEN new.batch_id IS NOT NULL BEGIN
      UPDATE batch SET counted = NULL WHERE id = new.batch_id AND counted IS NOT NULL;
    END;
    CREATE TRIGGER batch_exchange_ended AFTER UPDATE OF outcome, bytes_left ON exchange WHEN new.batch_id IS NOT NULL BEGIN
      UPDATE batch SET counted = NULL WHERE id = new.batch_id AND counted IS NOT NULL;
    END;
    CREATE TRIGGER batch_row_added AFTER INSERT ON batch_row BEGIN
      UPDATE batch SET counted = NULL WHERE id = new.batch_id AND counted IS NOT NULL;
    END;
    -- An exchange that is deleted for good changes its row.
    CREATE TRIGGER batch_row_changed AFTER UPDATE ON batch_row BEGIN
      UPDATE batch SET counted = NULL WHERE id = new.batch_id AND counted IS NOT NULL;
    END;
    CREATE TRIGGER batch_wanted_changed AFTER UPDATE OF wanted ON batch WHEN new.wanted <> old.wanted BEGIN
      UPDATE batch SET counted = NULL WHERE id = new.id;
    END;
  `,
}
