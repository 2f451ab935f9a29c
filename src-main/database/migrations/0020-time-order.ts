import type { Migration } from '../migration'

/**
 * Exchanges get a number that rises with time (`seq`: seconds since 2020 times 64, plus one for each further exchange of the
 * same second), so that newest first is the order of the table and of every index; halves are found by that number. Labels,
 * where an exchange comes from, and room for what was removed but can still be brought back.
 */
export const migration0020: Migration = {
  version: 20,
  sql: `
    CREATE TABLE exchange_20 (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      started_at INTEGER NOT NULL,
      operation TEXT NOT NULL,
      operation_version INTEGER NOT NULL,
      profile_id TEXT NOT NULL,
      profile_name TEXT NOT NULL,
      environment TEXT NOT NULL,
      gateway_url TEXT NOT NULL,
      app_key TEXT NOT NULL,
      format TEXT NOT NULL,
      sign_method TEXT NOT NULL,
      placement TEXT NOT NULL,
      caller_id TEXT NOT NULL,
      subject TEXT NOT NULL,
      request_bytes INTEGER NOT NULL,
      parent_id TEXT,
      owner_pid INTEGER NOT NULL,
      outcome TEXT,
      failure TEXT,
      failure_detail TEXT,
      bytes_left INTEGER NOT NULL DEFAULT 0,
      code TEXT,
      sub_code TEXT,
      message TEXT,
      sub_message TEXT,
      request_id TEXT,
      result_id TEXT,
      http_status INTEGER,
      response_format TEXT,
      response_bytes INTEGER NOT NULL DEFAULT 0,
      duration_ms REAL,
      phases TEXT,
      pinned INTEGER NOT NULL DEFAULT 0,
      name TEXT NOT NULL DEFAULT '',
      note TEXT NOT NULL DEFAULT '',
      tags TEXT NOT NULL DEFAULT '[]',
      imported INTEGER NOT NULL DEFAULT 0,
      removal_id TEXT,
      removed_at INTEGER,
      indexed INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    INSERT INTO exchange_20 (seq, id, started_at, operation, operation_version, profile_id, profile_name, environment, gateway_url,
      app_key, format, sign_method, placement, caller_id, subject, request_bytes, owner_pid, outcome, failure, failure_detail,
      bytes_left, code, sub_code, message, sub_message, request_id, result_id, http_status, response_format, response_bytes,
      duration_ms, phases)
    SELECT nth + max((started_at / 1000 - 1577836800) * 64 - nth) OVER (ORDER BY nth), id, started_at, operation, operation_version,
      profile_id, profile_name, environment, gateway_url, app_key, format, sign_method, placement, caller_id, subject,
      request_bytes, owner_pid, outcome, failure, failure_detail, bytes_left, code, sub_code, message, sub_message, request_id,
      result_id, http_status, response_format, response_bytes, duration_ms, phases
    FROM (SELECT row_number() OVER (ORDER BY started_at, id) AS nth, * FROM exchange);

    CREATE TABLE exchange_half_20 (
      -- Twice the exchange's number, and one more for the response.
      id INTEGER PRIMARY KEY,
      head TEXT NOT NULL,
      masked TEXT NOT NULL,
      -- How the body is kept: '' as it is, or the name of a compression.
      packing TEXT NOT NULL DEFAULT '',
      -- Length of the body itself, whatever it is kept as.
      body_bytes INTEGER NOT NULL,
      body BLOB NOT NULL
    ) STRICT;

    INSERT INTO exchange_half_20 (id, head, masked, body_bytes, body)
    SELECT seq * 2 + (half = 'response'), head, masked, length(body), body
    FROM exchange_half JOIN exchange_20 ON exchange_20.id = exchange_half.exchange_id;

    DROP TABLE exchange_half;
    DROP TABLE exchange;
    ALTER TABLE exchange_20 RENAME TO exchange;
    ALTER TABLE exchange_half_20 RENAME TO exchange_half;

    CREATE INDEX exchange_kept ON exchange (seq) WHERE removal_id IS NULL;
    CREATE INDEX exchange_removed ON exchange (removal_id) WHERE removal_id IS NOT NULL;
    CREATE INDEX exchange_caller ON exchange (caller_id, gateway_url, operation);
    CREATE INDEX exchange_in_progress ON exchange (owner_pid) WHERE outcome IS NULL;
    CREATE INDEX exchange_unindexed ON exchange (seq) WHERE indexed = 0;

    CREATE TRIGGER exchange_deleted AFTER DELETE ON exchange BEGIN
      DELETE FROM exchange_half WHERE id IN (old.seq * 2, old.seq * 2 + 1);
    END;
  `,
}
