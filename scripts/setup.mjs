import { ensureElectronRuntime, sandboxAdvice } from './electron-runtime.mjs';
import { ensurePackages } from './packages.mjs';
import { isMain, runMain, say, SetupError } from './run.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

const LEAST_NODE = [20, 19];

/** Installs whatever is missing, one line per step; what is there already costs next to nothing. */
export async function setUp({ forTests = false } = {}) {
  checkNode();
  await ensurePackages();
  await ensureElectronRuntime();
  await ensureSystemLibraries({ forTests });
  const advice = sandboxAdvice();
  if (advice) say(advice);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  throw new SetupError(`This needs Node ${LEAST_NODE.join('.')} or newer; this is Node ${process.versions.node}.`);
}

if (isMain(import.meta.url)) {
  runMain(async () => {
    await setUp({ forTests: process.argv.includes('--for-tests') });
    say('Set-up complete.');
  });
}
