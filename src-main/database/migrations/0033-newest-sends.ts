import type { Migration } from '../migration'

/**
 * Which exchange of a row is its newest, written with that exchange: numbers that rise with the time name another after a clock was
 * set back, and after the newest was deleted for good the one before it must not stand for the row. And where a batch leads.
 */
export const migration0033: Migration = {
  version: 33,
  sql: `
    -- Address its profile had when it was begun, 'local' for the embedded gateway; null is not known.
    ALTER TABLE batch ADD COLUMN address TEXT;
    -- Its id; the outcome of one that was deleted for good is in deleted_outcome.
    ALTER TABLE batch_row ADD COLUMN newest_exchange TEXT;
    UPDATE batch_row SET newest_exchange = (
      SELECT id FROM exchange WHERE exchange.batch_id = batch_row.batch_id AND exchange.batch_row = batch_row.row ORDER BY seq DESC LIMIT 1
    );

    DROP TRIGGER exchange_of_batch_deleted;
    CREATE TRIGGER exchange_of_batch_deleted AFTER DELETE ON exchange WHEN old.batch_id IS NOT NULL BEGIN
      UPDATE batch_row SET deleted_sends = deleted_sends + 1,
        deleted_outcome = CASE
          WHEN newest_exchange IS NOT old.id THEN deleted_outcome
          WHEN old.outcome IS NULL OR (old.outcome = 'failed' AND old.bytes_left = 1) THEN 'unknown'
          ELSE old.outcome
        END
      WHERE batch_id = old.batch_id AND row = old.batch_row;
    END;
  `,
}
