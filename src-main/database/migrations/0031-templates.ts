import type { Migration } from '../migration'

/**
 * Saved drafts, and what each profile's variables stand for. `content` and `variables` are JSON text; a deleted template keeps its
 * row for a while, so that it can be brought back. A profile that goes takes its variables and its counter with it.
 */
export const migration0031: Migration = {
  version: 31,
  sql: `
    CREATE TABLE template (
      id TEXT PRIMARY KEY,
      content TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      deleted_at INTEGER
    ) STRICT;

    CREATE TABLE profile_variables (
      profile_id TEXT PRIMARY KEY REFERENCES profile (id) ON DELETE CASCADE,
      next_sequence INTEGER NOT NULL,
      variables TEXT NOT NULL
    ) STRICT;
  `,
}
