import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { FIXTURE_DIR, MODEL_DIR } from '../support/test.app.js';
import { until } from '../support/until.js';
import { axeViolations } from './support/axe.js';
import { examplesOf, HistoryApi, type Item } from './support/history.api.js';
import { modelFolder } from './support/model.folder.js';
import { PageHarness } from './support/page.harness.js';

/** The newest of the folder, which answers who names no version. */
const IRIS = 'model=iris&version=3';
const EXAMPLES = examplesOf(`${MODEL_DIR}/iris`);

describe('Finding predictions again', () => {
  const folder = modelFolder();
  let harness: PageHarness;
  let api: HistoryApi;
  let batchId: string;
  let single: Item | undefined;

  beforeAll(async () => {
    harness = await PageHarness.open({ MODEL_DIR: folder.path, DEFAULT_MODEL: 'iris' });
    api = new HistoryApi(harness.server.url);
    const rows = Array.from({ length: 90 }, (_, at) => ({
      ...EXAMPLES[at % 3],
      petal_width: 0.1 + (at % 24) / 10,
    }));
    [single] = await api.predict('iris', rows.slice(0, 1));
    ({ batchId } = await api.predictBatch('iris', rows));
    await api.predict('penguins-mixed', examplesOf(`${FIXTURE_DIR}/penguins-mixed`));
  });
  afterAll(async () => {
    await harness.close();
    folder.remove();
  });

  const open = async (query = '', options = {}) => {
    const { page } = await harness.visit(`#/history?${IRIS}${query}`, options);
    await page.locator('.list-end, .empty').last().waitFor();
    return page;
  };
  const search = async (page: Page) => {
    await page.getByText('Find by id, confidence or value').click();
    return page;
  };
  const listed = (page: Page) =>
    page
      .locator('[data-id]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('data-id')));
  /** Compares the list with what the service says, once all of it is there. */
  async function lists(page: Page, query: string): Promise<void> {
    const end = page.getByText('These are all.');
    const isReached = async () => {
      await page.mouse.wheel(0, 20_000);
      return end.isVisible();
    };
    await until(isReached, 'the end of the list');
    const ids = (await api.items(`${IRIS}&${query}`)).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(await listed(page)).toEqual(ids);
  }

  const lookedFor = async (query: string) => {
    const answer = await fetch(`${harness.server.url}/history?${query}`);
    return (await answer.json()) as { looked: number };
  };

  it('opens a prediction by its id, and a row of a file by its own', async () => {
    const page = await search(await open());
    for (const id of [single?.id ?? '', `${batchId}.7`]) {
      await page.getByLabel('Id of a prediction or a batch').fill(` ${id} `);
      await page.getByRole('button', { name: 'Find' }).click();
      await page.getByRole('dialog').getByText(id, { exact: true }).waitFor();
      expect(page.url()).toContain(`id=${id}`);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.context().close();
  });

  it('lists the rows of a file by its id', async () => {
    const page = await search(await open());
    await page.getByLabel('Id of a prediction or a batch').fill(batchId);
    await page.keyboard.press('Enter');
    await page.getByText('The rows of one file').waitFor();
    expect(page.url()).toContain(`batchId=${batchId}`);
    await page.context().close();
  });

  it('says what is no id', async () => {
    const page = await search(await open());
    await page.getByLabel('Id of a prediction or a batch').fill('seven');
    await page.keyboard.press('Enter');
    await page.getByText('An id has 36 signs').waitFor();
    await page.context().close();
  });

  it('lists by confidence, says how many were looked through, and the link gives the same', async () => {
    const page = await search(await open());
    await page.getByLabel('Confidence from').fill('60');
    await page.getByLabel('Confidence to').fill('99.5');
    await page.keyboard.press('Enter');
    await page.waitForURL(/confidenceFrom=0\.6&confidenceTo=0\.995/);
    await lists(page, 'confidenceFrom=0.6&confidenceTo=0.995');
    await page.getByText(/\d+ predictions were looked through/).waitFor();
    await page.getByText('Confidence 60% – 99.5%').waitFor();
    await page.reload();
    await lists(page, 'confidenceFrom=0.6&confidenceTo=0.995');
    await page.getByRole('link', { name: 'Remove Confidence' }).click();
    await page.waitForURL((url) => !url.hash.includes('confidence'));
    await page.context().close();
  });

  it('lists by the value of a feature, and exports just that, as CSV and Parquet', async () => {
    const page = await search(await open());
    await page.getByRole('combobox', { name: 'Feature', exact: true }).selectOption('petal_width');
    await page.getByLabel('Value from').fill('1.75');
    await page.getByLabel('Value to').fill('2');
    await page.keyboard.press('Enter');
    await page.waitForURL(/feature\.petal_width=1\.75\.\.2/);
    await lists(page, 'feature.petal_width=1.75..2');
    await page.getByText('petal_width 1.75 – 2').waitFor();
    const { length } = await api.items(`${IRIS}&feature.petal_width=1.75..2`);
    await page.getByText(`${length} rows:`).waitFor();
    const saved = async (name: string) => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByText(name).click(),
      ]);
      return { title: file.suggestedFilename(), bytes: await readFile(await file.path()) };
    };
    const csv = await saved('Export CSV');
    expect(csv.bytes.toString().trim().split('\n').length).toBe(1 + length);
    const parquet = await saved('Export Parquet');
    expect(parquet.title).toBe('history.parquet');
    expect(parquet.bytes.subarray(0, 4).toString()).toBe('PAR1');
    await page.context().close();
  });

  it('lists by a text, for a model that has one', async () => {
    const { page, context } = await harness.visit('#/history?model=penguins-mixed');
    await search(page);
    await page.getByRole('combobox', { name: 'Feature', exact: true }).selectOption('island');
    await page.getByRole('combobox', { name: 'Value' }).fill('Torgersen');
    await page.keyboard.press('Enter');
    await page.waitForURL(/feature\.island=Torgersen/);
    await page.getByText('These are all.').waitFor();
    const items = await api.items('model=penguins-mixed&feature.island=Torgersen');
    expect(await listed(page)).toEqual(items.map(({ id }) => id));
    await context.close();
  });

  it('says how many were looked through in vain', async () => {
    const page = await open('&feature.petal_width=77..78');
    await page.getByText('No prediction fits these filters').waitFor();
    const { looked } = await lookedFor(`${IRIS}&feature.petal_width=77..78`);
    expect(looked).toBeGreaterThan(0);
    await page.getByText(`${looked} predictions were looked through.`).waitFor();
    await page.locator('.empty').getByRole('button', { name: 'Clear filters' }).click();
    await page.waitForURL(new RegExp(`#/history\\?${IRIS}$`));
    await page.context().close();
  });

  it.each([
    ['Confidence from', 'high', 'This is not a number.'],
    ['Confidence to', '101', 'Enter numbers from 0 to 100.'],
    ['Value from', '', 'Enter a number.'],
  ])('says what is wrong with %s %s', async (field, text, words) => {
    const page = await search(await open());
    await page.getByLabel(field).fill(text);
    await page.getByLabel(field).press('Enter');
    await page.getByText(words).waitFor();
    expect(page.url()).toMatch(new RegExp(`${IRIS}$`));
    await page.context().close();
  });

  it('keeps its filters for another version of the model', async () => {
    const page = await open('&label=setosa&feature.petal_width=..1');
    await page.getByRole('banner').getByLabel('Version').selectOption('2');
    await page.waitForURL(/version=2/);
    expect(page.url()).toContain('label=setosa&feature.petal_width=..1');
    await page.context().close();
  });

  it.each([
    ['light', 1280],
    ['dark', 360],
  ] as const)('has no fault of access in %s at %i pixels', async (colorScheme, width) => {
    const options = { colorScheme, viewport: { width, height: 800 } };
    const page = await search(
      await open('&confidenceFrom=0.5&feature.petal_width=0.5..2', options),
    );
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate('document.scrollingElement.scrollWidth <= innerWidth')).toBe(true);
    await page.context().close();
  });

  it('causes no fault in the browser', () => {
    expect(harness.faults).toEqual([]);
  });
});
