// node scripts/with-keyring.mjs COMMAND ARGUMENTS…: runs the command with a private, unlocked, empty keyring,
// and with a virtual display where there is none.

import { delimiter } from 'node:path';
import { hasDisplay, startVirtualDisplay } from './display.mjs';
import { startKeyring } from './keyring.mjs';
import { inProject } from './paths.mjs';
import { exitOnSignals, isMain, runInForeground, runMain, SetupError } from './run.mjs';

/** Runs a command that way and resolves with its exit code. */
export async function runWithKeyring(command, args, { env: extra = {} } = {}) {
  const env = { ...process.env, ...extra };
  env.PATH = `${inProject('node_modules', '.bin')}${delimiter}${env.PATH}`;
  // Elsewhere the system keychain is the only one there is, and a display always.
  if (process.platform !== 'linux') return runInForeground(command, args, { env });
  const started = [];
  try {
    if (!(await hasDisplay(env))) {
      started.push(await startVirtualDisplay());
      delete env.WAYLAND_DISPLAY;
    }
    started.push(await startKeyring({ unlocked: true }));
    for (const helper of started) Object.assign(env, helper.env);
    return await runInForeground(command, args, { env });
  } finally {
    for (const helper of started.reverse()) await helper.stop();
  }
}

if (isMain(import.meta.url)) {
  const [command, ...args] = process.argv.slice(2);
  runMain(async () => {
    if (!command) throw new SetupError('Usage: node scripts/with-keyring.mjs COMMAND [ARGUMENTS…]');
    exitOnSignals();
    return runWithKeyring(command, args);
  });
}
