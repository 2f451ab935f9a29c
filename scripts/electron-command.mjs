import { findElectron } from './electron-runtime.mjs';
import { projectRoot } from './paths.mjs';
import { SetupError } from './run.mjs';

/** Whether Chromium's sandbox has to be given up: it refuses to start as root. */
export const mustGiveUpSandbox = () => process.platform === 'linux' && process.getuid() === 0;

/** The binary, arguments and environment with which the built application is started. */
export function electronCommand(args = []) {
  const binary = findElectron();
  if (!binary) throw new SetupError('There is no Electron here yet; please run: npm run setup');
  // With this variable the binary is a plain Node and shows no window; editors like to leave it behind.
  const env = { ...process.env };
  delete env.ELECTRON_RUN_AS_NODE;
  return { binary, args: [...(mustGiveUpSandbox() ? ['--no-sandbox'] : []), projectRoot, ...args], env };
}
