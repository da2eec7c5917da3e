import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { csvTable } from '../support/csv.table.js';
import { aKey, EVERYTHING, KeyFile, type MadeKey } from '../support/key.file.js';
import { FIXTURE_DIR } from '../support/test.app.js';
import { axeViolations } from './support/axe.js';
import { BatchPage } from './support/batch.page.js';
import { KeyedPage } from './support/keyed.page.js';
import { PageHarness } from './support/page.harness.js';

const everything = aKey();
const predicting = aKey({ scopes: ['predict', 'models:read'] });
const reading = aKey({ scopes: ['history:read', 'models:read'] });
const unread = aKey({ scopes: ['predict', 'history:read'] });
const winery = aKey({ scopes: EVERYTHING, models: ['wine*'], expires: '2099-01-01' });

let file: KeyFile;
let harness: PageHarness;
beforeAll(async () => {
  file = new KeyFile(everything, predicting, reading, unread, winery);
  harness = await PageHarness.open({ ...file.settings, MODEL_DIR: FIXTURE_DIR });
});
afterAll(async () => {
  await harness.close();
  file.remove();
});

/** A page of its own, with a key. */
async function visit(key: MadeKey, hash: string, use: (keyed: KeyedPage) => Promise<void>) {
  const { page, context } = await harness.visit(hash);
  const keyed = new KeyedPage(page);
  await keyed.signIn(key);
  await page.locator('main h1').first().waitFor();
  await use(keyed);
  expect(await axeViolations(page)).toEqual([]);
  await context.close();
}

describe('a key that may not read the history', () => {
  it('is shown no way there', () =>
    visit(predicting, '#/try?model=wine-gb', async (keyed) => {
      expect(await keyed.tabs()).toEqual(['Try', 'Batch', 'Model']);
      await keyed.page.getByRole('button', { name: 'Predict and record' }).click();
      await keyed.page.getByText('Recorded.').waitFor();
      expect(await keyed.page.getByRole('link', { name: /history/i }).count()).toBe(0);
    }));

  it('is told so where a link leads there, and where else it may go', () =>
    visit(predicting, '#/history', async ({ page }) => {
      const main = page.locator('main');
      await main.getByRole('heading', { name: 'This key may not look into the history' }).waitFor();
      await main.getByText('history:read').waitFor();
      await main.getByRole('link', { name: 'Batch' }).click();
      await main.getByRole('heading', { name: 'Score a file' }).waitFor();
    }));

  it('scores a file, and is offered nothing that it may not have', () =>
    visit(predicting, '#/batch?model=diabetes', async ({ page }) => {
      const screen = new BatchPage(page, harness.server.url);
      const template = page.getByRole('button', { name: 'Download a template' });
      await screen.choose('t.csv', (await screen.saved(template)).text);
      await screen.score();
      await screen.main.getByText('This key may not read the history').waitFor();
      expect(await screen.main.getByText('Download the results').count()).toBe(0);
      expect(csvTable((await screen.result()).text)).toHaveLength(3);
      await screen.bars(/Rows by predicted value/);
    }));

  it('is shown how many rows each class got all the same', () =>
    visit(predicting, '#/batch?model=wine-gb', async ({ page }) => {
      const screen = new BatchPage(page, harness.server.url);
      const template = page.getByRole('button', { name: 'Download a template' });
      await screen.choose('t.csv', (await screen.saved(template)).text);
      await screen.score();
      const bars = Object.values(await screen.bars('Rows by predicted class'));
      expect(bars.map((text) => Number(text.split(' ')[0])).reduce((a, b) => a + b)).toBe(3);
    }));
});

describe('a key that may not predict', () => {
  it('starts at the first screen that it may use', () =>
    visit(reading, '', async (keyed) => {
      await keyed.page.getByRole('heading', { name: 'History', level: 1 }).waitFor();
      expect(await keyed.tabs()).toEqual(['History', 'Model']);
      await keyed.page.getByRole('banner').getByLabel('Model').selectOption('penguins-mixed');
      await keyed.page.getByText('A key that may predict makes one so:').waitFor();
      expect(await keyed.page.locator('main code').textContent()).toContain('$TABSERVE_KEY');
      expect(await keyed.page.locator('main a[href^="#/try"]').count()).toBe(0);
    }));

  it.each(['#/try', '#/batch'])('is told so at %s', (hash) =>
    visit(reading, hash, ({ page }) =>
      page.getByRole('heading', { name: 'This key may not predict' }).waitFor(),
    ),
  );
});

it.each(['#/try', '#/history', '#/model'])(
  'a key that may not read models is told what to ask for at %s',
  (hash) =>
    visit(unread, hash, async ({ page }) => {
      await page.getByRole('heading', { name: 'This key may not read models' }).waitFor();
      await page.locator('main').getByText('models:read').waitFor();
      expect(await page.getByRole('navigation').count()).toBe(0);
      expect(await page.getByLabel('Model').count()).toBe(0);
    }),
);

it('a key for some models has no others, and says for which and how long', () =>
  visit(winery, '', async ({ page }) => {
    expect(await page.getByLabel('Model').locator('option').count()).toBe(1);
    await page.getByRole('button', { name: /^Access of/ }).click();
    const panel = page.locator('.access-panel');
    await panel.getByText('wine*').waitFor();
    expect(await panel.locator('time').getAttribute('datetime')).toBe('2099-01-01T00:00:00.000Z');
  }));

it('another key in the middle of work has its own screens and models', () =>
  visit(predicting, '', async (keyed) => {
    await keyed.menu(predicting.entry.id).click();
    await keyed.page.getByRole('button', { name: 'Use another key' }).click();
    await keyed.signIn(winery);
    await keyed.page.getByRole('link', { name: 'History' }).waitFor();
    await keyed.page.getByRole('heading', { name: 'is gone' }).waitFor();
    const models = keyed.page.getByRole('banner').getByLabel('Model').locator('option');
    expect(await models.allTextContents()).toEqual(['No model', expect.stringContaining('wine')]);
  }));
