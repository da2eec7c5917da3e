import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readApiDocument } from './support/api.document.js';
import type { Item } from './support/history.walk.js';
import { MIXED_ROW, MIXED_VALUE, writeMixedModel } from './support/mixed.model.js';
import { startApp, type TestApp, temporaryFolder } from './support/test.app.js';

const SINCE = Date.parse(MIXED_ROW.since) / 86_400_000;

describe('a model whose features are of every type', () => {
  const folder = temporaryFolder();
  let app: TestApp;
  beforeAll(async () => {
    writeMixedModel(folder.path);
    app = await startApp({ MODEL_DIR: folder.path });
  });
  afterAll(async () => {
    await app.close();
    folder.remove();
  });

  const predict = async (changes: object) => {
    const answer = await app.post('/predict', { ...MIXED_ROW, ...changes });
    return (await answer.json()) as Item & { errors: { pointer: string; code: string }[] };
  };

  it('answers a row, and keeps it as it was sent', async () => {
    const { id, value } = await predict({});
    expect(value).toBeCloseTo(MIXED_VALUE, 2);
    const stored = (await (await app.request(`/history/${id}`)).json()) as Item;
    expect(stored.inputs).toStrictEqual(MIXED_ROW);
    expect(stored.warnings).toEqual([]);
  });

  it.each<[string, object, number]>([
    ['a date alone as midnight', { since: '1970-01-03' }, 2 - SINCE],
    ['a time with a zone', { since: '1970-01-03T14:00:00+02:00' }, 0],
    ['the day of a time', { day: '1970-01-11T23:59:59.999Z' }, 0],
    ['null as NaN', { width: null, since: null, active: null }, -2.5 - SINCE - 1],
    ['null as what it becomes', { town: null, code: null }, 100 + 6],
    ['another truth', { flag: true, member: false }, 1 + 1_000],
  ])('takes %s', async (_, changes, more) => {
    expect((await predict(changes)).value).toBeCloseTo(MIXED_VALUE + more, 2);
  });

  it('takes a row without what may be missing', async () => {
    const { since: _, active: __, town: ___, code: ____, ...row } = MIXED_ROW;
    const answer = (await (await app.post('/predict', row)).json()) as Item;
    expect(answer.value).toBeCloseTo(MIXED_VALUE - SINCE - 1 + 100 + 6, 2);
  });

  it.each<[string, object, string]>([
    ['a text for a truth', { flag: 'true' }, '/flag wrong_type'],
    ['a number for a truth', { flag: 1 }, '/flag wrong_type'],
    ['null for a truth that must be there', { flag: null }, '/flag wrong_type'],
    ['a number for a time', { since: 5 }, '/since wrong_type'],
    ['no time', { since: '31.01.2026' }, '/since not_a_datetime'],
    ['a day that there is not', { day: '2026-02-30' }, '/day not_a_datetime'],
    ['a time beyond its limit', { since: '2100-01-01T00:00:01Z' }, '/since out_of_hard_range'],
    ['a number that is not finite', { price: Number('1e999') }, '/price wrong_type'],
    ['a whole number of no category', { code: 2 }, '/code unknown_category'],
    ['a fraction', { size: 1.5 }, '/size wrong_type'],
  ])('refuses %s', async (_, changes, fault) => {
    const { errors } = await predict(changes);
    expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([fault]);
  });

  it('warns of open categories, and of what is outside its range', async () => {
    const { warnings } = await predict({
      ...{ town: 'Ulm', size: 9, price: 1_000.5, since: '2027-01-01' },
    });
    expect(warnings).toEqual([
      {
        feature: 'price',
        code: 'outside_training_range',
        detail: '1000.5 is above the training maximum 1000',
      },
      {
        feature: 'since',
        code: 'outside_training_range',
        detail: '2027-01-01 is above the training maximum 2026-01-01T00:00:00Z',
      },
      {
        feature: 'size',
        code: 'unknown_category',
        detail: '9 is no category that the model was trained with',
      },
      {
        feature: 'town',
        code: 'unknown_category',
        detail: '"Ulm" is no category that the model was trained with',
      },
    ]);
  });

  it('is told in the OpenAPI document', async () => {
    const api = await readApiDocument(app);
    const schemaOf = (id: string) =>
      api.answerOf(api.operationOf(id), '200')?.content?.['application/json']?.schema;
    const isContract = api.compile(schemaOf('getModel'));
    const contract = await (await app.request('/models/mixed')).json();
    expect([isContract(contract), isContract.errors]).toEqual([true, null]);
    const isAnswer = api.compile(schemaOf('predict'));
    expect([isAnswer(await predict({ size: 9 })), isAnswer.errors]).toEqual([true, null]);
    const isRow = api.compile({ $ref: 'api:document#/components/schemas/Features_mixed_1' });
    const judged = [{}, { since: null }, { town: 'Ulm' }, { code: 2 }, { flag: 1 }];
    expect(judged.map((changes) => isRow({ ...MIXED_ROW, ...changes }))).toEqual([
      ...[true, true, true, false, false],
    ]);
  });
});
