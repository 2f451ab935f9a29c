// Performs journey 1 (fill in the example, send, read the pair) in a real window and leaves what it saw in out/tour/.
// Needs a display and a keyring; `npm start` gives it both.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { _electron as electron } from '@playwright/test';
import { electronCommand } from './electron-command.mjs';
import { inProject, projectRoot } from './paths.mjs';
import { exitOnSignals, isMain, run, runMain, say, SetupError } from './run.mjs';

const LANGUAGES = [
  { name: 'zh', locale: 'zh-CN' },
  { name: 'en', locale: 'en-US' },
];
const WINDOW = { width: 1440, height: 900 };

/** Performs the tour in both languages; resolves with the files it has left. */
export async function performTour(folder = inProject('out', 'tour')) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files = [];
  for (const language of LANGUAGES) {
    say(`Tour (${language.name})…`);
    const userData = await mkdtemp(join(tmpdir(), 'ly-tour-'));
    try {
      files.push(...(await createSession(language, userData, folder)));
      files.push(...(await savePair(language, userData, folder)));
    } finally {
      await rm(userData, { recursive: true, force: true, maxRetries: 5 });
    }
  }
  return files;
}

async function createSession({ name, locale }, userData, folder) {
  const { binary, args, env } = electronCommand([`--user-data-dir=${userData}`, `--lang=${locale}`]);
  const app = await electron.launch({ executablePath: binary, args, cwd: projectRoot, env: { ...env, LANGUAGE: locale } });
  const files = [];
  const shoot = async (page, title) => {
    const file = join(folder, `${title}.${name}.png`);
    await page.screenshot({ path: file });
    files.push(file);
  };
  try {
    const page = await app.firstWindow();
    await resizeWindow(app);
    const compose = page.locator('[data-region="compose"]');
    await compose.waitFor();
    await shoot(page, '01-start');
    await compose.getByRole('button', { name: /Example|示例/ }).first().click();
    await shoot(page, '02-filled');
    await compose.getByRole('button', { name: /^Send|发送/ }).first().click();
    const exchange = page.locator('[data-region="exchange"]');
    await exchange.locator('[data-outcome="succeeded"]').first().waitFor();
    for (const view of ['XML', 'JSON']) {
      await exchange.getByRole('tab', { name: view, exact: true }).first().click();
      await shoot(page, `03-succeeded-${view.toLowerCase()}`);
    }
  } catch (error) {
    const file = join(folder, `failed.${name}.png`);
    await app.windows()[0]?.screenshot({ path: file }).catch(() => {});
    throw new SetupError(`The tour (${name}) failed; what it saw last is in ${relative(projectRoot, file)}.\n${error.message}`);
  } finally {
    await app.close();
  }
  return files;
}

async function resizeWindow(app) {
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), WINDOW);
}

// Read back through the command line, which proves at the same time that the pair is on disk.
async function savePair({ name }, userData, folder) {
  const database = join(userData, 'history.db');
  const [first] = (await commandLine('history', 'list', '--history', database, '--json')).trim().split('\n');
  if (!first) throw new SetupError('The tour sent a request, but the history is empty.');
  const pair = JSON.parse(await commandLine('history', 'show', JSON.parse(first).id, '--history', database, '--json'));
  const files = [];
  for (const half of ['request', 'response']) {
    const file = join(folder, `pair-${half}.${name}.json`);
    await writeFile(file, `${JSON.stringify(pair[half], null, 2)}\n`);
    files.push(file);
  }
  return files;
}

async function commandLine(...args) {
  const { code, stdout, output } = await run(process.execPath, [inProject('out', 'cli', 'lysession.js'), ...args]);
  if (code !== 0) throw new SetupError(`lysession ${args[0]} ${args[1]} ended with ${code}:\n${output.trim()}`);
  return stdout;
}

if (isMain(import.meta.url)) {
  runMain(async () => {
    exitOnSignals();
    const files = await performTour();
    say('The tour is done. It left:');
    for (const file of files) say(`  ${relative(projectRoot, file)}`);
  });
}
