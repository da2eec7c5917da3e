import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem, type FaultBody } from './support/problem.js';
import { FIXTURE_DIR, ROW, startApp, type TestApp } from './support/test.app.js';
import { whole } from './support/upload.js';

const PENGUIN = {
  bill_length_mm: 40,
  bill_depth_mm: 18,
  flipper_length_mm: 190,
  body_mass_g: 4000,
  island: 'Dream',
  sex: 'male',
};

type Cases = [string, object, [string, string][]][];
const without = (row: Record<string, unknown>, name: string) =>
  Object.fromEntries(Object.entries(row).filter(([key]) => key !== name));

const lengths: Cases = [
  ['a missing feature', without(ROW, 'petal_width'), [['/petal_width', 'missing_feature']]],
  ['an unknown feature', { ...ROW, colour: 1 }, [['/colour', 'unknown_feature']]],
  [
    'an alias, which only files know',
    { ...ROW, SepalLength: 1 },
    [['/SepalLength', 'unknown_feature']],
  ],
  ['a name that a pointer must escape', { ...ROW, 'a/b~c': 1 }, [['/a~1b~0c', 'unknown_feature']]],
  ['a name of the language', { ...ROW, constructor: 1 }, [['/constructor', 'unknown_feature']]],
  ['null', { ...ROW, sepal_length: null }, [['/sepal_length', 'wrong_type']]],
  ['a number as text', { ...ROW, sepal_length: '5.1' }, [['/sepal_length', 'wrong_type']]],
  ['an empty text', { ...ROW, sepal_length: '' }, [['/sepal_length', 'wrong_type']]],
  ['a truth value', { ...ROW, sepal_length: true }, [['/sepal_length', 'wrong_type']]],
  ['an array', { ...ROW, sepal_length: [5.1] }, [['/sepal_length', 'wrong_type']]],
  ['an object', { ...ROW, sepal_length: { $gt: 0 } }, [['/sepal_length', 'wrong_type']]],
  ['more than a float32 holds', { ...ROW, sepal_length: 1e39 }, [['/sepal_length', 'not_finite']]],
  ['less than a float32 holds', { ...ROW, sepal_length: -1e39 }, [['/sepal_length', 'not_finite']]],
  [
    'a value below a hard limit',
    { ...ROW, sepal_length: -0.1 },
    [['/sepal_length', 'out_of_hard_range']],
  ],
  [
    'a value above a hard limit',
    { ...ROW, sepal_length: 100.1 },
    [['/sepal_length', 'out_of_hard_range']],
  ],
  [
    'all of them at once',
    { sepal_length: '5.1', sepal_width: 1e39, petal_length: 101, colour: 'red' },
    [
      ['/colour', 'unknown_feature'],
      ['/petal_length', 'out_of_hard_range'],
      ['/petal_width', 'missing_feature'],
      ['/sepal_length', 'wrong_type'],
      ['/sepal_width', 'not_finite'],
    ],
  ],
  [
    'nothing',
    {},
    Object.keys(ROW)
      .sort()
      .map((name) => [`/${name}`, 'missing_feature']),
  ],
  ['an array of rows', [ROW], [['', 'wrong_type']]],
];

const mixed: Cases = [
  ['an unknown category', { ...PENGUIN, island: 'dream' }, [['/island', 'unknown_category']]],
  ['an empty category', { ...PENGUIN, sex: '' }, [['/sex', 'unknown_category']]],
  ['a category that is a number', { ...PENGUIN, sex: 1 }, [['/sex', 'wrong_type']]],
  ['no category', { ...PENGUIN, sex: null }, [['/sex', 'wrong_type']]],
  ['a fraction', { ...PENGUIN, flipper_length_mm: 190.5 }, [['/flipper_length_mm', 'wrong_type']]],
  [
    'a whole number missing',
    { ...PENGUIN, flipper_length_mm: null },
    [['/flipper_length_mm', 'wrong_type']],
  ],
  [
    'a whole number beyond its limit',
    { ...PENGUIN, flipper_length_mm: 1e15 },
    [['/flipper_length_mm', 'out_of_hard_range']],
  ],
  [
    'a name left out that may be null',
    without(PENGUIN, 'bill_depth_mm'),
    [['/bill_depth_mm', 'missing_feature']],
  ],
];

