import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { csvTable } from './support/csv.table.js';
import { seedHistory } from './support/history.seed.js';
import { type Item, pageOf, walk } from './support/history.walk.js';
import { expectProblem } from './support/problem.js';
import { FIXTURE_DIR, startApp, type TestApp } from './support/test.app.js';

describe('the history, filtered by', () => {
  let app: TestApp;
  /** Newest first. */
  let all: Item[];

  beforeAll(async () => {
    app = await startApp({ MODEL_DIR: FIXTURE_DIR });
    all = await seedHistory(app);
  });
  afterAll(() => app.close());

  const middle = (name: 'createdAt' | 'batchId') => {
    const items = all.filter((item) => item[name] !== undefined);
    return String(items[Math.floor(items.length / 2)]?.[name]);
  };
  const filters: [string, () => string, (item: Item) => boolean][] = [
    ['model', () => 'model=wine-gb', ({ model }) => model.name === 'wine-gb'],
    ['an absent model', () => 'model=none', () => false],
    ['version', () => 'version=1', ({ model }) => model.version === '1'],
    ['an absent version', () => 'model=wine-gb&version=2', () => false],
    ['label', () => 'label=Adelie', ({ label }) => label === 'Adelie'],
    ['a label that is a number', () => 'label=1', ({ label }) => label === '1'],
    ['an absent label', () => 'label=.*', () => false],
    ['single', () => 'source=single', ({ source }) => source === 'single'],
    ['batch', () => 'source=batch', ({ source }) => source === 'batch'],
    [
      'batchId',
      () => `batchId=${middle('batchId')}`,
      ({ batchId }) => batchId === middle('batchId'),
    ],
    [
      'batchId in capitals',
      () => `batchId=${middle('batchId').toUpperCase()}`,
      ({ batchId }) => batchId === middle('batchId'),
    ],
    ['a batch and single', () => `batchId=${middle('batchId')}&source=single`, () => false],
    [
      'from, inclusive',
      () => `from=${middle('createdAt')}`,
      ({ createdAt }) => createdAt >= middle('createdAt'),
    ],
    [
      'to, exclusive',
      () => `to=${middle('createdAt')}`,
      ({ createdAt }) => createdAt < middle('createdAt'),
    ],
    ['an empty time', () => `from=${middle('createdAt')}&to=${middle('createdAt')}`, () => false],
    ['a day long ago', () => 'to=2000-01-01', () => false],
    [
      'model, label and source',
      () => 'model=penguins-mixed&label=Gentoo&source=batch',
      ({ label, source }) => label === 'Gentoo' && source === 'batch',
    ],
    [
      'model, source and time',
      () => `model=diabetes&source=single&from=${middle('createdAt')}`,
      ({ model, source, createdAt }) =>
        model.name === 'diabetes' && source === 'single' && createdAt >= middle('createdAt'),
    ],
    [
      'everything',
      () =>
        `model=wine-gb&version=1&label=2&source=batch&from=2000-01-01T00:00Z&to=${middle('createdAt')}`,
      ({ label, source, createdAt }) =>
        label === '2' && source === 'batch' && createdAt < middle('createdAt'),
    ],
  ];

  it.each(filters)('%s: pages, summary and both exports agree', async (_, query, isMeant) => {
    const expected = all.filter(isMeant);
    const ids = expected.map(({ id }) => id);
    const items = await walk(app, `${query()}&limit=17`);
    expect(items.map(({ id }) => id)).toEqual(ids);
    const summary = await app.request(`/history/summary?${query()}`);
    const counted = (await summary.json()) as { items: object[] };
    expect({ ...counted, items: counted.items.sort(byText) }).toEqual(summaryOf(expected));
    const headers = { accept: 'application/x-ndjson' };
    const lines = await (await app.request(`/history/export?${query()}`, { headers })).text();
    expect(
      lines
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    ).toEqual(items);
    const exported = await app.request(`/history/export?${query()}`);
    expect(exported.headers.get('x-total-count')).toBe(String(ids.length));
    const table = csvTable(await exported.text());
    expect(table.map((row, at) => itemOfCsv(row, items[at]))).toEqual(items.map(shortItem));
  });

  it('its own cursor alone', async () => {
    const { nextCursor } = await pageOf(app, 'limit=1&source=single&label=Adelie');
    for (const foreign of [
      '',
      'source=single',
      'source=single&label=Gentoo',
      'label=Adelie&source=single&from=2000-01-01',
    ]) {
      const answer = await app.request(`/history?${foreign}&cursor=${nextCursor}`);
      await expectProblem(answer, 'malformed-request');
    }
    for (const cursor of [nextCursor?.slice(1), nextCursor?.slice(0, -4), `${nextCursor}AAAA`]) {
      const answer = await app.request(`/history?source=single&label=Adelie&cursor=${cursor}`);
      await expectProblem(answer, 'malformed-request');
    }
    const { items } = await pageOf(
      app,
      `label=Adelie&source=single&limit=500&cursor=${nextCursor}`,
    );
    expect(items).toHaveLength(
      all.filter(({ label, source }) => label === 'Adelie' && source === 'single').length - 1,
    );
  });
});

