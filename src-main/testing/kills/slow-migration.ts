import type { Migration } from '../../database/migration'

/** One migration more than there are, which writes every exchange anew as the largest of them do. */
export const SLOW_MIGRATION: Migration = {
  version: 900_000,
  sql: `
    CREATE TABLE copy_of_exchange AS SELECT * FROM exchange;
    CREATE TABLE copy_of_half AS SELECT * FROM exchange_half;
    CREATE INDEX copy_of_half_by_head ON copy_of_half (head);
  `,
}
