// npm run prove:kills: kills the program two hundred times (or ROUNDS times) while it sends, while it migrates and
// while it recovers, and looks each time whether anything was lost. `npm test` does the same ten times.

import { buildIfStale } from './build-if-stale.mjs';
import { runMain, runNpm } from './run.mjs';

runMain(async () => {
  await buildIfStale();
  const env = { ...process.env, KILL_ROUNDS: process.env.ROUNDS ?? '200' };
  const { code } = await runNpm(['run', '--silent', 'test:unit', '--', '--project', 'node', 'src-main/testing/kills'], { show: true, env });
  return code;
});
