import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { csvTable } from './support/csv.table.js';
import { csvOf, goldenOf } from './support/golden.js';
import { seedHistory } from './support/history.seed.js';
import type { Item } from './support/history.walk.js';
import { graphs } from './support/onnx.graph.js';
import { parquetTable } from './support/parquet.table.js';
import { temporaryHistory } from './support/temporary.history.js';
import { FIXTURE_DIR, ROW, startApp, type TestApp } from './support/test.app.js';
import { writeRegression } from './support/tiny.model.js';
import { withModels } from './support/with.app.js';

const PARQUET = 'application/vnd.apache.parquet';
const PENGUIN = {
  ...{ bill_length_mm: 39.1, bill_depth_mm: 18.7, flipper_length_mm: 181 },
  ...{ body_mass_g: 3750, island: 'Torgersen', sex: 'male' },
};
const headers = { accept: PARQUET };

describe('an export', () => {
  let app: TestApp;
  /** Newest first. */
  let all: Item[];

  beforeAll(async () => {
    app = await startApp({ MODEL_DIR: FIXTURE_DIR });
    all = await seedHistory(app);
  });
  afterAll(() => app.close());

  const of = (name: string) => all.filter(({ model }) => model.name === name);
  const parquet = async (path: string) => parquetTable(await app.request(path, { headers }));

  it('of one model is a table with a column a feature and class, each of its type', async () => {
    const answer = await app.request('/history/export?model=penguins-mixed', { headers });
    expect(answer.headers.get('content-type')).toBe(PARQUET);
    const { rows, types } = await parquetTable(answer);
    expect(types).toEqual({
      ...{
        id: 'STRING',
        createdAt: 'TIMESTAMP',
        source: 'STRING',
        batchId: 'STRING',
        line: 'INT64',
      },
      ...{ model: 'STRING', version: 'STRING', digest: 'STRING', label: 'STRING', value: 'DOUBLE' },
      ...{
        unit: 'STRING',
        confidence: 'DOUBLE',
        bill_length_mm: 'DOUBLE',
        bill_depth_mm: 'DOUBLE',
      },
      ...{ flipper_length_mm: 'INT64', body_mass_g: 'DOUBLE', island: 'STRING', sex: 'STRING' },
      ...{ probability_Adelie: 'DOUBLE', probability_Chinstrap: 'DOUBLE' },
      ...{ probability_Gentoo: 'DOUBLE', warnings: 'STRING', caller: 'STRING' },
    });
    expect(rows).toHaveLength(of('penguins-mixed').length);
    for (const [at, { id, createdAt, line, label = '', inputs, probabilities }] of of(
      'penguins-mixed',
    ).entries()) {
      const { flipper_length_mm: flipper, ...others } = inputs;
      expect(rows[at]).toMatchObject({
        ...others,
        ...{ id, createdAt: new Date(createdAt), label },
        line: line === undefined ? null : BigInt(line),
        flipper_length_mm: flipper === null ? null : BigInt(flipper as number),
        confidence: probabilities?.[label],
        probability_Adelie: probabilities?.Adelie,
      });
    }
  });

  it('of several models has their parts as JSON, and is the same in CSV and Parquet', async () => {
    const { rows } = await parquet('/history/export');
    expect(rows.map(({ id, inputs, value }) => [id, JSON.parse(inputs), value])).toEqual(
      all.map(({ id, inputs, value = null }) => [id, inputs, value]),
    );
    const table = csvTable(await (await app.request('/history/export')).text());
    expect(Object.keys(rows[0] ?? {})).toEqual(Object.keys(table[0] ?? {}));
  });

  it('of nothing is a table without rows', async () => {
    for (const query of ['model=none', 'model=diabetes&to=2000-01-01', 'label=none']) {
      const { rows } = await parquet(`/history/export?${query}`);
      expect(rows).toEqual([]);
    }
  });

  it('of a search has what is found', async () => {
    const { rows } = await parquet('/history/export?model=wine-gb&feature.alcohol=13..13.5');
    const expected = of('wine-gb').filter(
      ({ inputs }) => Number(inputs.alcohol) >= 13 && Number(inputs.alcohol) <= 13.5,
    );
    expect(rows.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  });

  it('says how many follow, also to who asks for the head alone', async () => {
    const expected = String(of('diabetes').length);
    for (const method of ['GET', 'HEAD']) {
      const answer = await app.request('/history/export?model=diabetes', { method, headers });
      expect(answer.headers.get('x-total-count')).toBe(expected);
      expect(answer.headers.get('content-type')).toBe(PARQUET);
      expect((await answer.arrayBuffer()).byteLength > 0).toBe(method === 'GET');
    }
    const search = await app.request('/history/export?confidenceFrom=0.5', { method: 'HEAD' });
    expect(search.headers.get('x-total-count')).toBeNull();
  });

  it('of the results of a file has its lines in order, and the types of its columns', async () => {
    const golden = goldenOf(FIXTURE_DIR, 'penguins-mixed');
    const upload = await app.postCsv('/predict-batch?model=penguins-mixed', csvOf(golden), {
      accept: 'text/csv',
    });
    const results = `/batches/${upload.headers.get('x-batch-id')}/results`;
    const answer = await app.request(results, { headers });
    expect(answer.headers.get('x-total-count')).toBe(String(golden.vectors.length));
    const { rows, types } = await parquetTable(answer);
    expect(types).toMatchObject({
      line: 'INT64',
      flipper_length_mm: 'INT64',
      prediction: 'STRING',
    });
    const table = csvTable(await (await app.request(results)).text());
    const text = (value: unknown) => (value === null ? '' : String(value));
    const texts = rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, text(value)])),
    );
    expect(texts).toEqual(table);
    const head = await app.request(results, { method: 'HEAD' });
    expect(head.headers.get('x-total-count')).toBe(String(golden.vectors.length));
  });
});

