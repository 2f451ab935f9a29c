import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inProject, projectRoot } from './paths.mjs';
import { isMain, runMain, runNpm, say, SetupError } from './run.mjs';

const stampFile = inProject('out', '.build-stamp');
const SOURCE_FOLDER = /^(src-.*|resources)$/;
const SOURCE_FILE = /^(package(-lock)?\.json|tsconfig.*\.json|.*\.config\.(js|mjs|cjs|ts|mts|cts))$/;
const NOT_BUILT = /\.test\.[cm]?ts$/;

/** Builds the application, but only when something it is made of has changed since the last build. */
export async function buildIfStale() {
  const { main, bin } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  const results = [main, ...Object.values(bin ?? {})];
  if (readStamp() === fingerprint() && results.every((path) => existsSync(inProject(path)))) return;
  say('Building the application…');
  const { code, output } = await build();
  if (code !== 0) throw new SetupError(`The build failed:\n${output.trim()}`);
}

/** Builds unconditionally and resolves with npm's exit code and output. */
export async function build({ show = false } = {}) {
  // Taken before the build, so that a file saved meanwhile counts as changed; removed, so that half a build counts as none.
  const before = fingerprint();
  await rm(stampFile, { force: true });
  const result = await runNpm(['run', '--silent', 'build'], { show });
  if (result.code === 0) {
    await mkdir(dirname(stampFile), { recursive: true });
    await writeFile(stampFile, before);
  }
  return result;
}

function fingerprint() {
  const hash = createHash('sha256').update(`${process.versions.node}\n`);
  for (const entry of readdirSync(projectRoot, { withFileTypes: true }).sort(byName)) {
    if (entry.isDirectory() && SOURCE_FOLDER.test(entry.name)) addFolder(hash, entry.name);
    else if (entry.isFile() && SOURCE_FILE.test(entry.name)) addFile(hash, entry.name);
  }
  return hash.digest('hex');
}

function addFolder(hash, folder) {
  for (const entry of readdirSync(inProject(folder), { withFileTypes: true }).sort(byName)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) addFolder(hash, path);
    else if (!NOT_BUILT.test(entry.name)) addFile(hash, path);
  }
}

function addFile(hash, path) {
  const { size, mtimeMs } = statSync(inProject(path));
  hash.update(`${path}\0${size}\0${mtimeMs}\n`);
}

const byName = (a, b) => (a.name < b.name ? -1 : 1);

function readStamp() {
  try {
    return readFileSync(stampFile, 'utf8');
  } catch {
    return null;
  }
}

if (isMain(import.meta.url)) runMain(buildIfStale);
