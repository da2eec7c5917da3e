import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../support/until.js';
import { axeViolations } from './support/axe.js';
import { examplesOf, HistoryApi } from './support/history.api.js';
import { PageHarness } from './support/page.harness.js';

const EXAMPLES = examplesOf('model/iris');
const IRIS = 'model=iris&version=1';

describe('History screen', () => {
  let harness: PageHarness;
  let api: HistoryApi;
  let batchId: string;

  beforeAll(async () => {
    harness = await PageHarness.open();
    api = new HistoryApi(harness.server.url);
    const rows = (count: number) => Array.from({ length: count }, (_, n) => EXAMPLES[n % 3] ?? {});
    await api.predict('iris', rows(80));
    ({ batchId } = await api.predictBatch('iris', rows(60)));
    await api.predict('iris', [{ ...EXAMPLES[1], sepal_length: 9.5 }]);
  });

  afterAll(() => harness.close());

  /** A page of its own, shown when its list is there. */
  async function withList(query: string, use: (page: Page) => Promise<void>, options = {}) {
    const { page, context } = await harness.visit(`#/history${query}`, options);
    await page.locator('.list-end, .note').last().waitFor();
    await use(page);
    await context.close();
  }

  const listed = (page: Page) =>
    page
      .locator('[data-id]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('data-id')));
  const idsOf = async (query: string) => (await api.items(query)).map(({ id }) => id);

  it('lists the newest first', () =>
    withList('', async (page) => {
      const ids = await listed(page);
      expect(ids.length).toBeGreaterThanOrEqual(50);
      expect(ids).toEqual((await idsOf(IRIS)).slice(0, ids.length));
    }));

  it('shows times in the zone of who looks, with the exact one behind them', () =>
    withList(
      '',
      async (page) => {
        const time = page.locator('[data-id] time').first();
        const iso = (await time.getAttribute('datetime')) ?? '';
        const inTokyo = new Date(Date.parse(iso) + 9 * 3_600_000).toISOString().slice(11, 19);
        expect(await time.textContent()).toContain(inTokyo);
        expect(await time.getAttribute('title')).toBe(iso);
      },
      { timezoneId: 'Asia/Tokyo', locale: 'en-GB' },
    ));

  it('filters by label and source, in the URL, so that a reload reproduces it', () =>
    withList('', async (page) => {
      await page.getByLabel('Label').selectOption('setosa');
      await page.getByLabel('Source').selectOption('single');
      await page.getByText('These are all.').waitFor();
      expect(page.url()).toContain('label=setosa&source=single');
      const expected = await idsOf(`${IRIS}&label=setosa&source=single`);
      expect(await listed(page)).toEqual(expected);
      await page.reload();
      await page.getByText('These are all.').waitFor();
      expect(await listed(page)).toEqual(expected);
      expect(await page.getByLabel('Label').inputValue()).toBe('setosa');
    }));

  it('filters by time, from inclusive and to exclusive', async () => {
    const all = await api.items(IRIS);
    const [to, from] = [all[5]?.createdAt ?? '', all[70]?.createdAt ?? ''];
    const query = `from=${from}&to=${to}`;
    await withList(`?${query}`, async (page) => {
      await page.getByText('These are all.').waitFor();
      expect(await listed(page)).toEqual(await idsOf(`${IRIS}&${query}`));
    });
  });

  it('puts a typed time into the URL as an instant', () =>
    withList(
      '?model=iris',
      async (page) => {
        await page.getByLabel('From', { exact: true }).fill('2020-05-01T09:30');
        await page.getByRole('button', { name: 'Clear filters' }).waitFor();
        expect(decodeURIComponent(page.url())).toContain('from=2020-05-01T00:30:00.000Z');
        await page.reload();
        expect(await page.getByLabel('From', { exact: true }).inputValue()).toBe(
          '2020-05-01T09:30',
        );
      },
      { timezoneId: 'Asia/Tokyo' },
    ));

  it('reads every row exactly once as the end comes near', () =>
    withList('', async (page) => {
      const end = page.getByText('These are all.');
      const isReached = async () => {
        if (await end.isVisible()) return true;
        const count = (await listed(page)).length;
        await page.mouse.wheel(0, 20_000);
        await page.locator('[data-id]').nth(count).or(end).first().waitFor();
        return false;
      };
      await until(isReached, 'the end of the list');
      expect(await listed(page)).toEqual(await idsOf(IRIS));
    }));

  it('lists the rows of one file, whatever model it is of', () =>
    withList(`?batchId=${batchId}`, async (page) => {
      const ids = await listed(page);
      expect(ids.length).toBeGreaterThanOrEqual(50);
      expect(ids.every((id) => id?.startsWith(batchId))).toBe(true);
      await page.getByRole('link', { name: 'Show all predictions' }).click();
      expect(page.url()).not.toContain('batchId');
    }));

  it.each([
    ['CSV', (text: string) => text.match(/^[0-9a-f-]{36}(\.\d+)?(?=,)/gm)],
    [
      'NDJSON',
      (text: string) =>
        text
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line).id),
    ],
  ])('exports exactly the filtered rows as %s', (format, idsIn) =>
    withList('?label=virginica&source=batch', async (page) => {
      const download = page.waitForEvent('download');
      await page.getByText(`Export ${format}`).click();
      const file = await download;
      expect(file.suggestedFilename()).toBe(`history.${format.toLowerCase()}`);
      const text = await readFile(await file.path(), 'utf8');
      expect(idsIn(text)).toEqual(await idsOf(`${IRIS}&label=virginica&source=batch`));
    }),
  );

  it('gives the chart as a table that adds up to the total', () =>
    withList('', async (page) => {
      await page.getByText('As a table').click();
      const figures = async (rows: string) => {
        const texts = await page.locator(`.mix ${rows} td`).allTextContents();
        return texts.map((text) => Number(text.replaceAll(',', '')));
      };
      const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
      const total = (await api.items(IRIS)).length;
      expect(sum(await figures('tbody'))).toBe(total);
      expect(sum(await figures('tfoot'))).toBe(total);
      expect(await page.locator('.total').textContent()).toBe(`${total} predictions`);
    }));

  it('shows the predictions of one slice alone', () =>
    withList('', async (page) => {
      await page.getByText('As a table').click();
      await page.locator('.mix tbody a').last().click();
      await page.getByRole('button', { name: 'Clear filters' }).waitFor();
      const { searchParams } = new URL(page.url().replace('#/', ''));
      const range = new URLSearchParams({
        from: searchParams.get('from') ?? '',
        to: searchParams.get('to') ?? '',
      });
      const { length } = await api.items(`${IRIS}&${range}`);
      await page.locator('.total', { hasText: new RegExp(`^${length} prediction`) }).waitFor();
      expect(length).toBeGreaterThan(0);
    }));

  it('says that no prediction fits, and starts again without filters', async () => {
    const { page, context } = await harness.visit('#/history?model=iris&from=2099-01-01');
    await page.getByText('No prediction fits these filters').waitFor();
    await page.locator('.empty').getByRole('button', { name: 'Clear filters' }).click();
    await page.locator('[data-id]').first().waitFor();
    expect(page.url()).toMatch(/#\/history\?model=iris$/);
    await context.close();
  });

  it('tells of newer predictions and shows them when asked', () =>
    withList('', async (page) => {
      const [{ id } = { id: '' }] = await api.predict('iris', [EXAMPLES[0] ?? {}]);
      await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
      await page.getByRole('button', { name: 'Show newer predictions' }).click();
      await page.locator(`[data-id="${id}"]`).waitFor();
      expect((await listed(page))[0]).toBe(id);
    }));

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('has no fault of access in %s at %i pixels', (colorScheme, width) =>
    withList(
      '',
      async (page) => {
        await page.getByText('As a table').click();
        expect(await axeViolations(page)).toEqual([]);
        expect(await page.evaluate('document.scrollingElement.scrollWidth <= innerWidth')).toBe(
          true,
        );
      },
      { colorScheme, viewport: { width, height: 800 } },
    ),
  );

  it('has caused no fault in the browser', () => {
    expect(harness.faults).toEqual([]);
  });
});
