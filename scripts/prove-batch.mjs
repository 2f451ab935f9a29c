// npm run prove:batch: sends batches of two thousand rows (or ROWS) to a gateway that refuses, stalls and hangs up, kills the program in
// the middle, resumes, and compares with what the gateway wrote down; three times (or ROUNDS). `npm test` does it once with fewer rows.

import { buildIfStale } from './build-if-stale.mjs';
import { runMain, runNpm } from './run.mjs';

runMain(async () => {
  await buildIfStale();
  const env = { ...process.env, BATCH_ROWS: process.env.ROWS ?? '2000', BATCH_ROUNDS: process.env.ROUNDS ?? '3' };
  const { code } = await runNpm(['run', '--silent', 'test:unit', '--', '--project', 'node', 'src-main/batch/kills'], { show: true, env });
  return code;
});