it.each([
  ['2024-05-06T07:08', '2024-05-06T07:08:00.000Z'],
  ['2024-05-06', '2024-05-06T00:00:00.000Z'],
  ['2024-05-06T07:08:09.5', '2024-05-06T07:08:09.500Z'],
  ['2024-05-06T07:08:00+02:00', '2024-05-06T05:08:00.000Z'],
])('a time is UTC unless it names an offset, wherever the server is: %s', (text, expected) => {
  const script = `
    import 'reflect-metadata';
    import { plainToInstance } from 'class-transformer';
    import { HistoryFilterQuery } from './dist/history/history.query.js';
    console.log(plainToInstance(HistoryFilterQuery, { from: '${text}' }).from.toISOString());`;
  const arguments_ = ['--input-type=module', '--eval', script];
  const { stdout } = spawnSync(process.execPath, arguments_, { env: { TZ: 'Asia/Tokyo' } });
  expect(String(stdout).trim()).toBe(expected);
});

/** What a summary must say, counted one by one. */
function summaryOf(items: readonly Item[]) {
  const groups: Record<string, Item[]> = {};
  for (const item of items) {
    const key = JSON.stringify([item.model.name, item.model.version, item.label ?? null]);
    groups[key] = [...(groups[key] ?? []), item];
  }
  const rows = Object.entries(groups).map(([key, group]) => {
    const [model, version, label] = JSON.parse(key) as (string | null)[];
    return { model, version, label, count: group.length, ...spanOf(group) };
  });
  return { total: items.length, ...spanOf(items), items: rows.sort(byText) };
}

function spanOf(items: readonly Item[]) {
  const times = items.map(({ createdAt }) => createdAt).sort();
  return { first: times[0] ?? null, last: times.at(-1) ?? null };
}

function byText(one: object, other: object): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}

function shortItem({
  id,
  createdAt,
  source,
  batchId,
  line,
  model,
  label,
  value,
  inputs,
  probabilities,
}: Item) {
  return {
    id,
    createdAt,
    source,
    batchId,
    line,
    model: model.name,
    label,
    value,
    inputs,
    probabilities,
  };
}

/** Of one model there is a column a feature and a class, of several their JSON. */
function itemOfCsv(row: Record<string, string>, like: Item | undefined) {
  const json = (text = '') => (text === '' ? undefined : JSON.parse(text));
  const { id, createdAt, source, model } = row;
  const cells = (values: object | undefined, prefix = '') =>
    values && mapped(values, (name, value) => cellOf(row[prefix + name], value));
  const parts =
    'inputs' in row
      ? { inputs: json(row.inputs), probabilities: json(row.probabilities) }
      : {
          inputs: cells(like?.inputs),
          probabilities: cells(like?.probabilities, 'probability_'),
        };
  return {
    ...{ id, createdAt, source, model },
    batchId: row.batchId || undefined,
    line: json(row.line),
    label: row.label || undefined,
    value: json(row.value),
    ...parts,
  };
}

function mapped(values: object, of: (name: string, value: unknown) => unknown) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, of(name, value)]));
}

function cellOf(text: string | undefined, like: unknown) {
  if (text === '' && like === null) return null;
  return typeof like === 'number' ? Number(text) : text;
}
