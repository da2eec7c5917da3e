import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type ApiDocument,
  type Content,
  type Operation,
  readApiDocument,
} from './support/api.document.js';
import { FIXTURE_DIR, startApp, type TestApp, temporaryFolder } from './support/test.app.js';
import { withApp } from './support/with.app.js';

const MODELS = ['diabetes', 'penguins-mixed', 'wine-gb'];

describe('the OpenAPI document', () => {
  let app: TestApp;
  let api: ApiDocument;
  beforeAll(async () => {
    app = await startApp({ MODEL_DIR: FIXTURE_DIR, DEFAULT_MODEL: 'penguins-mixed' });
    api = await readApiDocument(app);
  });
  afterAll(() => app.close());

  const operationOf = (id: string) =>
    api.operations.find(([, one]) => one.operationId === id)?.[1] as Operation;
  const parametersOf = (id: string) => operationOf(id).parameters ?? [];

  it('types what is answered, of every kind of model', async () => {
    const expectFits = async (id: string, answer: Response) => {
      const schema = api.answerOf(operationOf(id), '200')?.content?.['application/json']?.schema;
      const isAnswer = api.compile(schema);
      const body = await answer.json();
      expect([id, isAnswer(body), isAnswer.errors]).toEqual([id, true, null]);
      return body as Record<string, string>;
    };
    const { content } = operationOf('predict').requestBody as { content: Content };
    const rows = Object.entries(content['application/json']?.examples ?? {});
    for (const [name, { value }] of rows) {
      const model = name.split('/')[0];
      const { id } = await expectFits('predict', await app.post(`/predict?model=${model}`, value));
      await expectFits('getPrediction', await app.request(`/history/${id}`));
      const file = await app.post(`/predict-batch?model=${model}&onError=skip`, [value, {}]);
      const { batchId } = await expectFits('predictFile', file);
      await expectFits('getBatch', await app.request(`/batches/${batchId}`));
      await expectFits('getModel', await app.request(`/models/${model}`));
      await expectFits('getModelVersion', await app.request(`/models/${model}/versions/1`));
    }
    expect(rows.length).toBeGreaterThan(MODELS.length);
    await expectFits('listHistory', await app.request('/history'));
    await expectFits('summarizeHistory', await app.request('/history/summary'));
    await expectFits('listModels', await app.request('/models'));
    await expectFits('checkLive', await app.request('/health/live'));
    await expectFits('checkReady', await app.request('/health/ready'));
  });

  it('takes any value of a row as an example of a feature, numbers, texts and truths as classes', () => {
    const { FeatureDto, OutputsDto } = api.document.components.schemas;
    const isFeature = api.compile(FeatureDto);
    const feature = (example: unknown) => isFeature({ name: 'x', dtype: 'float32', example });
    expect([1.5, 'red', null, true, {}, [1]].map(feature)).toEqual([
      ...[true, true, true, true],
      ...[false, false],
    ]);
    const areOutputs = api.compile(OutputsDto);
    const outputs = (classes: unknown[]) => areOutputs({ classes });
    expect([['a', 1, 1.5, true], [{}], [null]].map(outputs)).toEqual([true, false, false]);
  });

  it('lets what has a default be left out', () => {
    const parameters = api.operations.flatMap(([, one]) => one.parameters ?? []);
    const preset = parameters.filter(({ schema }) => schema.default !== undefined);
    expect(preset.map(({ name, required }) => [name, required]).sort()).toEqual([
      ['limit', false],
      ['onError', false],
    ]);
  });

  it('takes whole numbers alone as a limit', () => {
    const limit = parametersOf('listHistory').find(({ name }) => name === 'limit');
    expect(limit?.schema).toEqual({ type: 'integer', minimum: 1, maximum: 500, default: 50 });
  });

  it.each([
    ['predict', 'model'],
    ['predictFile', 'model'],
    ['getModel', 'name'],
    ['getModelVersion', 'name'],
    ['getModelGraph', 'name'],
  ])('lists the served models: %s, %s', (id, name) => {
    const parameter = parametersOf(id).find((one) => one.name === name);
    expect(parameter).toMatchObject({ schema: { enum: MODELS }, example: 'penguins-mixed' });
  });

  it('lets a history be asked for models that are served no more', () => {
    const model = parametersOf('listHistory').find(({ name }) => name === 'model');
    expect(model?.schema).toEqual({ type: 'string', maxLength: 64 });
  });

  it('has examples that fit their schemas', () => {
    const found: [string, object, unknown][] = [];
    const visit = (node: unknown, place: string) => {
      if (typeof node !== 'object' || node === null) return;
      const isMap = /\/(properties|schemas)$/.test(place);
      const { schema, example, examples } = (isMap ? {} : node) as Record<string, object>;
      const listed = Array.isArray(examples)
        ? examples
        : Object.values(examples ?? {}).map(({ value }) => value);
      const ofSchema = schema ?? (place.includes('/schemas/') ? node : undefined);
      for (const value of example === undefined ? listed : [example, ...listed]) {
        if (ofSchema !== undefined) found.push([place, ofSchema, value]);
      }
      // What an example holds is no part of the document.
      for (const [key, part] of Object.entries(node)) {
        if (isMap || !/^examples?$/.test(key)) visit(part, `${place}/${key}`);
      }
    };
    visit(api.document, '');
    for (const [place, schema, value] of found) {
      expect([place, value, api.compile(schema)(value)]).toEqual([place, value, true]);
    }
    expect(found.length).toBeGreaterThan(30);
  });

  it('says where it is from, under which licence, and what its tags mean', () => {
    const { servers, info, tags } = api.document;
    expect(servers.map(({ url }) => url)).toEqual(['/']);
    expect(info.license).toEqual({ name: 'MIT', identifier: 'MIT' });
    const used = new Set(api.operations.flatMap(([, one]) => one.tags));
    expect(tags.map(({ name }) => name).sort()).toEqual([...used].sort());
    for (const { description } of tags) expect(description).toMatch(/\S/);
    for (const [name, operation] of api.operations) {
      expect([name, operation.summary]).toEqual([name, expect.stringMatching(/\S/)]);
      for (const status of Object.keys(operation.responses)) {
        const { description } = api.answerOf(operation, status) ?? {};
        expect([name, status, description]).toEqual([name, status, expect.stringMatching(/\S/)]);
      }
    }
  });
});

it('a service without a model has an OpenAPI document that takes the rows of any', async () => {
  const folder = temporaryFolder();
  await withApp({ MODEL_DIR: folder.path }, async (app) => {
    const { document, compile } = await readApiDocument(app);
    const { content } = document.paths['/predict']?.post?.requestBody ?? {};
    const isRow = compile(content?.['application/json']?.schema);
    expect([{ x: 1, y: 'red', z: null }, { x: {} }, []].map((row) => isRow(row))).toEqual([
      ...[true, false, false],
    ]);
  });
  folder.remove();
});
