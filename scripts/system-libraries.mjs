import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, say, SetupError } from './run.mjs';

// One row per thing that has to be there. Where a distribution renamed the package, the newer name comes first.
const FOR_THE_APP = [
  { library: 'libgtk-3.so.0', packages: ['libgtk-3-0t64', 'libgtk-3-0'] },
  { library: 'libnss3.so', packages: ['libnss3'] },
  { library: 'libgbm.so.1', packages: ['libgbm1'] },
  { library: 'libasound.so.2', packages: ['libasound2t64', 'libasound2'] },
  { library: 'libatspi.so.0', packages: ['libatspi2.0-0t64', 'libatspi2.0-0'] },
  { library: 'libcups.so.2', packages: ['libcups2t64', 'libcups2'] },
  { library: 'libdrm.so.2', packages: ['libdrm2'] },
  { library: 'libxkbcommon.so.0', packages: ['libxkbcommon0'] },
  { library: 'libsecret-1.so.0', packages: ['libsecret-1-0'] },
];
const FOR_TESTS = [
  { program: 'Xvfb', packages: ['xvfb'] },
  { program: 'dbus-daemon', packages: ['dbus'] },
  { program: 'dbus-send', packages: ['dbus'] },
  { program: 'gnome-keyring-daemon', packages: ['gnome-keyring'] },
  // The smaller WenQuanYi fonts lack a bold weight and draw Latin unlike the rest of the page; Noto is what users see.
  { font: true, packages: ['fonts-noto-cjk'] },
];
// The languages that code samples are run in. What is not to be had is done without: the tests that need it are skipped then and say so.
const FOR_SAMPLES = [
  { program: 'php', packages: ['php-cli'] },
  { program: 'javac', packages: ['default-jdk-headless'] },
  { program: 'python3', packages: ['python3'] },
  { program: 'curl', packages: ['curl'] },
  { program: 'openssl', packages: ['openssl'] },
  { program: 'dash', packages: ['dash'] },
  { program: 'g++', packages: ['g++'] },
  { header: 'curl/curl.h', packages: ['libcurl4-openssl-dev'] },
  { header: 'openssl/hmac.h', packages: ['libssl-dev'] },
  { program: 'mcs', packages: ['mono-mcs'] },
  { program: 'mono', packages: ['mono-runtime'] },
  { file: '/usr/lib/mono/4.5/System.Net.Http.dll', packages: ['libmono-system-net-http4.0-cil'] },
].map((need) => ({ ...need, optional: true }));
const LIBRARY_FOLDERS = ['/lib', '/usr/lib', '/lib64', '/usr/lib64', '/usr/local/lib'];
const FONT_FOLDERS = ['/usr/share/fonts', '/usr/local/share/fonts'];
const CJK_FONT_FILE = /(cjk|wqy|source-?han|droidsansfallback|uming|ukai|simsun|msyh|pingfang)/i;

/** Sees to it that the system libraries are there: installs them as root, otherwise names the one command that does. */
export async function ensureSystemLibraries({ forTests = false } = {}) {
  if (process.platform !== 'linux') return;
  const missing = await findObtainable(forTests ? [...FOR_THE_APP, ...FOR_TESTS, ...FOR_SAMPLES] : FOR_THE_APP);
  if (missing.length === 0) return;
  const names = missing.map(nameOf).join(', ');
  if (!findProgram('apt-get')) {
    say(`Not found: ${names}. On this system please install them by its own means.`);
    return;
  }
  if (process.getuid() !== 0) return askForRoot(missing, names);
  try {
    await installWithApt(missing);
  } catch (error) {
    if (!(error instanceof SetupError) || missing.some((need) => !need.optional)) throw error;
    say(`${error.message}\nGoing on without: ${names}.`);
  }
}

