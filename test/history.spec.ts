import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { csvTable } from './support/csv.table.js';
import { predictAt, seedHistory, uploadAt } from './support/history.seed.js';
import { type Item, pageOf, walk } from './support/history.walk.js';
import { expectProblem } from './support/problem.js';
import { FIXTURE_DIR, startApp, type TestApp } from './support/test.app.js';
import { withApp } from './support/with.app.js';

describe('the history', () => {
  let app: TestApp;
  /** Newest first. */
  let all: Item[];

  beforeAll(async () => {
    app = await startApp({ MODEL_DIR: FIXTURE_DIR });
    all = await seedHistory(app);
  });
  afterAll(() => app.close());

  it.each([1, 2, 7, 29, 30, 31, 50, 500])(
    'is paged without loss or repeat, newest first: limit=%d',
    async (limit) => {
      const items = await walk(app, `limit=${limit}`);
      expect(items.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    },
  );

  it('has what was answered, with what was asked', async () => {
    const items = await walk(app, 'limit=500');
    expect(items).toMatchObject(all);
  });

  it('has pages of the limit, 50 without one', async () => {
    expect((await pageOf(app, '')).items).toHaveLength(50);
    expect((await pageOf(app, 'limit=7')).items).toHaveLength(7);
  });

  it('links to the next page, and the last page to none', async () => {
    const ids: string[] = [];
    for (let path: string | undefined = '/history?model=penguins-mixed&limit=20'; path; ) {
      const answer: Response = await app.request(path);
      const { items, nextCursor } = (await answer.json()) as {
        items: Item[];
        nextCursor: string | null;
      };
      ids.push(...items.map(({ id }) => id));
      const link = answer.headers.get('link');
      expect(link === null).toBe(nextCursor === null);
      path = /^<([^>]+)>; rel="next"$/.exec(link ?? '')?.[1];
    }
    expect(ids).toEqual(
      all.filter(({ model }) => model.name === 'penguins-mixed').map(({ id }) => id),
    );
  });

  it('is paged without loss or repeat while predictions and files keep coming in', async () => {
    let at = 0;
    const before = (await walk(app, 'limit=500')).map(({ id }) => id);
    const seen = await walk(app, 'limit=13', () =>
      Promise.all([predictAt(app, at++), uploadAt(app, at), predictAt(app, at++)]),
    );
    expect(seen.map(({ id }) => id)).toEqual(before);
    all = await walk(app, 'limit=500');
    expect(all.length).toBeGreaterThan(before.length);
  });

  it('finds every prediction by its id', async () => {
    for (const item of all.filter((_, at) => at % 11 === 0)) {
      const answer = await app.request(`/history/${item.id}`);
      expect(await answer.json()).toEqual(item);
    }
  });

  it('finds nothing beyond the rows of a file', async () => {
    const batch = all.find(({ source }) => source === 'batch')?.batchId;
    for (const row of ['0', '31', '-1', '01', '1.5', '', 'x', '99999999999999999999']) {
      await expectProblem(await app.request(`/history/${batch}.${row}`), 'not-found');
    }
    await expectProblem(await app.request(`/history/${batch}`), 'not-found');
  });
});

it('an empty history has no items, no time and no page behind', () =>
  withApp({}, async (app) => {
    expect(await pageOf(app, '')).toEqual({ items: [], nextCursor: null });
    const summary = await app.request('/history/summary');
    expect(await summary.json()).toEqual({ total: 0, first: null, last: null, items: [] });
    const lines = await app.request('/history/export', {
      headers: { accept: 'application/x-ndjson' },
    });
    expect(await lines.text()).toBe('');
    expect(csvTable(await (await app.request('/history/export')).text())).toEqual([]);
  }));
