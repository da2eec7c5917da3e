import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MIXED_ROW, writeMixedModel } from '../support/mixed.model.js';
import { temporaryFolder } from '../support/test.app.js';
import { axeViolations } from './support/axe.js';
import { BatchPage } from './support/batch.page.js';
import { PageHarness } from './support/page.harness.js';
import { TryPage } from './support/try.page.js';

const CSV = `${Object.keys(MIXED_ROW).join(',')}\n${Object.values(MIXED_ROW).join(',')}\n`;

describe('A model with features of every type', () => {
  const folder = temporaryFolder();
  let harness: PageHarness;
  beforeAll(async () => {
    writeMixedModel(folder.path);
    harness = await PageHarness.open({ MODEL_DIR: folder.path });
  });
  afterAll(async () => {
    await harness.close();
    folder.remove();
  });

  const open = async () => new TryPage((await harness.visit('#/try?model=mixed')).page);

  test('is tried with a control for each', async () => {
    const screen = await open();
    await screen.shows(/^1,122.1$/);
    expect(await screen.code('Python')).toContain('"flag": False,');
    await screen.field('flag').selectOption('true');
    await screen.shows(/^1,123.1$/);
    await screen.field('code').selectOption('missing');
    await screen.says('code', /^Empty: left out$/);
    await screen.shows(/^1,129.1$/);
    await screen.field('day').fill('31.01.1970');
    await screen.says('day', /^Write it as 2026-01-31/);
    await screen.field('day').fill('1970-01-21');
    await screen.shows(/^1,139.1$/);
    await screen.field('since').fill('2101-01-01');
    await screen.says('since', /^Must be at most 2100-01-01$/);
    await screen.field('since').fill('1970-01-03');
    await screen.says('since', /^Within the training range 1970-01-01–2026-01-01$/);
    await screen.field('size').fill('5');
    await screen.says('size', /^Not seen in training$/);
    await screen.page.getByText('5 is no category that the model was trained with').waitFor();
    expect(await screen.code('curl')).toContain('"size": 5,');
    expect(await axeViolations(screen.page)).toEqual([]);
  });

  test('shows what truths and categories alone would change', async () => {
    const screen = await open();
    for (const [name, choices] of [
      ['member', ['true', 'false']],
      ['code', ['1', '7']],
      ['town', ['Köln', 'Bonn']],
    ] as const) {
      await screen.whatIf.getByLabel('Feature to vary').selectOption(name);
      const table = screen.whatIf.getByRole('table', { name: `The prediction by ${name}` });
      await table.waitFor();
      expect(await table.getByRole('rowheader').allTextContents()).toEqual(choices);
    }
  });

  test('is told about in words', async () => {
    const { page } = await harness.visit('#/model?model=mixed');
    const article = (name: string) =>
      page.locator('article').filter({ has: page.getByText(name, { exact: true }) });
    await article('since').getByText('2100-01-01 or less').waitFor();
    await article('since').getByText('1970-01-01 to 2026-01-01').waitFor();
    await article('flag').getByText('true or false').waitFor();
    await article('size').getByText('1, 2, 3, or any other').waitFor();
  });

  test('is given files, and finds their rows again', async () => {
    const { page } = await harness.visit('#/batch?model=mixed');
    const batch = new BatchPage(page, harness.server.url);
    await batch.choose('rows.csv', CSV);
    await page.getByRole('cell', { name: MIXED_ROW.since }).waitFor();
    await batch.score();
    await batch.save.waitFor();
    await page.goto(`${harness.server.url}/#/history?model=mixed`);
    await page.locator('[data-id]').first().waitFor();
    await page.getByText('Find by id or value').click();
    await page.getByLabel('Feature').selectOption('since');
    await page.getByLabel('Value from').fill('1970-01-03');
    await page.getByRole('form', { name: 'Value' }).getByRole('button', { name: 'Apply' }).click();
    await page.getByText('since at least 1970-01-03').waitFor();
    await page.locator('[data-id]').first().click();
    const inputs = page.getByRole('table', { name: 'Inputs' });
    await inputs.getByRole('row', { name: 'flag false' }).waitFor();
  });

  test('had no fault in the browser', () => {
    expect(harness.faults.filter((fault) => !/status of 422/.test(fault))).toEqual([]);
  });
});
