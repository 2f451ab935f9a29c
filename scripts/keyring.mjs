// A keyring of its own for a command or a test: a private D-Bus session with a gnome-keyring on it that starts empty.
// It never touches the keyring of the person who runs it.

import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { firstLine, startHelper, stopHelper } from './child-group.mjs';
import { run } from './run.mjs';

const PASSWORD = 'private test keyring';
const READY_LIMIT_MS = 15_000;
const POLL_MS = 20;
const SECRETS = 'org.freedesktop.secrets';

/**
 * Starts a private keyring; `env` leads a process to it, `stop` ends it and removes its folders.
 * With `unlocked: false` the daemon runs but nobody has given it the password: pass the `dataHome` that an earlier,
 * unlocked run has filled. A `dataHome` that was passed in is left in place.
 */
export async function startKeyring({ unlocked = true, dataHome } = {}) {
  // Sockets live below this folder and their paths are limited to about 100 bytes, so its name is short.
  const folder = await mkdtemp(join(tmpdir(), 'ly-keyring-'));
  const helpers = [];
  const removeAtExit = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeAtExit);
  const stop = async () => {
    for (const helper of helpers.splice(0).reverse()) await stopHelper(helper);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    process.off('exit', removeAtExit);
  };
  try {
    const paths = { XDG_DATA_HOME: dataHome ?? join(folder, 'data'), XDG_RUNTIME_DIR: join(folder, 'run') };
    for (const path of Object.values(paths)) await mkdir(path, { recursive: true, mode: 0o700 });
    const baseEnv = withoutKeyringVariables({ ...process.env, ...paths });
    const address = `--address=unix:path=${join(folder, 'run', 'bus')}`;
    const bus = startHelper('dbus-daemon', ['--session', '--nofork', '--print-address=1', address], { env: baseEnv, stdio: ['ignore', 'pipe', 'ignore'] });
    helpers.push(bus);
    const env = { ...paths, DBUS_SESSION_BUS_ADDRESS: await firstLine(bus, bus.stdout, 'dbus-daemon') };
    const daemon = startDaemon(unlocked, { ...baseEnv, ...env });
    helpers.push(daemon);
    await untilSecretServiceAnswers(daemon, unlocked, { ...baseEnv, ...env });
    return { env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startDaemon(unlocked, env) {
  const args = [...(unlocked ? ['--unlock'] : []), '--components=secrets', '--foreground'];
  const daemon = startHelper('gnome-keyring-daemon', args, { env, stdio: ['pipe', 'ignore', 'pipe'] });
  daemon.stdin.on('error', () => {});
  daemon.stdin.end(unlocked ? PASSWORD : '');
  daemon.complaints = '';
  daemon.stderr.setEncoding('utf8').on('data', (text) => {
    daemon.complaints += text;
  });
  return daemon;
}

async function untilSecretServiceAnswers(daemon, unlocked, env) {
  let ended = null;
  daemon.ended.then((reason) => {
    ended = reason;
  });
  const deadline = Date.now() + READY_LIMIT_MS;
  while (!(await isReady(unlocked, env))) {
    if (ended) throw new Error(`gnome-keyring-daemon: ${ended.message}\n${daemon.complaints}`);
    if (Date.now() > deadline) throw new Error(`The Secret Service did not answer within ${READY_LIMIT_MS / 1000} s\n${daemon.complaints}`);
    await delay(POLL_MS);
  }
}

async function isReady(unlocked, env) {
  // Asking for the owner does not start a service; a call to the service itself would, and that one would not be ours.
  const owned = await call(env, 'org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner', `string:${SECRETS}`);
  if (!owned?.includes('boolean true')) return false;
  const collection = await call(env, SECRETS, '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.ReadAlias', 'string:default');
  if (!unlocked) return collection !== null;
  return collection?.includes('/collection/') ?? false;
}

async function call(env, destination, path, method, argument) {
  const args = ['--session', '--print-reply', '--reply-timeout=2000', `--dest=${destination}`, path, method, argument];
  const { code, stdout } = await run('dbus-send', args, { env });
  return code === 0 ? stdout : null;
}

// SECURITY: these lead to the keyring of the person at the machine.
function withoutKeyringVariables(env) {
  const rest = { ...env };
  for (const name of ['DBUS_SESSION_BUS_ADDRESS', 'GNOME_KEYRING_CONTROL', 'SSH_AUTH_SOCK']) delete rest[name];
  return rest;
}
