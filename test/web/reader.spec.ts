import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PageHarness } from './support/page.harness.js';
import { TryPage } from './support/try.page.js';

const REFUSED = /status of 422/;

describe('A reader of another language', () => {
  let harness: PageHarness;
  beforeAll(async () => {
    harness = await PageHarness.open();
  });
  afterAll(() => harness.close());

  const open = async (hash: string, locale: string) =>
    new TryPage((await harness.visit(hash, { locale, timezoneId: 'Europe/Berlin' })).page);

  it('types and reads decimals with a comma, and the link is the same for all', async () => {
    const screen = await open('#/try', 'de-DE');
    await screen.shows(/^setosa \d+(,\d)?\s%$/);
    expect(await screen.field('sepal_length').inputValue()).toBe('5,1');
    await screen.says('sepal_length', /^Within the training range 4,3–7,9$/);
    await screen.field('petal_length').fill('5,15');
    await screen.field('petal_width').fill('1.9');
    await screen.shows(/^virginica/);
    await screen.hasUrl('f.petal_length=5.15&f.petal_width=1.9');
    expect(await screen.code('curl')).toContain('"petal_length": 5.15');
    await screen.field('sepal_width').press('ArrowUp');
    expect(await screen.field('sepal_width').inputValue()).toBe('3,6');

    const other = await open(new URL(screen.page.url()).hash, 'en-GB');
    expect(await other.field('petal_length').inputValue()).toBe('5.15');
    await other.shows(/^virginica/);
    const again = await open(new URL(other.page.url()).hash, 'de-DE');
    expect(await again.field('petal_length').inputValue()).toBe('5,15');
  });

  it('is asked what a point is that may part thousands', async () => {
    const screen = await open('#/try', 'de-DE');
    await screen.field('petal_length').fill('1.234');
    await screen.says('petal_length', /^Write 1234 or 1,234, without a point$/);
    expect(await screen.isInvalid('petal_length')).toBe(true);
    await screen.hasUrl('f.petal_length=1%2C234');
    await screen.page.reload();
    expect(await screen.field('petal_length').inputValue()).toBe('1.234');
  });

  it.each([
    ['de-DE', /^\d\d?\.\d\d\.\d{4}, \d\d:\d\d:\d\d$/],
    ['en-GB', /^\d\d? \w{3,4} \d{4}, \d\d:\d\d:\d\d$/],
    ['en-US', /^\w{3} \d\d?, \d{4}, \d\d?:\d\d:\d\d\s[AP]M$/],
  ])('sees every time in one form, in %s', async (locale, form) => {
    const screen = await open('#/try', locale);
    await screen.button.click();
    const link = screen.page.getByRole('link', { name: 'See it in the history' });
    await link.click();
    await screen.page.locator('.history-summary time').last().waitFor();
    await screen.page.locator('dialog time').waitFor();
    const times = await screen.page.locator('main time').allTextContents();
    expect(times.length).toBeGreaterThanOrEqual(4);
    for (const time of times) expect(time).toMatch(form);
  });

  it('causes no fault in the browser', () => {
    expect(harness.faults.filter((fault) => !REFUSED.test(fault))).toEqual([]);
  });
});
