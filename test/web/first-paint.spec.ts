import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../support/until.js';
import { PageHarness } from './support/page.harness.js';

describe('The first paint', () => {
  let harness: PageHarness;
  beforeAll(async () => {
    harness = await PageHarness.open();
  });
  afterAll(() => harness.close());

  it('waits for no script, which goes on where it began', async () => {
    const { page, context } = await harness.visit();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await context.route('**/*.js', async (route) => {
      await held;
      await route.continue();
    });
    // The event of the load would wait for the script.
    await page.reload({ waitUntil: 'commit' });
    await page.getByText('Loading the page').waitFor();
    const isPainted = () =>
      page.evaluate<boolean>("performance.getEntriesByName('first-contentful-paint').length === 1");
    await until(isPainted, 'the first paint');
    expect(await page.getByRole('banner').innerText()).toBe('Tabserve');
    release();
    await page.locator('.figure').waitFor();
    expect(await page.getByRole('banner').count()).toBe(1);
    expect(await page.getByRole('main').count()).toBe(1);
    expect(await page.getByText('Loading the page').count()).toBe(0);
    await context.close();
  });

  it('causes no fault in the browser', () => {
    expect(harness.faults).toEqual([]);
  });
});
