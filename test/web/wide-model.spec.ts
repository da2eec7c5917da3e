import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { temporaryFolder } from '../support/test.app.js';
import { until } from '../support/until.js';
import { longNames, writeWideModel } from '../support/wide.model.js';
import { PageHarness } from './support/page.harness.js';
import { TryPage } from './support/try.page.js';

const MODEL = { name: 'wide', features: 60, classes: 4, signs: 20 };
const FEATURES = longNames('feature', MODEL.features, MODEL.signs);
const [FIRST = '', , THIRD = ''] = FEATURES;
const LAST = FEATURES.at(-1) ?? '';
const SIZES = [
  [1440, 900],
  [1280, 600],
  [360, 740],
] as const;

describe('A model of sixty features', () => {
  const folder = temporaryFolder();
  let harness: PageHarness;
  beforeAll(async () => {
    writeWideModel(folder.path, MODEL);
    harness = await PageHarness.open({ MODEL_DIR: folder.path });
  });
  afterAll(async () => {
    await harness.close();
    folder.remove();
  });

  const open = async (hash = '#/try', [width, height] = SIZES[0] as readonly [number, number]) =>
    new TryPage((await harness.visit(hash, { viewport: { width, height } })).page);
  const isInSight = (element: Locator) =>
    element.evaluate((node) => {
      const { innerWidth, innerHeight, document } = globalThis as unknown as Screen;
      const { top, bottom, left, right } = (node as unknown as Boxed).getBoundingClientRect();
      const isInside = top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
      const on = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return isInside && (on === node || (node as unknown as Boxed).contains(on));
    });

  it.each(SIZES)(
    'shows the answer and the button beside every field, at %i × %i',
    async (...size) => {
      const screen = await open('#/try', size);
      await screen.page.locator('.figure').waitFor();
      const answers = screen.page.locator('.gist, .try .figure');
      for (const name of [FIRST, FEATURES[30] ?? '', LAST]) {
        await screen.field(name).focus();
        expect([name, await isInSight(screen.field(name))]).toEqual([name, true]);
        expect([name, await isInSight(screen.button)]).toEqual([name, true]);
        const seen = await Promise.all((await answers.all()).map(isInSight));
        expect([name, seen.includes(true)]).toEqual([name, true]);
      }
      await screen.page.context().close();
    },
  );

  it('says in the line at the button what the card says', async () => {
    const screen = await open('#/try', SIZES[2]);
    const figure = screen.page.locator('.try .figure');
    await figure.waitFor();
    expect(await screen.page.locator('.gist').textContent()).toBe(await figure.textContent());
    await screen.field(FIRST).fill('-1');
    await screen.hasUrl('=-1');
    const gist = screen.page.locator('.gist:not(.dimmed)');
    await until(
      async () => (await gist.textContent()) === (await figure.textContent()),
      'the line at the button says what the card says',
    );
    await screen.page.context().close();
  });

  it('finds fields by name and meaning, and shows what is wrong as well', async () => {
    const screen = await open();
    const fields = screen.page.locator('.field');
    const search = screen.page.getByLabel('Find a feature');
    expect(await fields.count()).toBe(60);
    await search.fill(LAST);
    await screen.page.getByText('1 of 60').waitFor();
    expect(await fields.count()).toBe(1);
    await search.fill('measure number 2');
    await screen.page.getByText('6 of 60').waitFor();
    await screen.field(THIRD).fill('much');
    await search.fill('nothing is called so');
    await screen.page.getByText('1 of 60').waitFor();
    await screen.says(THIRD, /^This is not a number$/);
    await screen.field(THIRD).fill('0.5');
    await screen.page.getByText('0 of 60').waitFor();
    await search.fill('');
    expect(await fields.count()).toBe(60);
    expect(await screen.field(THIRD).inputValue()).toBe('0.5');
    await screen.page.context().close();
  });

  it('offers no example from outside of the training range, and says what they are', async () => {
    const screen = await open();
    const chips = screen.page.getByRole('group', { name: 'Examples' });
    expect(await chips.locator('legend').isVisible()).toBe(true);
    const titles = await chips.getByRole('button').allTextContents();
    expect(titles).toEqual(['usual', longNames('example', 1, MODEL.signs)[0]]);
    await screen.page.context().close();
  });

  it('ranks its features by one call of few rows', async () => {
    const screen = await open();
    const card = screen.page.getByRole('region', { name: 'What matters here' });
    const sizes: number[] = [];
    screen.page.on('request', (request) => {
      const rows = request.url().includes('predict-batch') ? request.postDataJSON() : [];
      sizes.push(rows.length);
    });
    await screen.field(LAST).fill('0.75');
    await card.getByText('The first 8 of 60').waitFor();
    await card.locator('.dimmed').waitFor({ state: 'detached' });
    expect(Math.max(...sizes)).toBeLessThanOrEqual(10_000);
    expect(await card.getByRole('rowheader').count()).toBe(8);
    const [most] = await card.getByRole('rowheader').allTextContents();
    expect(await card.locator('strong').textContent()).toBe(most);
    await screen.page.context().close();
  });

  it.each([
    [1440, 3500],
    [360, 9000],
  ])('has a page of its own that is short at %i pixels', async (width, most) => {
    const { page } = await open('#/model', [width, 900]);
    const articles = page.getByRole('region', { name: 'Features' }).getByRole('article');
    expect(await articles.count()).toBe(12);
    expect(await page.evaluate('document.documentElement.scrollHeight')).toBeLessThan(most);
    await page.getByLabel('Find a feature').fill(LAST);
    await page.getByText('1 of 60').waitFor();
    expect(await articles.getByRole('heading').allTextContents()).toEqual([LAST]);
    await page.getByLabel('Find a feature').fill('');
    await page.getByRole('button', { name: 'Show all 60' }).click();
    expect(await articles.getByRole('heading').allTextContents()).toEqual(FEATURES);
    await page.context().close();
  });

  it('has commands for the address of the page', async () => {
    const { page } = await open('#/model');
    await page.getByText('The whole card').click();
    const command = page.locator('.markdown pre');
    await command.waitFor();
    expect(await command.textContent()).toBe(`curl -s '${harness.server.url}/predict'`);
    await page.context().close();
  });

  it('causes no fault in the browser', () => {
    expect(harness.faults.filter((fault) => !/status of 422/.test(fault))).toEqual([]);
  });
});

interface Screen {
  innerWidth: number;
  innerHeight: number;
  document: { elementFromPoint(x: number, y: number): unknown };
}
interface Boxed {
  getBoundingClientRect(): { top: number; bottom: number; left: number; right: number };
  contains(other: unknown): boolean;
}
