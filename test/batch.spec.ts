import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { csvCells, csvTable } from './support/csv.table.js';
import { CSV_HEADER, ROW, startApp, type TestApp } from './support/test.app.js';
import { formOf, TEST_FILE } from './support/upload.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const CLASSES = ['setosa', 'versicolor', 'virginica'];
const LARGE = 10_001;

interface Row {
  id: string | null;
  line: number;
  label: string;
  probabilities: Record<string, number>;
}
interface BatchAnswer {
  batchId: string;
  predictions: Row[] | null;
  links: { self: string; results: string; history: string };
}

const ndjson = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('a file', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const post = async (csv: string | Uint8Array, query = '', headers = {}) => {
    const answer = await app.postCsv(`/predict-batch${query}`, csv, headers);
    expect(answer.status).toBe(200);
    return answer;
  };
  const json = async (csv: string | Uint8Array, query = '') =>
    (await (await post(csv, query)).json()) as BatchAnswer;
  const read = async (path: string, accept: string) =>
    (await app.request(path, { headers: { accept } })).text();
  const csvAnswer = async (csv: string | Uint8Array, query = '') =>
    (await post(csv, query, { accept: 'text/csv' })).text();

  it('is answered with everything that is known of it', async () => {
    const answer = await app.request('/predict-batch', { method: 'POST', body: formOf(TEST_FILE) });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const body = (await answer.json()) as BatchAnswer;
    const { batchId } = body;
    expect(batchId).toMatch(UUID);
    expect(body).toEqual({
      batchId,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      model: { name: 'iris', version: '1', digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
      fileName: 'rows.csv',
      dialect: { type: 'csv', delimiter: ',', decimal: '.', encoding: 'utf-8' },
      rows: 30,
      scored: 30,
      rejected: 0,
      labelCounts: countsOf(body.predictions ?? []),
      ignoredColumns: [],
      durationMs: expect.any(Number),
      recorded: true,
      predictions: expect.any(Array),
      errors: [],
      errorCount: 0,
      links: {
        self: `/batches/${batchId}`,
        results: `/batches/${batchId}/results`,
        history: `/history?batchId=${batchId}`,
      },
    });
    expect(body.predictions?.map(({ id, line }) => [id, line])).toEqual(
      Array.from({ length: 30 }, (_, at) => [`${batchId}.${at + 1}`, at + 2]),
    );
    expect(body.predictions?.every(({ label }) => CLASSES.includes(label))).toBe(true);
  });

  it('is answered alike as a form, as CSV, as a JSON array and row by row', async () => {
    const rows = csvTable(String(TEST_FILE)).map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, text]) => [name, Number(text)])),
    );
    const form = await app.request('/predict-batch', { method: 'POST', body: formOf(TEST_FILE) });
    const array = await app.post('/predict-batch', rows);
    const one = await Promise.all(
      rows.map(async (row) => (await (await app.post('/predict', row)).json()) as Row),
    );
    const expected = one.map(outcomeOf);
    for (const { predictions } of [
      await json(TEST_FILE),
      await form.json(),
      await array.json(),
    ] as BatchAnswer[]) {
      expect(predictions?.map(outcomeOf)).toEqual(expected);
    }
  });

  it('of JSON rows counts the places of the array as lines', async () => {
    const answer = await app.post('/predict-batch?onError=skip', [ROW, {}, ROW]);
    const { predictions, errors } = (await answer.json()) as BatchAnswer & { errors: object[] };
    expect(predictions?.map(({ line }) => line)).toEqual([1, 3]);
    expect(errors).toMatchObject(Object.keys(ROW).map((name) => ({ pointer: `/1/${name}` })));
  });

  it.each(['Blüten 花.csv', 'с пробелом.csv', 'emoji 🌸.csv', 'rows'])(
    'keeps its name: %s',
    async (name) => {
      const body = formOf(TEST_FILE, 'file', name);
      const answer = await app.request('/predict-batch', { method: 'POST', body });
      const { batchId } = (await answer.json()) as BatchAnswer;
      expect(await (await app.request(`/batches/${batchId}`)).json()).toMatchObject({
        fileName: name,
      });
    },
  );

  it('may come with text fields in its form', async () => {
    const form = formOf(TEST_FILE);
    form.append('note', 'behind');
    const answer = await app.request('/predict-batch', { method: 'POST', body: form });
    expect(await answer.json()).toMatchObject({ rows: 30 });
  });

  it.each([
    ['application/json', 'application/json'],
    ['*/*', 'application/json'],
    ['text/csv', 'text/csv'],
    ['text/*', 'text/csv'],
    ['application/x-ndjson', 'application/x-ndjson'],
    ['text/html, application/x-ndjson;q=0.5, text/csv;q=0.9', 'text/csv'],
    ['application/json;q=0.1, text/csv;q=0.2', 'text/csv'],
  ])('is answered to Accept: %s as %s', async (accept, type) => {
    const answer = await post(TEST_FILE, '', { accept });
    expect(answer.headers.get('content-type')).toMatch(new RegExp(`^${type}(;|$)`));
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-batch-rows')).toBe('30');
    const id = answer.headers.get('x-batch-id');
    expect(await (await app.request(`/batches/${id}`)).json()).toMatchObject({
      batchId: id,
      rows: 30,
    });
    await answer.arrayBuffer();
  });

  it('says the same in JSON, CSV and NDJSON, then and later', async () => {
    const { predictions } = await json(TEST_FILE);
    const table = csvTable(await csvAnswer(TEST_FILE));
    expect(table.map(rowOfCsv)).toEqual(predictions?.map(outcomeOf));
    expect(table.map((row) => CSV_HEADER.split(',').map((name) => row[name]))).toEqual(
      csvCells(String(TEST_FILE)).slice(1),
    );
    const streamed = await post(TEST_FILE, '', { accept: 'application/x-ndjson' });
    const results = `/batches/${streamed.headers.get('x-batch-id')}/results`;
    const lines = ndjson(await streamed.text());
    expect(lines.map(outcomeOf)).toEqual(predictions?.map(outcomeOf));
    expect(ndjson(await read(results, 'application/x-ndjson'))).toEqual(lines);
    const later = csvTable(await read(results, 'text/csv'));
    expect(later.map(rowOfCsv)).toEqual(predictions?.map(outcomeOf));
    expect(later.map(({ line }) => Number(line))).toEqual(predictions?.map(({ line }) => line));
  });

  it('of more than 10,000 rows is answered without them, and they are where its link says', async () => {
    const file = [
      CSV_HEADER,
      ...Array.from({ length: LARGE }, (_, at) => `${at % 9},3.5,1.4,0.2`),
    ].join('\n');
    const { predictions, links, ...rest } = await json(file);
    expect(predictions).toBeNull();
    expect(rest).toMatchObject({ rows: LARGE, scored: LARGE });
    const answered = csvTable(await csvAnswer(file));
    const stored = csvTable(await read(links.results, 'text/csv'));
    expect(stored.map(rowOfCsv)).toEqual(answered.map(rowOfCsv));
    const lines = ndjson(await read(links.results, 'application/x-ndjson'));
    expect(lines.map(outcomeOf)).toEqual(answered.map(rowOfCsv));
    expect(lines.map(({ inputs }) => inputs.sepal_length)).toEqual(answered.map((_, at) => at % 9));
  });

  it('of 10,000 rows is answered with all of them', async () => {
    const { predictions } = await json(
      [CSV_HEADER, ...Array(10_000).fill('5.1,3.5,1.4,0.2')].join('\n'),
    );
    expect(predictions).toHaveLength(10_000);
  });

  it('is found again by its id', async () => {
    const { predictions, errors, errorCount, dialect, ...header } = (await json(
      TEST_FILE,
    )) as BatchAnswer & Record<string, unknown>;
    expect(await (await app.request(header.links.self)).json()).toEqual(header);
    const page = await app.request(`${header.links.history}&limit=500`);
    const { items } = (await page.json()) as { items: Row[] };
    expect(items.map(outcomeOf)).toEqual(predictions?.map(outcomeOf));
  });

  it.each(['application/json', 'text/csv', 'application/x-ndjson'])(
    'is not stored with record=false (%s)',
    async (accept) => {
      const summary = async () => (await app.request('/history/summary?source=batch')).json();
      const before = await summary();
      const answer = await post(TEST_FILE, '?record=false', { accept });
      expect(answer.headers.get('x-batch-id')).toBeNull();
      const text = await answer.text();
      expect(text).not.toMatch(UUID.source.slice(1, -1));
      if (accept === 'application/json') {
        expect(JSON.parse(text)).toMatchObject({
          batchId: null,
          recorded: false,
          links: null,
          rows: 30,
        });
      }
      expect(await summary()).toEqual(before);
    },
  );
});

function outcomeOf({ label, probabilities }: Row) {
  return { label, probabilities };
}

function rowOfCsv(row: Record<string, string>) {
  const probabilities = CLASSES.map((name) => [name, Number(row[`probability_${name}`])]);
  return { label: row.prediction, probabilities: Object.fromEntries(probabilities) };
}

function countsOf(rows: readonly Row[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { label } of rows) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}
