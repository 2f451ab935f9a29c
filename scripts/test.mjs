// node scripts/test.mjs [PART] [ARGUMENTS…]: without a part everything; with one of the names below only that,
// where further arguments go to its runner. The last line printed is the sum of all.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, buildIfStale } from './build-if-stale.mjs';
import { inProject } from './paths.mjs';
import { exitOnSignals, runMain, runNpm, say, SetupError } from './run.mjs';
import { setUp } from './setup.mjs';
import { readPlaywrightReport, readVitestReport } from './test-results.mjs';

const PARTS = {
  lint: () => check(['run', '--silent', 'lint']),
  typecheck: () => check(['run', '--silent', 'typecheck']),
  build: async () => asCheck(await build({ show: true })),
  unit: runUnitTests,
  e2e: runEndToEndTests,
};

async function test([part, ...args]) {
  if (part && !(part in PARTS)) throw new SetupError(`There is no part "${part}"; there are: ${Object.keys(PARTS).join(', ')}.`);
  exitOnSignals();
  await setUp({ forTests: true });
  if (part === 'e2e') await buildIfStale();
  const reports = await mkdtemp(join(tmpdir(), 'ly-test-'));
  const total = { passed: 0, failed: 0, skipped: 0, notes: [] };
  const failedParts = new Set();
  try {
    for (const name of part ? [part] : Object.keys(PARTS)) {
      const counts = failedParts.has('build') && name === 'e2e' ? notRun('the build failed') : await runPart(name, args, reports);
      if (counts.failed > 0) failedParts.add(name);
      for (const key of ['passed', 'failed', 'skipped']) total[key] += counts[key];
      total.notes.push(...counts.notes.map((note) => `${name}: ${note}`));
    }
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
  return summarise(total, failedParts);
}

async function runPart(name, args, reports) {
  const started = performance.now();
  say(`\n=== ${name}`);
  const counts = await PARTS[name](args, join(reports, `${name}.json`));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`=== ${name}: ${counts.failed > 0 ? 'FAILED' : 'ok'} in ${seconds} s (${countsLine(counts)})`);
  return counts;
}

const check = async (args) => asCheck(await runNpm(args, { show: true }));

const asCheck = ({ code }) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, notes: [] });

const notRun = (reason) => ({ passed: 0, failed: 0, skipped: 1, notes: [`not run: ${reason}`] });

async function runUnitTests(args, report) {
  const reporters = ['--reporter=default', `--reporter=${inProject('scripts', 'vitest-report.mjs')}`];
  const env = { ...process.env, UNIT_TEST_REPORT: report };
  const { code } = await runNpm(['run', '--silent', 'test:unit', '--', ...reporters, ...args], { show: true, env });
  return readVitestReport(report, code);
}

async function runEndToEndTests(args, report) {
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const { code } = await runNpm(['run', '--silent', 'test:e2e', '--', '--reporter=list,json', ...args], { show: true, env });
  return readPlaywrightReport(report, code);
}

const countsLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

function summarise(total, failedParts) {
  say('');
  for (const note of total.notes) say(note);
  if (failedParts.size > 0) say(`Failed: ${[...failedParts].join(', ')}.`);
  say(countsLine(total));
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

runMain(() => test(process.argv.slice(2)));
