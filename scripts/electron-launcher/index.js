// Stands in for Electron's default_app.asar, which the registry runtime lacks (see ../electron-registry.mjs).
// An ES module, because Electron holds `ready` back until an ES main module has finished loading.

import { existsSync, readFileSync } from 'node:fs';
import Module from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

function readArguments(args) {
  const modules = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index];
    if (arg === '-r' || arg === '--require') modules.push(args[(index += 1)]);
    else if (arg === '-v' || arg === '--version') return { modules, printVersion: true };
    else if (!arg.startsWith('-')) return { modules, folder: arg };
  }
  return { modules };
}

function readManifest(folder) {
  const file = join(folder, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

function introduce({ name, productName, version, desktopName }) {
  const shown = productName ?? name;
  if (shown) app.setName(shown);
  if (version) app.setVersion(version);
  app.setDesktopName(desktopName ?? `${app.getName()}.desktop`);
}

async function load(path) {
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
  const manifest = readManifest(path);
  if (manifest) introduce(manifest);
  const file = Module._resolveFilename(manifest ? join(path, manifest.main ?? 'index.js') : path, null, true);
  app.setAppPath(manifest ? path : dirname(file));
  await import(pathToFileURL(file).href);
}

const { modules, folder, printVersion } = readArguments(process.argv.slice(1));
if (printVersion) {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
}
if (!folder) {
  console.error('Usage: electron [options] FOLDER');
  process.exit(64);
}
try {
  // Playwright hands its loader over as such a module; it has to run before the first line of the application.
  if (modules.length > 0) Module._preloadModules(modules.map((name) => resolve(name)));
  await load(resolve(folder));
} catch (error) {
  console.error('The application threw an error while loading');
  console.error(error?.stack ?? error);
  process.exit(1);
}
