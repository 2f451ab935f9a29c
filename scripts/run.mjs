import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './paths.mjs';

/** Prints one line of the log that the reader of a terminal follows. */
export const say = (line) => console.log(line);

/** A failure whose message is meant for the reader; it is shown without a stack. */
export class SetupError extends Error {}

/**
 * Runs a command to its end and resolves with its exit code, signal and output; never rejects because of the code.
 * With `show`, the output goes straight to the terminal and nothing is captured.
 */
export function run(command, args, { show = false, cwd = projectRoot, env = process.env, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let output = '';
    let timedOut = false;
    const timer = timeoutMs && setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, timeoutMs);
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      output += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    const finish = (code, signal, error) => {
      clearTimeout(timer);
      resolve({ code, signal, timedOut, stdout, output: error ? `${output}${error.message}` : output });
    };
    child.on('error', (error) => finish(null, null, error));
    child.on('close', (code, signal) => finish(code, signal));
  });
}

/** Runs npm, through the very npm that started us where there is one. */
export function runNpm(args, options) {
  const own = process.env.npm_execpath ?? '';
  if (basename(own) === 'npm-cli.js') return run(process.execPath, [own, ...args], options);
  if (process.platform === 'win32') return run('cmd.exe', ['/d', '/s', '/c', 'npm', ...args], options);
  return run('npm', args, options);
}

const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
let inForeground = 0;

/** Makes a signal end this process through its exit handlers, unless a foreground command is there to receive it. */
export function exitOnSignals() {
  for (const signal of ENDING_SIGNALS) {
    process.on(signal, () => {
      if (inForeground === 0) process.exit(exitCodeOfSignal(signal));
    });
  }
}

/** Starts a command on this terminal, hands on what would end us, and resolves with the exit code to end with. */
export function runInForeground(command, args, { env = process.env, cwd = process.cwd() } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
    const forward = (signal) => child.kill(signal);
    for (const signal of ENDING_SIGNALS) process.on(signal, forward);
    inForeground += 1;
    const settle = () => {
      inForeground -= 1;
      for (const signal of ENDING_SIGNALS) process.off(signal, forward);
    };
    child.on('error', (error) => {
      settle();
      reject(new SetupError(`${command} could not be started: ${error.message}`));
    });
    child.on('exit', (code, signal) => {
      settle();
      resolve(code ?? exitCodeOfSignal(signal));
    });
  });
}

// The convention of shells, so that a caller can tell an interrupted run from a failed one.
const exitCodeOfSignal = (signal) => 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 }[signal] ?? 0);

/** Whether the module of this address is the script that was started. */
export const isMain = (moduleUrl) =>
  Boolean(process.argv[1]) && pathToFileURL(realpathSync(process.argv[1])).href === moduleUrl;

/** Runs the main function of a script; it may answer an exit code. A {@link SetupError} ends it with its message alone. */
export function runMain(main) {
  main().then(
    (code) => {
      if (typeof code === 'number') process.exitCode = code;
    },
    (error) => {
      // What the system refuses (no permission, no space) says it all in its message, too.
      console.error(error instanceof SetupError || error?.syscall ? error.message : error);
      process.exitCode = 1;
    },
  );
}
