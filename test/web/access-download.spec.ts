import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { aKey, KeyFile } from '../support/key.file.js';
import { axeViolations } from './support/axe.js';
import { BatchPage } from './support/batch.page.js';
import { KeyedPage, revoke } from './support/keyed.page.js';
import { PageHarness } from './support/page.harness.js';

const first = aKey();
const second = aKey();
const CSV = `sepal_length,sepal_width,petal_length,petal_width\n${'5.1,3.5,1.4,0.2\n'.repeat(40)}`;

let file: KeyFile;
let harness: PageHarness;
let batchId: string;
beforeAll(async () => {
  file = new KeyFile(first, second);
  harness = await PageHarness.open(file.settings);
  const headers = { ...second.headers, 'content-type': 'text/csv' };
  const body = CSV;
  const answer = await fetch(`${harness.server.url}/predict-batch`, {
    method: 'POST',
    headers,
    body,
  });
  ({ batchId } = (await answer.json()) as { batchId: string });
});
afterAll(async () => {
  await harness.close();
  file.remove();
});

/** A page of its own, with the first key. */
async function visit(hash: string, use: (page: Page) => Promise<void>): Promise<void> {
  file.write(first, second);
  const { page, context } = await harness.visit(hash);
  await new KeyedPage(page).signIn(first);
  await use(page);
  await context.close();
}

/** What a control has the browser save. */
const saved = (page: Page, control: Locator) =>
  new BatchPage(page, harness.server.url).saved(control);

/** What the service has there. */
async function bodyOf(path: string, accept = '*/*'): Promise<string> {
  const headers = { ...second.headers, accept };
  const answer = await fetch(`${harness.server.url}${path}`, { headers });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer()).toString('utf8');
}

it.each([
  ['Export CSV', 'history.csv', 'text/csv'],
  ['Export NDJSON', 'history.ndjson', 'application/x-ndjson'],
])('%s saves what the service has', (label, name, type) =>
  visit('#/history', async (page) => {
    const file = await saved(page, page.getByRole('button', { name: label }));
    expect(file).toEqual({
      name,
      text: await bodyOf('/history/export?model=iris&version=1', type),
    });
    await page.getByRole('status').getByText(`${name} was handed to the browser`).waitFor();
    expect(await axeViolations(page)).toEqual([]);
  }),
);

it.each([
  ['Download contract (JSON)', '/models/iris/versions/1', 'iris-1.json'],
  ['Download graph (ONNX)', '/models/iris/versions/1/model.onnx', 'iris-1.onnx'],
])('%s saves the file of the model', (label, path, name) =>
  visit('#/model', async (page) => {
    const file = await saved(page, page.getByRole('button', { name: label }));
    expect(file).toEqual({ name, text: await bodyOf(path) });
  }),
);

it('the results of a batch are saved', () =>
  visit(`#/batch?batchId=${batchId}`, async (page) => {
    const control = page.getByRole('button', { name: 'Download the results as CSV' });
    expect(await saved(page, control)).toEqual({
      name: `iris-${batchId}.csv`,
      text: await bodyOf(`/batches/${batchId}/results`),
    });
  }));

it('one prediction is saved', () =>
  visit('#/history', async (page) => {
    const link = page.locator('[data-id]').first();
    const id = await link.getAttribute('data-id');
    await link.click();
    const file = await saved(page, page.getByRole('button', { name: 'As JSON' }));
    expect(file).toEqual({ name: `${id}.json`, text: await bodyOf(`/history/${id}`) });
  }));

describe('a download', () => {
  it('goes on with the next key when its own was revoked', () =>
    visit('#/history', async (page) => {
      const control = page.getByRole('button', { name: 'Export CSV' });
      await control.waitFor();
      await revoke(file, harness.server.url, first, second);
      const saving = page.waitForEvent('download');
      await control.click();
      await new KeyedPage(page).signIn(second);
      const text = readFileSync(await (await saving).path(), 'utf8');
      expect(text).toBe(await bodyOf('/history/export?model=iris&version=1', 'text/csv'));
    }));

  it('shows its bytes and can be given up', () =>
    visit('#/history', async (page) => {
      const session = await page.context().newCDPSession(page);
      const control = page.getByRole('button', { name: 'Export NDJSON' });
      await control.waitFor();
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 0,
        downloadThroughput: 2_000,
        uploadThroughput: -1,
      });
      await control.click();
      await page.getByText(/^[\d.]+ (bytes|KiB)$/).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      const saves: string[] = [];
      page.on('download', (one) => saves.push(one.suggestedFilename()));
      await page.getByRole('button', { name: 'Cancel history.ndjson' }).click();
      await page.getByRole('status').getByText('history.ndjson was given up').waitFor();
      expect(await control.getAttribute('aria-disabled')).toBe('false');
      expect(saves).toEqual([]);
    }));

  it('that breaks off says so, and saves nothing', () =>
    visit('#/history', async (page) => {
      const control = page.getByRole('button', { name: 'Export CSV' });
      await control.waitFor();
      await page.context().setOffline(true);
      await control.click();
      await page.getByRole('alert').getByText('nothing was saved').waitFor();
    }));
});
