import type { Migration } from '../migration'

/** Exchanges with both halves, profiles, what is known of stored credentials, settings. */
export const migration0010: Migration = {
  version: 10,
  sql: `
    CREATE TABLE exchange (
      id TEXT PRIMARY KEY,
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
      phases TEXT
    ) STRICT;
    CREATE INDEX exchange_newest ON exchange (started_at DESC, id DESC);
    CREATE INDEX exchange_caller ON exchange (caller_id, gateway_url, operation);
    CREATE INDEX exchange_in_progress ON exchange (owner_pid) WHERE outcome IS NULL;

    CREATE TABLE exchange_half (
      exchange_id TEXT NOT NULL REFERENCES exchange (id) ON DELETE CASCADE,
      half TEXT NOT NULL CHECK (half IN ('request', 'response')),
      head TEXT NOT NULL,
      body BLOB NOT NULL,
      masked TEXT NOT NULL,
      PRIMARY KEY (exchange_id, half)
    ) STRICT;

    CREATE TABLE profile (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      settings TEXT NOT NULL,
      built_in INTEGER NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE credential_marker (
      profile_id TEXT NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
      kind TEXT NOT NULL CHECK (kind IN ('secret', 'session')),
      fingerprint TEXT NOT NULL,
      saved_at INTEGER NOT NULL,
      PRIMARY KEY (profile_id, kind)
    ) STRICT;

    CREATE TABLE certificate_authority (
      id TEXT PRIMARY KEY,
      pem TEXT NOT NULL,
      imported_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE setting (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;
  `,
}
