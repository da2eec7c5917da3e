import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ANSWER_MODELS,
  ANSWER_ROWS,
  type AnswerModel,
  writeAnswerModel,
} from './support/answer.models.js';
import { csvTable } from './support/csv.table.js';
import type { Item } from './support/history.walk.js';
import { parquetTable } from './support/parquet.table.js';
import { startApp, type TestApp, temporaryFolder } from './support/test.app.js';
import { withApp, withModels } from './support/with.app.js';

const PARQUET = 'application/vnd.apache.parquet';
const CSV = `note,a,b\n${ANSWER_ROWS.map(([a, b]) => `n,${a},${b}`).join('\n')}\n`;

describe.each(ANSWER_MODELS.map((model) => [model.name, model] as const))(
  'a model of %s',
  (name, model) => {
    const folder = temporaryFolder();
    let app: TestApp;
    const expected = ANSWER_ROWS.map((row) => model.said(row));
    const inputs = ANSWER_ROWS.map(([a, b]) => ({ a, b }));
    beforeAll(async () => {
      writeAnswerModel(folder.path, model);
      app = await startApp({ MODEL_DIR: folder.path });
    });
    afterAll(async () => {
      await app.close();
      folder.remove();
    });

    it('answers one row, and keeps it', async () => {
      for (const [at, row] of inputs.entries()) {
        const text = await (await app.post('/predict', row)).text();
        const answer = JSON.parse(text) as Item;
        expect(answer).toMatchObject(expected[at]?.answer ?? {});
        expect(Object.keys(answer)).toEqual([
          ...['id', 'createdAt', 'model'],
          ...Object.keys(expected[at]?.answer ?? {}),
          ...['warnings', 'recorded'],
        ]);
        const item = await (await app.request(`/history/${answer.id}`)).json();
        expect(item).toMatchObject({ ...expected[at]?.answer, inputs: row, source: 'single' });
      }
    });

    it('answers the same by the framework', async () => {
      await withApp({ MODEL_DIR: folder.path, DIRECT_ROUTES: 'off' }, async (framework) => {
        for (const row of inputs) {
          const answers = [
            await app.post('/predict?record=false', row),
            await framework.post('/predict?record=false', row),
          ];
          const [direct, other] = await Promise.all(answers.map((answer) => answer.text()));
          const timeless = (text = '') => text.replace(/"createdAt":"[^"]*"/, '');
          expect(timeless(other)).toBe(timeless(direct));
        }
      });
    });

    it('answers a file in every format, and keeps it', async () => {
      const csv = csvTable(
        await (await app.postCsv('/predict-batch', CSV, { accept: 'text/csv' })).text(),
      );
      expect(csv).toEqual(
        expected.map(({ cells }, at) => ({
          note: 'n',
          a: `${inputs[at]?.a}`,
          b: `${inputs[at]?.b}`,
          ...cells,
        })),
      );
      const ndjson = await app.postCsv('/predict-batch', CSV, { accept: 'application/x-ndjson' });
      const lines = (await ndjson.text()).trimEnd().split('\n');
      expect(lines.map((line) => JSON.parse(line))).toMatchObject(
        expected.map(({ answer }) => answer),
      );
      const report = await app.postCsv('/predict-batch', CSV);
      const { batchId: id, predictions } = (await report.json()) as {
        batchId: string;
        predictions: object[];
      };
      expect(predictions).toMatchObject(expected.map(({ answer }) => answer));
      const parquet = await app.postCsv('/predict-batch', CSV, { accept: PARQUET });
      const { rows } = await parquetTable(parquet);
      expect(rows.map((row) => textsOf(row, Object.keys(expected[0]?.cells ?? {})))).toEqual(
        expected.map(({ cells }) => unescaped(cells)),
      );
      const results = csvTable(await (await app.request(`/batches/${id}/results`)).text());
      expect(results).toMatchObject(expected.map(({ cells }) => cells));
      const item = await (await app.request(`/history/${id}.2`)).json();
      expect(item).toMatchObject({ ...expected[1]?.answer, inputs: inputs[1], source: 'batch' });
    });

    it('is exported with a column for each number', async () => {
      const answer = await app.request(`/history/export?model=${name}`, {
        headers: { accept: PARQUET },
      });
      const { rows } = await parquetTable(answer);
      const singles = rows.filter(({ source }) => source === 'single').reverse();
      const numbers = Object.entries(exported(model));
      for (const [at, row] of singles.entries()) {
        for (const [column, of] of numbers)
          expect([column, row[column] ?? null]).toEqual([column, of(ANSWER_ROWS[at])]);
      }
      expect(singles).toHaveLength(ANSWER_ROWS.length);
      const any = csvTable(await (await app.request('/history/export')).text());
      const nested = any.filter(({ source }) => source === 'single').reverse()[0] ?? {};
      for (const [member, said] of Object.entries(expected[0]?.answer ?? {})) {
        if (typeof said === 'object' && said !== null)
          expect(JSON.parse(nested[member] ?? '')).toEqual(said);
      }
    });
  },
);

