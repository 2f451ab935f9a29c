/** Exchanges that may have had an effect, so that sending the same again is not safe (History.earlierUses asks the same). */
export const EFFECTIVE = "(outcome IS NULL OR outcome IN ('succeeded', 'unknown') OR (outcome = 'failed' AND bytes_left = 1))"

/**
 * Rows of a batch behind `:afterRow` with what the history says of them. A failure after bytes had left may have made the session, so
 * such a row is unknown here: whoever repeats failed rows does not repeat it unasked. Of a stopped batch nothing waits any more.
 */
export const ROWS_WITH_STATE = `
  SELECT row, line, cells, sends, caller_id AS callerId, exchange_id AS exchangeId, code, sub_code AS subCode, message, result_id AS resultId,
    request_id AS requestId, started_at AS startedAt, left_out AS leftOutBecause,
    CASE
      WHEN left_out IS NOT NULL THEN 'left-out'
      WHEN sends = awaits AND wanted <> 'stopped' THEN 'waiting'
      WHEN sends = 0 THEN 'left-out'
      WHEN exchange_id IS NULL THEN coalesce(deleted_outcome, 'unknown')
      WHEN outcome IS NULL THEN 'under-way'
      WHEN outcome = 'failed' AND bytes_left = 1 THEN 'unknown'
      ELSE outcome
    END AS state
  FROM (
    SELECT batch_row.row, line, cells, left_out, awaits, deleted_outcome, batch.wanted AS wanted,
      coalesce(nullif(exchange.caller_id, ''), batch_row.caller_id) AS caller_id, exchange.id AS exchange_id,
      outcome, bytes_left, code, sub_code, message, result_id, request_id, started_at,
      deleted_sends + (SELECT count(*) FROM exchange WHERE batch_id = :batchId AND exchange.batch_row = batch_row.row) AS sends
    FROM batch_row JOIN batch ON batch.id = batch_row.batch_id
    LEFT JOIN exchange ON exchange.id = batch_row.newest_exchange
    WHERE batch_row.batch_id = :batchId AND batch_row.row > :afterRow
    ORDER BY batch_row.row
  )`
