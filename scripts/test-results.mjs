import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** The counts that our reporter left behind for a run of vitest. */
export function readVitestReport(file, exitCode) {
  const counts = readJson(file);
  return counts ? withExitCode(counts, exitCode, 'vitest') : broken('vitest left no report');
}

/** The counts of a Playwright JSON report, with the reasons for what was skipped. */
export function readPlaywrightReport(file, exitCode) {
  const report = readJson(file);
  if (!report) return broken('playwright left no report');
  const { expected, flaky, unexpected, skipped } = report.stats;
  const errors = (report.errors ?? []).map(({ message }) => `error: ${(message ?? '').split('\n')[0]}`);
  const notes = [...errors, ...report.suites.flatMap((suite) => notesOf(suite, []))];
  return withExitCode({ passed: expected + flaky, failed: unexpected, skipped, notes }, exitCode, 'playwright');
}

function notesOf(suite, parents) {
  const path = [...parents, suite.title];
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.filter(({ status }) => status !== 'expected').map((test) => {
      const [status, why] = whatHappened(test);
      return `${status}: ${[...path, spec.title].join(' > ')}: ${why}`;
    }),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => notesOf(inner, path))];
}

function whatHappened({ status, annotations, results }) {
  if (status === 'unexpected') return ['failed', shortened(results.at(-1)?.error?.message ?? 'no error was reported')];
  if (status === 'flaky') return ['flaky', 'passed only when repeated'];
  return [status, annotations.find(({ type }) => ['skip', 'fixme'].includes(type))?.description ?? 'no reason given'];
}

/** The beginning of an error's text, without colours: enough to see what failed, not the whole of a long difference. */
export function shortened(text) {
  const lines = stripVTControlCharacters(text).split('\n').slice(0, 30);
  return lines.map((line) => line.slice(0, 300)).join('\n');
}

// Both runners can fail without a failed test: an unhandled error, a faulty configuration, no test at all.
function withExitCode(counts, exitCode, runner) {
  if (exitCode === 0 || counts.failed > 0) return counts;
  return { ...counts, failed: 1, notes: [...counts.notes, `${runner} ended with exit code ${exitCode}, though no test failed`] };
}

const broken = (note) => ({ passed: 0, failed: 1, skipped: 0, notes: [note] });

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
