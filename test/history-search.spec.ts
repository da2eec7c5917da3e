import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seedHistory } from './support/history.seed.js';
import { type Item, pageOf, walk } from './support/history.walk.js';
import { expectProblem } from './support/problem.js';
import { FIXTURE_DIR, startApp, type TestApp } from './support/test.app.js';

const confidenceOf = ({ label, probabilities }: Item) =>
  label === undefined ? undefined : probabilities?.[label];
const isIn = (value: unknown, from: number, to: number) =>
  typeof value === 'number' && value >= from && value <= to;

describe('the history, searched by', () => {
  let app: TestApp;
  /** Newest first. */
  let all: Item[];

  beforeAll(async () => {
    app = await startApp({ MODEL_DIR: FIXTURE_DIR });
    all = await seedHistory(app);
  });
  afterAll(() => app.close());

  const searches: [string, string, (item: Item) => boolean][] = [
    ['the least confidence', 'confidenceFrom=0.9', (item) => isIn(confidenceOf(item), 0.9, 1)],
    ['the greatest confidence', 'confidenceTo=0.8', (item) => isIn(confidenceOf(item), 0, 0.8)],
    [
      'any confidence, which a value has not',
      'confidenceFrom=0&confidenceTo=1',
      ({ label }) => label !== undefined,
    ],
    ['a range', 'feature.alcohol=13..13.5', ({ inputs }) => isIn(inputs.alcohol, 13, 13.5)],
    [
      'a range of whole numbers',
      'model=penguins-mixed&feature.flipper_length_mm=..190',
      ({ inputs }) => isIn(inputs.flipper_length_mm, 0, 190),
    ],
    ['a number, of models in which it is one', 'feature.sex=1', ({ inputs }) => inputs.sex === 1],
    [
      'a text, of models in which it is one',
      'feature.sex=female',
      ({ inputs }) => inputs.sex === 'female',
    ],
    ['a text in quotes', 'feature.island=%22Dream%22', ({ inputs }) => inputs.island === 'Dream'],
    [
      'several features, confidence, label and source',
      'feature.sex=male&feature.bill_length_mm=40..&confidenceFrom=0.5&label=Gentoo&source=batch',
      (item) =>
        item.inputs.sex === 'male' &&
        isIn(item.inputs.bill_length_mm, 40, 1e9) &&
        isIn(confidenceOf(item), 0.5, 1) &&
        item.label === 'Gentoo' &&
        item.source === 'batch',
    ],
    ['what nothing has', 'feature.alcohol=1000..', () => false],
    ['a feature that nothing has', 'feature.__proto__=..1', () => false],
    ['an operator', 'feature.$where=1', () => false],
    ['a feature of a model that nobody knows', 'model=none&feature.x=1', () => false],
  ];

  it.each(searches)('%s: pages, summary and exports agree', async (_, query, isMeant) => {
    const expected = all.filter(isMeant);
    const ids = expected.map(({ id }) => id);
    const items = await walk(app, `${query}&limit=7`);
    expect(items.map(({ id }) => id)).toEqual(ids);
    const summary = await (await app.request(`/history/summary?${query}`)).json();
    expect(summary).toMatchObject({
      total: ids.length,
      first: expected.at(-1)?.createdAt ?? null,
      last: expected[0]?.createdAt ?? null,
    });
    const headers = { accept: 'application/x-ndjson' };
    const exported = await app.request(`/history/export?${query}`, { headers });
    expect(exported.headers.get('x-total-count')).toBeNull();
    const lines = (await exported.text()).split('\n').filter(Boolean);
    expect(lines.map((line) => JSON.parse(line))).toEqual(items);
  });

  it('what a page looked through, which it says only where it does', async () => {
    expect(await pageOf(app, 'feature.alcohol=1000..')).toEqual({
      items: [],
      nextCursor: null,
      looked: all.length,
    });
    expect(Object.keys(await pageOf(app, 'limit=1'))).toEqual(['items', 'nextCursor']);
  });

  it('a cursor of the same search alone', async () => {
    const query = 'limit=1&feature.alcohol=13..&confidenceFrom=0.5';
    const { nextCursor } = await pageOf(app, query);
    for (const other of [
      'feature.alcohol=13..&confidenceFrom=0.6',
      'feature.alcohol=13..14&confidenceFrom=0.5',
      'feature.ash=13..&confidenceFrom=0.5',
      'confidenceFrom=0.5',
    ]) {
      const answer = await app.request(`/history?${other}&cursor=${nextCursor}`);
      await expectProblem(answer, 'malformed-request');
    }
    expect((await pageOf(app, `${query}&cursor=${nextCursor}`)).items).toHaveLength(1);
  });

  it('a feature that the named model has: others are refused with those it has', async () => {
    for (const path of ['/history', '/history/summary', '/history/export']) {
      const answer = await app.request(
        `${path}?model=wine-gb&feature.alcohol=1..&feature.islnd=Dream`,
      );
      expect(await expectProblem(answer, 'malformed-request')).toMatchObject({
        errors: [
          {
            code: 'bad_parameter',
            pointer: '/query/feature.islnd',
            detail: expect.stringMatching(
              /^wine-gb has no such feature; it has alcohol, .*proline$/,
            ),
          },
        ],
      });
    }
  });

  it.each([
    ['confidenceFrom=1.1', 'confidenceFrom'],
    ['confidenceFrom=-0.1', 'confidenceFrom'],
    ['confidenceTo=', 'confidenceTo'],
    ['confidenceTo=NaN', 'confidenceTo'],
    ['confidenceTo=0x1', 'confidenceTo'],
    ['confidenceTo=0,5', 'confidenceTo'],
    ['confidenceFrom=0.1&confidenceFrom=0.2', 'confidenceFrom'],
    ['confidenceFrom=0.6&confidenceTo=0.5', 'confidenceTo'],
    ['feature.width=..', 'feature.width'],
    ['feature.width=NaN..1', 'feature.width'],
    ['feature.width=5..1', 'feature.width'],
    ['feature.width=1..2&feature.width=3..4', 'feature.width'],
    ['feature.__proto__=..', 'feature.__proto__'],
    ['feature.=1', 'feature.'],
    ['feature=1..2', 'feature'],
    ['features=ab', 'features'],
    ['features.a=1', 'features.a'],
  ])('nothing that is no number or range: %s', async (query, parameter) => {
    for (const path of ['/history', '/history/summary', '/history/export']) {
      const answer = await app.request(`${path}?${query}`);
      const { errors } = await expectProblem(answer, 'malformed-request');
      expect(errors?.map(({ pointer }) => pointer)).toEqual([`/query/${parameter}`]);
    }
  });
});
