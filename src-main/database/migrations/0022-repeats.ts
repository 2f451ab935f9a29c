import type { Migration } from '../migration'

/** Finds the exchanges that repeat another one; few do, so the index stays small. */
export const migration0022: Migration = {
  version: 22,
  sql: 'CREATE INDEX exchange_parent ON exchange (parent_id) WHERE parent_id IS NOT NULL;',
}
