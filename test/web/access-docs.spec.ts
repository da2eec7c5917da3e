import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { aKey, KeyFile, type MadeKey } from '../support/key.file.js';
import { axeViolations } from './support/axe.js';
import { KeyedPage } from './support/keyed.page.js';
import { PageHarness } from './support/page.harness.js';

const everything = aKey();
const predicting = aKey({ scopes: ['predict', 'models:read'] });

let file: KeyFile;
let harness: PageHarness;
beforeAll(async () => {
  file = new KeyFile(everything, predicting);
  harness = await PageHarness.open(file.settings);
});
afterAll(async () => {
  await harness.close();
  file.remove();
});

/** The documentation, in the tab of a page. */
async function visit(use: (docs: KeyedPage, page: Page) => Promise<void>, key?: MadeKey) {
  const { page, context } = await harness.visit();
  if (key !== undefined) await new KeyedPage(page).signIn(key);
  await page.goto(`${harness.server.url}/docs`);
  await use(new KeyedPage(page), page);
  await context.close();
}

const operation = (page: Page, id: string) => page.locator(`[id$="-${id}"].opblock`);

describe('the documentation of a service that asks for a key', () => {
  it('asks for one before it shows anything', () =>
    visit(async (docs, page) => {
      await page.getByRole('heading', { name: 'This service asks for a key' }).waitFor();
      expect(await docs.fault.textContent()).toBe('');
      expect(await axeViolations(page)).toEqual([]);
      await docs.enter('tsk_wrong');
      await docs.fault.filter({ hasText: /key/i }).waitFor();
      expect(await docs.field.getAttribute('aria-invalid')).toBe('true');
      expect(await axeViolations(page)).toEqual([]);
      await docs.enter(everything.key);
      await operation(page, 'listHistory').waitFor();
      expect(await docs.field.count()).toBe(0);
    }));

  it('is read with the key of the tab, and shows what it may', () =>
    visit(async (docs, page) => {
      await operation(page, 'predict').waitFor();
      expect(await operation(page, 'listHistory').count()).toBe(0);
      expect(await docs.field.count()).toBe(0);
    }, predicting));

  it('saves its document with the key', () =>
    visit(async (_, page) => {
      await operation(page, 'predict').waitFor();
      const link = page.getByRole('link', { name: '/openapi.json' });
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      const document = JSON.parse(readFileSync(await download.path(), 'utf8'));
      expect(Object.keys(document.paths)).toContain('/predict');
    }, predicting));

  it('tries calls with the key, and shows a placeholder in its place', () =>
    visit(async (docs, page) => {
      const one = operation(page, 'getAccess');
      await one.click();
      await page.getByRole('button', { name: 'Try it out' }).click();
      const [sent] = await Promise.all([
        page.waitForRequest(/\/access$/),
        page.getByRole('button', { name: 'Execute' }).click(),
      ]);
      expect(await sent.headerValue('authorization')).toBe(`Bearer ${everything.key}`);
      await one.getByText(`key:${everything.entry.id}`).first().waitFor();
      await one.locator('.curl').getByText('$TABSERVE_KEY').waitFor();
      const stored = JSON.stringify({ 'tabserve-key': everything.key });
      const traces = (await docs.traces()).replaceAll(stored, '');
      expect(traces).not.toContain(everything.key.slice(-20));
    }, everything));

  it('offers another key for its calls, which it does not keep', () =>
    visit(async (_, page) => {
      await page.getByRole('button', { name: 'Authorize', exact: true }).first().click();
      await page.getByRole('button', { name: 'Remove authorization' }).first().click();
      await page.getByLabel('auth-bearer-value').fill(predicting.key);
      await page.getByLabel('Apply credentials').first().click();
      await page.getByRole('button', { name: 'Close' }).first().click();
      await operation(page, 'getAccess').click();
      await page.getByRole('button', { name: 'Try it out' }).click();
      const [sent] = await Promise.all([
        page.waitForRequest(/\/access$/),
        page.getByRole('button', { name: 'Execute' }).click(),
      ]);
      expect(await sent.headerValue('authorization')).toBe(`Bearer ${predicting.key}`);
      const kept = await page.evaluate(() =>
        JSON.stringify((globalThis as unknown as { localStorage: object }).localStorage),
      );
      expect(kept).not.toContain(predicting.key);
    }, everything));

  it('has nothing of the API in what is open to all', async () => {
    for (const path of ['/docs', '/docs/swagger-ui-init.js', '/docs-key.js']) {
      const answer = await fetch(`${harness.server.url}${path}`);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(await answer.text()).not.toMatch(/predict-batch|operationId|sepal/);
    }
  });
});
