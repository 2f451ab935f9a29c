import type { Migration } from '../migration'

/**
 * Large bodies are kept in parts of a megabyte, each of which can be packed by itself; how much disk an exchange's bodies take,
 * and whether it may go, so that both are counted by reading one index.
 */
export const migration0023: Migration = {
  version: 23,
  sql: `
    CREATE TABLE exchange_part (
      -- The half's id times 4096, and the number of the part.
      id INTEGER PRIMARY KEY,
      -- Name of a compression, '' when packing does not pay, null while nobody has tried.
      packing TEXT,
      body BLOB NOT NULL
    ) STRICT;
    CREATE INDEX exchange_part_untried ON exchange_part (id) WHERE packing IS NULL;
    -- Bodies an older console kept whole.
    CREATE INDEX exchange_half_whole ON exchange_half (id) WHERE packing = '' AND body_bytes > 65536;
    CREATE TRIGGER exchange_half_deleted AFTER DELETE ON exchange_half BEGIN
      DELETE FROM exchange_part WHERE id BETWEEN old.id * 4096 AND old.id * 4096 + 4095;
    END;

    ALTER TABLE exchange ADD COLUMN stored_bytes INTEGER NOT NULL DEFAULT 0;
    UPDATE exchange SET stored_bytes =
      (SELECT coalesce(sum(length(body)), 0) FROM exchange_half WHERE id IN (exchange.seq * 2, exchange.seq * 2 + 1));

    -- 0 may go, 1 stays: under way or written on, 2 was removed.
    ALTER TABLE exchange ADD COLUMN keeping INTEGER GENERATED ALWAYS AS (
      CASE WHEN removal_id IS NOT NULL THEN 2
           WHEN outcome IS NULL OR pinned <> 0 OR name <> '' OR note <> '' OR tags <> '[]' THEN 1
           ELSE 0 END
    ) VIRTUAL;
    CREATE INDEX exchange_keeping ON exchange (keeping, seq, started_at, stored_bytes, removed_at);
  `,
}
