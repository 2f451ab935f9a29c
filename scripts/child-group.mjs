import { spawn } from 'node:child_process';
import { findProgram } from './system-libraries.mjs';

const running = new Set();

// Nothing asynchronous can run any more at this point; a helper that outlived us would stay for good.
process.on('exit', () => {
  for (const child of running) signalGroup(child, 'SIGKILL');
});

/** Starts a helper in a process group of its own, so that what it starts in turn can be ended with it. */
export function startHelper(command, args, { env = process.env, stdio = ['ignore', 'pipe', 'pipe'] } = {}) {
  // Where it is to be had, setpriv ends the helper even when we are killed outright.
  const setpriv = process.platform === 'linux' && findProgram('setpriv');
  const [program, ...rest] = setpriv ? [setpriv, '--pdeathsig', 'TERM', command, ...args] : [command, ...args];
  const child = spawn(program, rest, { env, stdio, detached: true });
  child.ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error));
    child.once('exit', (code, signal) => resolve(new Error(`${command} ended (${signal ?? code})`)));
  }).finally(() => running.delete(child));
  running.add(child);
  return child;
}

/** Ends a helper and all it has started; resolves once it is gone. */
export async function stopHelper(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), 3000);
  await child.ended;
  clearTimeout(timer);
  // The leader is gone; what it started may still be on its way out.
  signalGroup(child, 'SIGKILL');
}

/** Resolves with the first line a stream gives; rejects when the helper ends before that or takes too long. */
export function firstLine(child, stream, what, timeoutMs = 15_000) {
  let text = '';
  let timer;
  const line = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} gave no sign of life within ${timeoutMs / 1000} s`)), timeoutMs);
    stream.setEncoding('utf8').on('data', (part) => {
      text += part;
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')).trim());
    });
    child.ended.then(reject);
  });
  return line.finally(() => clearTimeout(timer));
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Already gone.
  }
}
