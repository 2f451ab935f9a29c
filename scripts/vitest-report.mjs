// A reporter for vitest, beside its default one: vitest's own JSON leaves out why a test was skipped.

import { writeFileSync } from 'node:fs';
import { shortened } from './test-results.mjs';

/** Writes what a run amounts to into the file that the environment variable UNIT_TEST_REPORT names. */
export default class CountingReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: 0, skipped: 0, notes: [] };
    for (const module of modules) {
      for (const test of module.children.allTests()) count(test, module, counts);
      // A file that could not even be loaded, or whose hooks fail, has failed though no test of it has.
      for (const { message } of module.errors()) addFailure(counts, `${module.relativeModuleId}: ${message}`);
    }
    for (const { message } of unhandledErrors) addFailure(counts, `unhandled error: ${message}`);
    if (process.env.UNIT_TEST_REPORT) writeFileSync(process.env.UNIT_TEST_REPORT, JSON.stringify(counts));
  }
}

function count(test, module, counts) {
  const { state, note, errors } = test.result();
  // Named again at the end: where only the end of the output is kept, a failure must not lose its name.
  if (state === 'failed') {
    const why = (errors ?? []).map(({ message, diff }) => [message, diff].filter(Boolean).join('\n'));
    counts.notes.push(`failed: ${module.relativeModuleId} > ${test.fullName}: ${shortened(why.join('\n'))}`);
  }
  if (state === 'passed' || state === 'failed') {
    counts[state] += 1;
    return;
  }
  counts.skipped += 1;
  const reason = note ?? (test.options.mode === 'todo' ? 'still to be written' : 'no reason given');
  counts.notes.push(`skipped: ${module.relativeModuleId} > ${test.fullName}: ${reason}`);
}

function addFailure(counts, note) {
  counts.failed += 1;
  counts.notes.push(`failed: ${note.split('\n')[0]}`);
}
