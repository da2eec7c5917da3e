import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

/*
 * Takes the pictures of the page for the docs: every screen in both themes, with the bundled model
 * and a history of an afternoon's work. `npm run screenshots` builds first.
 */
const TARGET = 'docs/images';
const FILE = 'test/iris_test.csv';
const SIZE = { width: 1280, height: 800 };
const MOST_BYTES = 200_000;
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'];
const SETTLE_MS = 5_000;

const [header, ...lines] = readFileSync(FILE, 'utf8').trim().split('\n');
const names = header.split(',');
const rows = lines.map((line) =>
  Object.fromEntries(line.split(',').map((text, at) => [names[at], Number(text)])),
);
/** Between two classes, where the chart has something to tell. */
const EXAMPLE = {
  'f.sepal_length': 6,
  'f.sepal_width': 2.7,
  'f.petal_length': 5.1,
  'f.petal_width': 1.6,
  sweep: 'petal_width',
};

/** What makes a screen worth a picture, once it is shown. */
const SCREENS = {
  try: async () => {},
  batch: scoreFile,
  history: async () => {},
  model: async () => {},
};

const executablePath = CHROMIUM.find((path) => existsSync(path));
if (executablePath === undefined) throw new Error('Chromium is not installed');
const folder = mkdtempSync(join(tmpdir(), 'tabserve-screenshots-'));
const server = spawn(process.execPath, ['dist/main.js'], {
  env: { PORT: '0', HISTORY_URL: `sqlite:${join(folder, 'history.sqlite')}` },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const url = await servingUrl();
  await seed(url);
  await takeAll(url);
} finally {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  if (server.exitCode === null && server.kill()) await ended;
  rmSync(folder, { recursive: true, force: true });
}

/** The address that the service logs once it serves. */
function servingUrl() {
  return new Promise((resolve, reject) => {
    createInterface({ input: server.stdout }).on('line', (line) => {
      const found = /serving .* on (http:\S+?),/.exec(line);
      if (found) resolve(found[1]);
    });
    server.once('exit', (code) => reject(new Error(`the service exited with ${code}`)));
  });
}

/** Single predictions, some of them beyond the training range, and three files. */
async function seed(url) {
  const post = async (path, type, body) => {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    if (!answer.ok) throw new Error(`${path} answered ${await answer.text()}`);
    await answer.arrayBuffer();
  };
  for (const [at, row] of rows.entries()) {
    if (at % 10 === 0) {
      const file = [header, ...lines.slice(0, lines.length - at)].join('\n');
      await post('/predict-batch', 'text/csv', file);
    }
    const petal_length = at % 7 === 6 ? 7.4 : row.petal_length;
    await post('/predict', 'application/json', JSON.stringify({ ...row, petal_length }));
  }
}

async function takeAll(url) {
  mkdirSync(TARGET, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    for (const colorScheme of ['light', 'dark'])
      for (const [screen, prepare] of Object.entries(SCREENS))
        await take(browser, { url, screen, prepare, colorScheme });
  } finally {
    await browser.close();
  }
}

async function take(browser, { url, screen, prepare, colorScheme }) {
  const context = await browser.newContext({
    viewport: SIZE,
    deviceScaleFactor: 1,
    colorScheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const query = screen === 'try' ? `?${new URLSearchParams(EXAMPLE)}` : '';
  await page.goto(`${url}/#/${screen}${query}`);
  await page.locator('main h1').first().waitFor();
  await settle(page);
  await prepare(page);
  const path = join(TARGET, `${screen}-${colorScheme}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  await context.close();
  const { size } = statSync(path);
  process.stdout.write(`${path} ${Math.round(size / 1000)} kB\n`);
  if (size > MOST_BYTES) throw new Error(`${path} is larger than ${MOST_BYTES} bytes`);
}

async function scoreFile(page) {
  const answered = page.waitForResponse(/predict-batch/);
  await page.locator('input[type=file]').setInputFiles(FILE);
  await page.getByRole('button', { name: /^Score/ }).click();
  await (await answered).finished();
  await settle(page);
  await page.evaluate('scrollTo(0, document.body.scrollHeight)');
}

/** Until nothing is under way; a screen that always asks for something is shown as it is. */
async function settle(page) {
  await page.waitForLoadState('networkidle', { timeout: SETTLE_MS }).catch(() => {});
  // What came last is on the screen two frames later.
  await page.evaluate(
    'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))',
  );
}
