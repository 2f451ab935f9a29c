import type { Migration } from '../migration'

/** An index of tokens; what it is made of can be read again from the exchanges, so it keeps no texts itself. */
export const CREATE_SEARCH_INDEX = `
  CREATE VIRTUAL TABLE IF NOT EXISTS search_index USING fts5(
    tokens, content = '', contentless_delete = 1, detail = none, prefix = '2', tokenize = "ascii tokenchars '_:='"
  );
  -- What is committed in small batches is merged less often, and read from larger pages.
  INSERT INTO search_index (search_index, rank) VALUES ('automerge', 8), ('pgsz', 16000);
`

const COUNTED = ['outcome', 'code', 'sub_code', 'failure', 'profile_name', 'environment', 'operation', 'tags'] as const
const columns = COUNTED.join(', ')
const valuesOf = (row: 'new' | 'old'): string => COUNTED.map((column) => `coalesce(${row}.${column}, '')`).join(', ')
const count = (row: 'new' | 'old', by: 1 | -1): string => `
  INSERT INTO exchange_count (removed, ${columns}, count) VALUES (${row}.removal_id IS NOT NULL, ${valuesOf(row)}, ${by})
  ON CONFLICT DO UPDATE SET count = count + (${by});
`
const changed = [...COUNTED, 'removal_id'].map((column) => `old.${column} IS NOT new.${column}`).join(' OR ')

/** Fills the counts from the exchanges. */
const COUNT_ALL = `
  INSERT INTO exchange_count (removed, ${columns}, count)
      SELECT removal_id IS NOT NULL, ${COUNTED.map((column) => `coalesce(${column}, '')`).join(', ')}, count(*) FROM exchange GROUP BY ${COUNTED.map((_, nth) => nth + 1).join(', ')}, ${COUNTED.length + 1};
`

/** Makes what is derived anew where exchanges were put in place otherwise than by this console: the index is built again, the counts at once. */
export const DERIVE_ANEW = `
  DELETE FROM search_state;
  INSERT INTO search_state (version, is_ready) VALUES (0, 0);
  DELETE FROM exchange_count;
  ${COUNT_ALL}
`

/**
 * The search index, which exchange stands under which tokens; how many exchanges there are of each combination of what is
 * counted beside the list; and the few exchanges whose number lies behind the second they started in.
 */
export const migration0021: Migration = {
  version: 21,
  sql: `
    ${CREATE_SEARCH_INDEX}
    -- One row. is_ready: whether an exchange marked as indexed is one. The lease keeps two processes from indexing at once.
    CREATE TABLE search_state (
      version INTEGER NOT NULL,
      is_ready INTEGER NOT NULL,
      lease_pid INTEGER NOT NULL DEFAULT 0,
      lease_until INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    INSERT INTO search_state (version, is_ready) VALUES (0, 0);

    CREATE TRIGGER exchange_unindexed_by_deletion AFTER DELETE ON exchange WHEN old.indexed = 1 BEGIN
      DELETE FROM search_index WHERE rowid = old.seq;
    END;

    CREATE INDEX exchange_displaced ON exchange (seq - (started_at / 1000 - 1577836800) * 64) WHERE seq - (started_at / 1000 - 1577836800) * 64 >= 64;
    CREATE INDEX exchange_removed_order ON exchange (seq) WHERE removal_id IS NOT NULL;

    CREATE TABLE exchange_count (
      removed INTEGER NOT NULL,
      ${COUNTED.map((column) => `${column} TEXT NOT NULL`).join(', ')},
      count INTEGER NOT NULL,
      PRIMARY KEY (removed, ${columns})
    ) STRICT, WITHOUT ROWID;
    ${COUNT_ALL}
    CREATE TRIGGER exchange_counted_in AFTER INSERT ON exchange BEGIN ${count('new', 1)} END;
    CREATE TRIGGER exchange_counted_out AFTER DELETE ON exchange BEGIN ${count('old', -1)} END;
    CREATE TRIGGER exchange_counted_anew AFTER UPDATE OF ${columns}, removal_id ON exchange WHEN ${changed} BEGIN
      ${count('old', -1)} ${count('new', 1)}
    END;
  `,
}
