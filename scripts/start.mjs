import { buildIfStale } from './build-if-stale.mjs';
import { hasDisplay, hasOnlyWayland } from './display.mjs';
import { electronCommand, mustGiveUpSandbox } from './electron-command.mjs';
import { inProject } from './paths.mjs';
import { exitOnSignals, runInForeground, runMain, say } from './run.mjs';
import { setUp } from './setup.mjs';
import { runWithKeyring } from './with-keyring.mjs';

async function start(args) {
  exitOnSignals();
  const visible = await hasDisplay();
  await setUp({ forTests: !visible });
  await buildIfStale();
  if (mustGiveUpSandbox()) say("Warning: running as root, so Chromium's sandbox is off (--no-sandbox). Prefer an ordinary user.");
  if (visible) return showWindow(args);
  say('There is no display here; performing the tour in a virtual one instead.');
  return runWithKeyring(process.execPath, [inProject('scripts', 'tour.mjs')]);
}

async function showWindow(args) {
  const wayland = (await hasOnlyWayland()) ? ['--ozone-platform-hint=auto'] : [];
  const command = electronCommand([...wayland, ...args]);
  return runInForeground(command.binary, command.args, { env: command.env });
}

runMain(() => start(process.argv.slice(2)));
