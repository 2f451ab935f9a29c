import { existsSync, readFileSync } from 'node:fs';
import { inProject } from './paths.mjs';
import { runNpm, say, SetupError } from './run.mjs';

/** Sees to it that node_modules holds what package-lock.json says. */
export async function ensurePackages() {
  if (packagesMatchLock()) return;
  say('Installing packages (npm ci)…');
  // No package needs its install script: native modules come with prebuilt binaries, and the runtime is fetched by us.
  const { code, output } = await runNpm(['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund']);
  if (code !== 0) throw new SetupError(`npm ci failed:\n${output.trim()}`);
}

// npm writes this file last, after all packages are in place, so a killed installation has none.
function packagesMatchLock() {
  const wanted = readPackages(inProject('package-lock.json'));
  const installed = readPackages(inProject('node_modules', '.package-lock.json'));
  if (!wanted) throw new SetupError('package-lock.json is missing or unreadable.');
  if (!installed) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link) return true;
    const found = installed[path];
    // Optional packages for other systems are rightly absent.
    if (!found) return entry.optional || entry.devOptional || entry.peer;
    return found.version === entry.version && found.integrity === entry.integrity && existsSync(inProject(path));
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}
