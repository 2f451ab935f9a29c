import type { Migration } from '../migration'

/**
 * How many rows of a batch are in which state, kept once it was counted: counting reads every row with its exchanges. Whatever may
 * change a row's state takes the count away, so that it is right or not there.
 */
export const migration0034: Migration = {
  version: 34,
  sql: `
    -- JSON text of the counts; NULL while nobody has counted.
    ALTER TABLE batch ADD COLUMN counted TEXT;

    CREATE TRIGGER batch_exchange_begun AFTER INSERT ON exchange WHEN new.batch_id IS NOT NULL BEGIN
      UPDATE batch SET counted = NULL WHERE id = new.batch_id AND counted IS NOT NULL;
    END;
    CREATE TRIGGER batch_exchange_ended AFTER UPDATE OF outcome, bytes_left ON exchange WHEN new.batch_id IS NOT NULL BEGIN
      UPDATE batch SET counted = NULL WHERE id = new.batch_id AND counted IS NOT NULL;
    END;
    CREATE TRIGGER batch_row_added AFTER INSERT ON batch_row BEGIN
      UPDATE batch SET counted = NULL WHERE id = new.batch_id AND counted IS NOT NULL;
    END;
    -- An exchange that is deleted for good changes its row (migration 32).
    CREATE TRIGGER batch_row_changed AFTER UPDATE ON batch_row BEGIN
      UPDATE batch SET counted = NULL WHERE id = new.batch_id AND counted IS NOT NULL;
    END;
    CREATE TRIGGER batch_wanted_changed AFTER UPDATE OF wanted ON batch WHEN new.wanted <> old.wanted BEGIN
      UPDATE batch SET counted = NULL WHERE id = new.id;
    END;
  `,
}
