import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyModel } from '../support/model.copy.js';
import { MODEL_DIR, temporaryFolder } from '../support/test.app.js';
import { writeTinyModel } from '../support/tiny.model.js';
import { axeViolations } from './support/axe.js';
import { PageHarness } from './support/page.harness.js';
import { TryPage } from './support/try.page.js';

/** What a browser writes down of calls that nobody answered. */
const EXPECTED = /ERR_(CONNECTION|FAILED)|status of (404|502|503)/;

describe('A page whose service goes and comes back', () => {
  const folder = temporaryFolder();
  let harness: PageHarness;

  beforeAll(async () => {
    copyModel(folder.path, { from: MODEL_DIR, name: 'iris' });
    copyModel(folder.path, { from: MODEL_DIR, name: 'iris', version: '2' });
    writeTinyModel(folder.path, 'tiny');
    harness = await PageHarness.open({ MODEL_DIR: folder.path });
  });
  afterAll(async () => {
    await harness.close();
    folder.remove();
  });

  const health = (screen: TryPage, state: string) =>
    screen.page.locator(`.health[data-health="${state}"]`).waitFor();

  it('says so with the first call that fails, and answers again by itself', async () => {
    const screen = new TryPage((await harness.visit('#/try?model=iris&version=1')).page);
    await screen.shows(/^setosa/);
    await health(screen, 'ready');
    const start = await harness.stopServer();
    await screen.field('petal_length').fill('5.1');
    await screen.field('petal_width').fill('1.9');
    await screen.page.getByText('The service cannot be reached').first().waitFor();
    await health(screen, 'unreachable');
    await screen.page.locator('.dimmed .figure', { hasText: 'setosa' }).waitFor();
    await start();
    await screen.shows(/^virginica/);
    await health(screen, 'ready');
    await screen.page.getByRole('alert').first().waitFor({ state: 'detached' });
    expect(await screen.field('petal_length').inputValue()).toBe('5.1');
    await screen.whatIf.locator('.dimmed').waitFor({ state: 'detached' });
    await screen.page.context().close();
  });

  it('shows what it could not read when it was opened', async () => {
    const { page, context } = await harness.visit('#/try?model=iris');
    await context.route('**/models', (route) => route.abort());
    await page.reload();
    await page.getByRole('alert').getByText('The service cannot be reached').waitFor();
    await context.unroute('**/models');
    await new TryPage(page).shows(/^setosa/);
    await context.close();
  });

  it('says that a model is gone, keeps the link, and shows it when it is back', async () => {
    const row = 'f.sepal_length=6.6&f.sepal_width=3&f.petal_length=4.4&f.petal_width=1.4';
    const link = `#/try?model=iris&version=2&${row}`;
    const screen = new TryPage((await harness.visit(link)).page);
    const { page } = screen;
    await screen.field('sepal_length').waitFor();
    rmSync(join(folder.path, 'iris/2'), { recursive: true });
    await (await harness.stopServer())();
    await screen.field('sepal_length').fill('6.7');
    await page.getByRole('heading', { name: 'iris v2 is gone' }).waitFor();
    expect(page.url()).toContain('model=iris&version=2&f.sepal_length=6.7');
    expect(await axeViolations(page)).toEqual([]);
    const other = await page.getByRole('link', { name: 'iris v1' }).getAttribute('href');
    expect(other).toContain('model=iris&version=1&f.sepal_length=6.7');
    copyModel(folder.path, { from: MODEL_DIR, name: 'iris', version: '2' });
    await (await harness.stopServer())();
    await screen.field('sepal_length').waitFor();
    expect(await screen.field('sepal_length').inputValue()).toBe('6.7');
    await page.context().close();
  });

  it('keeps the place of a prediction whose model is gone', async () => {
    const { page, context } = await harness.visit('#/history?model=none&version=7&id=x');
    await page.getByRole('heading', { name: 'none v7 is gone' }).waitFor();
    const href = await page.getByRole('link', { name: 'Predictions of all' }).getAttribute('href');
    expect(href).toBe('#/history?id=x&all=1');
    await context.close();
  });

  it('says that there is no model, and shows the one of the link when it is there', async () => {
    const screen = new TryPage((await harness.visit('#/try?model=iris&version=1')).page);
    const { page } = screen;
    await screen.shows(/^setosa/);
    const link = page.url();
    for (const name of ['iris', 'tiny']) rmSync(join(folder.path, name), { recursive: true });
    const start = await harness.stopServer();
    await page.locator('.health[data-health="unreachable"]').waitFor();
    await start();
    await page.getByRole('heading', { name: 'No model is served' }).waitFor();
    expect(page.url()).toBe(link);
    copyModel(folder.path, { from: MODEL_DIR, name: 'iris' });
    await (await harness.stopServer())();
    await screen.shows(/^setosa/);
    expect(page.url()).toBe(link);
    await page.context().close();
  });

  it('has caused no other fault in the browser', () => {
    expect(harness.faults.filter((fault) => !EXPECTED.test(fault))).toEqual([]);
  });
});