/** The path of a program that the shell would find, or null. */
export function findProgram(name) {
  // A plain user's PATH may lack the folders that hold daemons.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', '/usr/local/sbin'];
  return folders.filter(Boolean).map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

// Looked up by path each time: a few dozen stat calls are cheaper than a process, and unlike a stamp they cannot lie.
async function findMissing(needs) {
  const missing = needs.filter((need) => !isPresent(need));
  if (!missing.some((need) => need.library)) return missing;
  const known = await run('ldconfig', ['-p'], { env: { ...process.env, PATH: `${process.env.PATH}:/sbin:/usr/sbin` } });
  return missing.filter((need) => !need.library || !known.stdout.includes(`\t${need.library} `));
}

// Without what this system's packages do not know, so that a second run does not look for it again.
async function findObtainable(needs) {
  const missing = await findMissing(needs);
  if (!missing.some((need) => need.optional) || !findProgram('apt-get')) return missing;
  const known = await knownPackages();
  if (known.size === 0) return missing;
  const unknown = missing.filter((need) => need.optional && !need.packages.some((name) => known.has(name)));
  if (unknown.length > 0) say(`Not found and not among the packages of this system: ${unknown.map(nameOf).join(', ')}. Tests that need them are skipped.`);
  return missing.filter((need) => !unknown.includes(need));
}

function isPresent({ library, program, header, file, font }) {
  if (library) return libraryFolders().some((folder) => existsSync(join(folder, library)));
  if (program) return findProgram(program) !== null;
  if (header) return headerFolders().some((folder) => existsSync(join(folder, header)));
  if (file) return existsSync(file);
  return font && FONT_FOLDERS.some((folder) => holdsCjkFont(folder, 3));
}

const TRIPLET = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu', arm: 'arm-linux-gnueabihf' }[process.arch];
const libraryFolders = () => (TRIPLET ? [...LIBRARY_FOLDERS, `/lib/${TRIPLET}`, `/usr/lib/${TRIPLET}`] : LIBRARY_FOLDERS);
const headerFolders = () => ['/usr/include', '/usr/local/include', ...(TRIPLET ? [`/usr/include/${TRIPLET}`] : [])];

function holdsCjkFont(folder, depth) {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { withFileTypes: true }).some((entry) =>
    entry.isDirectory()
      ? depth > 1 && holdsCjkFont(join(folder, entry.name), depth - 1)
      : /\.(ttc|ttf|otf)$/i.test(entry.name) && CJK_FONT_FILE.test(entry.name),
  );
}

const nameOf = ({ library, program, header, file }) => library ?? program ?? header ?? file ?? 'a Chinese font';

async function askForRoot(missing, names) {
  const packages = await choosePackages(missing);
  say(`Not found: ${names}. Please run: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`);
  if (missing.some((need) => !need.font && !need.optional)) throw new SetupError('Set-up stopped: without these it cannot go on.');
}

async function installWithApt(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  say('Updating the package lists (apt-get update)…');
  await aptGet(['update'], env);
  const packages = await choosePackages(missing);
  say(`Installing system packages (apt-get): ${packages.join(' ')}…`);
  await aptGet(['install', '-y', '--no-install-recommends', ...packages], env);
  const stillMissing = await findMissing(missing);
  if (stillMissing.some((need) => !need.optional)) throw new SetupError(`Still not found after installing: ${stillMissing.map(nameOf).join(', ')}.`);
}

// Another apt may be at work on a machine that has just been started; it is waited for.
async function aptGet(args, env) {
  const { code, output } = await run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-q', ...args], { env });
  if (code !== 0) throw new SetupError(`apt-get ${args[0]} failed:\n${output.trim()}`);
}

async function choosePackages(missing) {
  const known = await knownPackages();
  const chosen = missing.map(({ packages, optional }) => packages.find((name) => known.has(name)) ?? (optional ? null : packages.at(-1)));
  return [...new Set(chosen.filter((name) => name !== null))];
}

async function knownPackages() {
  const { stdout } = await run('apt-cache', ['pkgnames']);
  return new Set(stdout.split('\n').filter(Boolean));
}
