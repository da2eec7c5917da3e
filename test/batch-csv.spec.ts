import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { csvCells, csvTable } from './support/csv.table.js';
import { csvOf, goldenOf } from './support/golden.js';
import { CSV_HEADER, FIXTURE_DIR, startApp, type TestApp } from './support/test.app.js';
import { TEST_FILE } from './support/upload.js';

const CLASSES = ['setosa', 'versicolor', 'virginica'];

describe('a CSV answer', () => {
  let app: TestApp;
  let fixtures: TestApp;
  beforeAll(async () => {
    [app, fixtures] = await Promise.all([startApp(), startApp({ MODEL_DIR: FIXTURE_DIR })]);
  });
  afterAll(async () => {
    await Promise.all([app.close(), fixtures.close()]);
  });

  const send = (csv: string | Uint8Array, accept: string, server: TestApp, query: string) =>
    server.postCsv(`/predict-batch${query}`, csv, { accept });
  const json = async (csv: string | Uint8Array, server = app, query = '') =>
    (await (await send(csv, 'application/json', server, query)).json()) as { predictions: Row[] };
  const csvAnswer = async (csv: string | Uint8Array, server = app, query = '') =>
    (await send(csv, 'text/csv', server, query)).text();

  describe('with columns that no feature takes', () => {
    const header = `id,${CSV_HEADER.replaceAll(',', ' ,')},Note`;
    const file = `${header}\n7,5.1,3.5,1.4,0.2,"a, ""b""\nc"\n,5.1,3.5,1.4,0.2,\n`;

    it('names them, and repeats them in a CSV answer', async () => {
      expect(await json(file)).toMatchObject({ ignoredColumns: ['id', 'Note'], rows: 2 });
      const table = csvTable(await csvAnswer(file));
      expect(Object.keys(table[0] ?? {})).toEqual([
        ...['id', ...CSV_HEADER.split(','), 'Note', 'prediction'],
        ...CLASSES.map((name) => `probability_${name}`),
      ]);
      expect(table).toMatchObject([
        { id: '7', Note: 'a, "b"\nc' },
        { id: '', Note: '' },
      ]);
    });

    it.each([
      ['=1+1', "'=1+1"],
      ['+cmd', "'+cmd"],
      ['-x', "'-x"],
      ['@a', "'@a"],
      ['\tx', "'\tx"],
      ['\rx', "'\rx"],
      ['-5+1', "'-5+1"],
      ['=A1, "b"', `'=A1, "b"`],
      ...['-5', '+5', '-5.25', '-1e-3', '-.5', '5', 'x=1', 'a-b', ' =1', "'=1", 'ü'].map((cell) => [
        cell,
        cell,
      ]),
    ] as [string, string][])('repeats the cell %j as %j', async (cell, expected) => {
      const [row] = csvTable(
        await csvAnswer(`note,${CSV_HEADER}\n"${cell.replaceAll('"', '""')}",5.1,3.5,1.4,0.2`),
      );
      expect(row?.note).toBe(expected);
    });

    it('leaves numbers alone in the columns of features, and guards the header', async () => {
      const [row] = csvTable(await csvAnswer(`=x,${CSV_HEADER}\n1,+5.1,-0,1.4,0.2`));
      expect(row).toMatchObject({ "'=x": '1', sepal_length: '+5.1', sepal_width: '-0' });
    });

    it('writes its own columns anew when an answer is sent in again', async () => {
      const once = await csvAnswer(TEST_FILE);
      expect(await csvAnswer(once)).toBe(once);
    });
  });

  describe.each(['diabetes', 'penguins-mixed', 'wine-gb'])('of %s', (name) => {
    const golden = goldenOf(FIXTURE_DIR, name);
    const file = csvOf(golden);
    const query = `?model=${name}`;

    it('says what the JSON answer says, to the last digit', async () => {
      const { predictions } = await json(file, fixtures, query);
      const cells = csvCells(await csvAnswer(file, fixtures, query));
      const width = golden.features.length;
      expect(cells[0]?.slice(0, width)).toEqual(golden.features);
      expect(cells.slice(1).map((row) => row.slice(0, width))).toEqual(csvCells(file).slice(1));
      expect(cells.slice(1).map((row) => row.slice(width))).toEqual(predictions.map(textsOf));
    });

    it('has numbers in the shortest text that reads back the same float32', async () => {
      const { predictions } = await json(file, fixtures, query);
      const numbers = predictions.flatMap(({ value, probabilities = {} }) =>
        value === undefined ? Object.values(probabilities) : [value],
      );
      expect(numbers.filter((number) => !isShortest(number))).toEqual([]);
    });

    it('is read again from the history', async () => {
      const answer = await send(file, 'application/x-ndjson', fixtures, query);
      const id = answer.headers.get('x-batch-id');
      const lines = (await answer.text())
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(lines.map(({ inputs }) => Object.values(inputs).map(nearest))).toEqual(
        golden.vectors.map(({ inputs }) => inputs.map(nearest)),
      );
      const later = await fixtures.request(`/batches/${id}/results`);
      const cells = csvCells(await later.text());
      expect(cells[0]?.slice(0, 2)).toEqual(['line', golden.features[0]]);
      expect(cells.slice(1).map((row) => row.slice(golden.features.length + 1))).toEqual(
        lines.map(textsOf),
      );
    });
  });

  it('of a regression has a value with its unit, and no label', async () => {
    const file = csvOf(goldenOf(FIXTURE_DIR, 'diabetes'));
    const answer = await json(file, fixtures, '?model=diabetes');
    expect(answer).toMatchObject({ labelCounts: {} });
    expect(answer.predictions[0]).toEqual({
      id: expect.any(String),
      line: 2,
      value: expect.any(Number),
      unit: 'points',
      warnings: expect.any(Array),
    });
  });

  it('of integer labels has them as text', async () => {
    const file = csvOf(goldenOf(FIXTURE_DIR, 'wine-gb'));
    const { predictions } = await json(file, fixtures, '?model=wine-gb');
    expect(new Set(predictions.map(({ label }) => label))).toEqual(new Set(['1', '2', '3']));
  });

  it('of a file that leaves out what may be missing is that of empty cells', async () => {
    const rows = (cell: string) =>
      ['40,,190,Dream,male', '50.5,18,220,Biscoe,female'].map((row) => row + cell);
    const header = 'bill_length_mm,bill_depth_mm,flipper_length_mm,island,sex';
    const absent = await json([header, ...rows('')].join('\n'), fixtures, '?model=penguins-mixed');
    const empty = [`${header},body_mass_g`, ...rows(',')].join('\n');
    const given = await json(empty, fixtures, '?model=penguins-mixed');
    expect(absent.predictions.map(textsOf)).toEqual(given.predictions.map(textsOf));
  });

  it('warns of values that training has not seen', async () => {
    const { predictions } = await json(`${CSV_HEADER}\n5.1,3.5,1.4,0.2\n9.5,3.5,1.4,0`);
    expect(
      predictions.map(({ warnings }) => warnings.map(({ feature, code }) => [feature, code])),
    ).toEqual([
      [],
      ['sepal_length', 'petal_width'].map((feature) => [feature, 'outside_training_range']),
    ]);
  });
});

interface Row {
  label?: string;
  probabilities?: Record<string, number>;
  value?: number;
  warnings: { feature: string; code: string }[];
}

/** What a CSV answer adds to a row. */
function textsOf({ label, value, probabilities = {} }: Row): string[] {
  return [label ?? String(value), ...Object.values(probabilities).map(String)];
}

/** Whether no text of fewer digits is read as the same float32. */
function isShortest(number: number): boolean {
  const digits = number.toExponential().replace(/e.*|\D/g, '').length;
  const isShorter =
    digits > 1 && Math.fround(Number(number.toPrecision(digits - 1))) === Math.fround(number);
  return !isShorter && digits <= 9;
}

function nearest(value: unknown): unknown {
  return typeof value === 'number' ? Math.fround(value) : value;
}
