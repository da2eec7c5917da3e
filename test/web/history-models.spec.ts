import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { axeViolations } from './support/axe.js';
import { examplesOf, HistoryApi } from './support/history.api.js';
import { PageHarness } from './support/page.harness.js';

const FOLDER = 'test/fixtures/model';

describe('History of other models', () => {
  let harness: PageHarness;
  let api: HistoryApi;

  beforeAll(async () => {
    harness = await PageHarness.open({ MODEL_DIR: FOLDER });
    api = new HistoryApi(harness.server.url);
  });

  afterAll(() => harness.close());

  it('teaches how to make the first prediction while nothing is stored', async () => {
    const { page, context } = await harness.visit('#/history?model=wine-gb');
    await page.getByText('Nothing is stored yet').waitFor();
    const href = await page.getByRole('link', { name: 'Try screen' }).getAttribute('href');
    expect(href).toBe('#/try?model=wine-gb&version=1');
    expect(await page.locator('.empty code').textContent()).toMatch(/^curl '.*"alcohol":13.68/);
    expect(await axeViolations(page)).toEqual([]);
    await context.close();
  });

  it('shows values with their unit for a regression model, and no label to choose', async () => {
    const [answer] = await api.predict('diabetes', examplesOf(`${FOLDER}/diabetes`));
    const { page, context } = await harness.visit('#/history?model=diabetes');
    await page.getByText('Each bar is').waitFor();
    const text = `${Number(answer?.value?.toPrecision(6))} points`;
    expect(await page.locator('td.outcome').last().textContent()).toBe(text);
    expect(await page.getByLabel('Label').count()).toBe(0);
    await page.locator('[data-id]').last().click();
    expect(await page.getByRole('dialog').locator('.figure').textContent()).toBe(text);
    expect(await axeViolations(page)).toEqual([]);
    await context.close();
  });

  it('leaves what was missing out when it runs again', async () => {
    const [example] = examplesOf(`${FOLDER}/penguins-mixed`);
    const inputs = { ...example, bill_depth_mm: null };
    const [answer] = await api.predict('penguins-mixed', [inputs]);
    const { page, context } = await harness.visit(`#/history?id=${answer?.id}`);
    const drawer = page.getByRole('dialog');
    await drawer.getByText('missing').waitFor();
    const href = await drawer.getByRole('link', { name: 'Run again' }).getAttribute('href');
    const params = new URLSearchParams(href?.split('?')[1]);
    expect(params.get('model')).toBe('penguins-mixed');
    expect(params.get('f.island')).toBe('Torgersen');
    expect(params.has('f.bill_depth_mm')).toBe(false);
    await context.close();
  });

  it('shows all models when asked, and their classes to choose from', async () => {
    await api.predict('wine-gb', examplesOf(`${FOLDER}/wine-gb`));
    const { page, context } = await harness.visit('#/history?model=wine-gb');
    await page.locator('form').getByRole('combobox', { name: 'Model' }).selectOption('1');
    await page.getByText('Every prediction of all models').waitFor();
    expect(page.url()).toContain('all=1');
    const items = await api.items('');
    const { length } = items;
    await page.locator('.total', { hasText: `${length} predictions` }).waitFor();
    expect(await page.locator('[data-id]').count()).toBe(length);
    const options = page.getByLabel('Label').locator('option');
    await options.nth(1).waitFor({ state: 'attached' });
    const labels = new Set(items.flatMap(({ label }) => label ?? []));
    expect(await options.allTextContents()).toEqual(['Any', ...[...labels].sort()]);
    await page.getByLabel('Label').selectOption('2');
    await page.locator('.total', { hasText: /^1 prediction$/ }).waitFor();
    await page.getByText('These are all.').waitFor();
    expect(await page.locator('td.outcome').allTextContents()).toEqual(['2']);
    await context.close();
  });

  it('has caused no fault in the browser', () => {
    expect(harness.faults).toEqual([]);
  });
});