it.each<[string, object]>([
  ['a spread that measures nothing', { spread: Number.MAX_VALUE * 10 }],
  ['too many values', { vectors: [{ inputs: [1, 0.5], values: [1.25, -1.5, 0] }] }],
  ['values as text', { vectors: [{ inputs: [1, 0.5], values: ['1.25', '-1.5'] }] }],
  ['values by name', { vectors: [{ inputs: [1, 0.5], values: { 0: 1.25, 1: -1.5 } }] }],
])('golden vectors with %s prove nothing', async (_, change) => {
  const model = ANSWER_MODELS.find(({ name }) => name === 'values') as AnswerModel;
  await withModels(
    (folder) => writeAnswerModel(folder, model, change),
    {},
    async (app) => {
      const { items, refused } = (await (await app.request('/models')).json()) as {
        items: object[];
        refused: { reason: string }[];
      };
      expect([items, refused[0]?.reason]).toEqual([[], expect.stringMatching('golden.json')]);
    },
  );
});

it('a graph that answers otherwise than its trainer is not served', async () => {
  const wrong: Readonly<Record<string, object>> = {
    label: { label: 'red' },
    scores: { label: '=blue', scores: [0, 0, 0] },
    'two-score': { label: true, scores: [-0.5] },
    double: { value: 7 },
    values: { values: [1, 2] },
    labels: { labels: [1, 1] },
    anomaly: { label: 'outlier', score: 1 },
    clusters: { label: 2 },
    distances: { label: 1, scores: [1, 1, 1] },
  };
  const models = ANSWER_MODELS.filter(({ name }) => name in wrong);
  await withModels(
    (folder) => {
      for (const model of models) {
        const vectors = ANSWER_ROWS.map((inputs) => ({ inputs, ...wrong[model.name] }));
        writeAnswerModel(folder, model, { vectors });
      }
    },
    {},
    async (app) => {
      const { items, refused } = (await (await app.request('/models')).json()) as {
        items: object[];
        refused: { name: string; reason: string }[];
      };
      expect(items).toEqual([]);
      expect(refused).toHaveLength(models.length);
      for (const { reason } of refused)
        expect(reason).toMatch(/golden\.json \/vectors\/\d: the trainer/);
    },
  );
});

/** Of the columns of an export that are numbers: which there are, and what they hold of a row. */
function exported(model: AnswerModel) {
  const members: Readonly<Record<string, string>> = { values: 'value_', scores: 'score_' };
  const columns: Record<string, (row: (typeof ANSWER_ROWS)[number] | undefined) => unknown> = {};
  const said = (row: (typeof ANSWER_ROWS)[number] | undefined) =>
    model.said(row ?? [0, 0]).answer as Record<string, never>;
  for (const [member, prefix] of Object.entries(members)) {
    for (const name of Object.keys(said([1, 1])[member] ?? {})) {
      columns[prefix + name] = (row) => said(row)[member]?.[name];
    }
  }
  for (const member of ['label', 'value', 'score', 'unit']) {
    columns[member] = (row) => said(row)[member] ?? null;
  }
  return columns;
}

function textsOf(row: Record<string, unknown>, names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, String(row[name])]));
}

/** As it is where no spreadsheet could run it. */
function unescaped(cells: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(cells).map(([name, text]) => [name, text.replace(/^'=/, '=')]),
  );
}
