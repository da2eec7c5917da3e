import { afterEach, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { PageHarness } from './support/page.harness.js';

let harness: PageHarness;
afterEach(() => harness.close());

async function open(environment: Record<string, string> = {}): Promise<Page> {
  harness = await PageHarness.open(environment);
  return (await harness.visit()).page;
}

it('a service that is open to all says nothing of keys', async () => {
  const page = await open();
  await page.getByRole('link', { name: 'API docs' }).waitFor();
  expect(await page.getByRole('button', { name: /^Access of/ }).count()).toBe(0);
  expect(await page.getByRole('tabpanel').locator('code').textContent()).not.toContain('KEY');
  expect(harness.faults).toEqual([]);
});

it('a service without documentation has no link to it', async () => {
  const page = await open({ DOCS: 'off' });
  for (const path of ['/docs', '/openapi.json'])
    expect([path, (await fetch(`${harness.server.url}${path}`)).status]).toEqual([path, 404]);
  await page.waitForLoadState('networkidle');
  expect(await page.getByRole('link', { name: 'API docs' }).count()).toBe(0);
});