describe('features that make no sense', () => {
  let app: TestApp;
  let penguins: TestApp;
  beforeAll(async () => {
    [app, penguins] = await Promise.all([
      startApp(),
      startApp({ MODEL_DIR: FIXTURE_DIR, DEFAULT_MODEL: 'penguins-mixed' }),
    ]);
  });
  afterAll(async () => {
    await Promise.all([app.close(), penguins.close()]);
  });

  const found = (errors: FaultBody[] = [], prefix = '') =>
    errors
      .map(({ pointer = '', code }) => [pointer.slice(prefix.length), code])
      .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));

  it.each([...lengths, ...mixed])('are named: %s', async (_, row, faults) => {
    const server = mixed.some(([, one]) => one === row) ? penguins : app;
    const answer = await server.post('/predict', row);
    const { errors } = await expectProblem(answer, 'invalid-features');
    expect(found(errors)).toEqual(faults);
  });

  it.each([...lengths.slice(0, -1), ...mixed])(
    'are named in a file, whose other columns are passed over: %s',
    async (_, row, all) => {
      const isMixed = mixed.some(([, one]) => one === row);
      const good = isMixed ? PENGUIN : ROW;
      const faults = all.flatMap(([pointer, code]) => {
        if (code !== 'unknown_feature') return [[pointer, code]];
        return pointer === '/SepalLength' ? [[pointer, 'duplicate_column']] : [];
      });
      const path = faults.length === 0 ? '/predict-batch?record=false' : '/predict-batch';
      const answer = await (isMixed ? penguins : app).post(path, [good, row]);
      if (faults.length === 0) {
        expect(answer.status).toBe(200);
        const names = all.map(([pointer]) =>
          pointer.slice(1).replace('~1', '/').replace('~0', '~'),
        );
        expect(((await answer.json()) as { ignoredColumns: string[] }).ignoredColumns).toEqual(
          names,
        );
        return;
      }
      const { errors, errorCount } = await expectProblem(answer, 'invalid-file');
      expect(errors?.every(({ pointer }) => pointer?.startsWith('/1'))).toBe(true);
      expect(found(errors, '/1')).toEqual(faults);
      expect(errorCount).toBe(faults.length);
    },
  );

  it.each(['null', '1', '"text"', 'true'])('are none: %s', async (body) => {
    const answer = await app.request('/predict', whole(body, 'application/json'));
    const { errors } = await expectProblem(answer, 'invalid-features');
    expect(found(errors)).toEqual([['', 'wrong_type']]);
  });

  it.each(['1e400', '-1e400'])('are beyond every number: %s', async (text) => {
    const body = JSON.stringify(ROW).replace('5.1', text);
    const answer = await app.request('/predict', whole(body, 'application/json'));
    const { errors } = await expectProblem(answer, 'invalid-features');
    expect(found(errors)).toEqual([['/sepal_length', 'not_finite']]);
  });

  it('are named "__proto__"', async () => {
    const body = JSON.stringify(ROW).replace('{', '{"__proto__": {"petal_width": 1},');
    const answer = await app.request('/predict', whole(body, 'application/json'));
    const { errors } = await expectProblem(answer, 'invalid-features');
    expect(found(errors)).toEqual([['/__proto__', 'unknown_feature']]);
  });

  it('are more than 100: the first of them, and their number', async () => {
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`f${at}`, at]));
    const answer = await app.post('/predict', { ...ROW, ...many });
    const { errors, errorCount } = await expectProblem(answer, 'invalid-features');
    expect(errors).toHaveLength(100);
    expect(errorCount).toBe(150);
  });

  it('in a list are told where lists of rows go', async () => {
    const { errors } = await expectProblem(await app.post('/predict', [ROW]), 'invalid-features');
    expect(errors?.[0]?.detail).toContain('POST /predict-batch');
  });

  it.each(['{}', '"a"', 'null', '1'])('are not an array: %s', async (body) => {
    const answer = await app.request('/predict-batch', whole(body, 'application/json'));
    const { errors } = await expectProblem(answer, 'invalid-file');
    expect(found(errors)).toEqual([['', 'wrong_type']]);
  });

  it('are an array of nothing', async () => {
    const { errors } = await expectProblem(await app.post('/predict-batch', []), 'invalid-file');
    expect(errors).toMatchObject([{ code: 'no_rows' }]);
  });

  it.each([0, 100, 99.99999999999999])('do not begin at a hard limit: %s', async (value) => {
    const answer = await app.post('/predict', { ...ROW, sepal_length: value });
    expect(answer.status).toBe(200);
  });

  it.each([
    { bill_depth_mm: null },
    { body_mass_g: null },
    { bill_depth_mm: null, body_mass_g: null },
  ])('are not those that may be missing: %j', async (missing) => {
    const answer = await penguins.post('/predict', { ...PENGUIN, ...missing });
    expect(answer.status).toBe(200);
  });

  it('are not one that may be left out', async () => {
    const answer = await penguins.post('/predict', without(PENGUIN, 'body_mass_g'));
    expect(answer.status).toBe(200);
  });

  it('leave nothing in the history', async () => {
    const summary = await app.request('/history/summary?source=batch');
    expect(await summary.json()).toMatchObject({ total: 0 });
  });
});