it('an export of a model of several versions has the columns of all of them', async () => {
  const versions = (folder: string) => {
    const graph = graphs.of('Log');
    writeRegression(folder, 'm', { graph, feature: 'x' });
    writeRegression(folder, 'm', { graph, feature: 'id', version: '2' });
  };
  await withModels(versions, {}, async (app) => {
    await app.post('/predict?model=m&version=1', { x: 1 });
    await app.postCsv('/predict-batch?model=m&version=2', 'id\n1');
    const answer = await app.request('/history/export?model=m', { headers });
    const { rows } = await parquetTable(answer);
    // A feature's name may be that of another column.
    const shown = rows.map(({ version, x, id_2 }) => ({ version, x, id_2 }));
    expect(shown).toEqual([
      { version: '2', x: null, id_2: 1 },
      { version: '1', x: 1, id_2: null },
    ]);
    const csv = await (await app.request('/history/export?model=m&version=1')).text();
    expect(csvTable(csv)).toEqual([expect.objectContaining({ version: '1', x: '1' })]);
    expect(csv).not.toContain('id_2');
    const unknown = await app.request('/history?model=m&version=1&feature.id=1..');
    expect(unknown.status).toBe(400);
    const either = (await (await app.request('/history?model=m&feature.id=1..')).json()) as object;
    expect(either).toMatchObject({ items: [{ inputs: { id: 1 } }], looked: 2 });
  });
});

it('of a model that is not served any more has all that any prediction has', async () => {
  const history = temporaryHistory();
  const HISTORY_URL = history.url;
  const before = await startApp({ HISTORY_URL, MODEL_DIR: FIXTURE_DIR });
  const { body_mass_g: mass, ...others } = PENGUIN;
  // Only the oldest has what the others leave out.
  for (const row of [PENGUIN, ...Array.from({ length: 300 }, () => others)]) {
    const answer = await before.post('/predict?model=penguins-mixed', row);
    expect(answer.status).toBe(200);
  }
  await before.close();
  const after = await startApp({ HISTORY_URL });
  await after.post('/predict', ROW);
  const path = '/history/export?model=penguins-mixed';
  const { rows } = await parquetTable(await after.request(path, { headers }));
  expect(rows).toHaveLength(301);
  expect(rows.at(-1)).toMatchObject(PENGUIN);
  const found = await after.request(
    `${path.replace('/export', '')}&feature.body_mass_g=${mass}..${mass}`,
  );
  expect(await found.json()).toMatchObject({ items: [{ inputs: PENGUIN }], looked: 301 });
  await after.close();
  await history.remove();
});
