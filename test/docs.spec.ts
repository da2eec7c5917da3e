import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiDocument, type Operation, readApiDocument } from './support/api.document.js';
import { editJson } from './support/model.copy.js';
import { FIXTURE_DIR, startApp, type TestApp } from './support/test.app.js';

const MODELS = ['diabetes', 'penguins-mixed', 'wine-gb'];
const IDS = {
  'post /predict': 'predict',
  'post /predict-batch': 'predictFile',
  'post /predict-batch/check': 'checkFile',
  'get /batches/{batchId}': 'getBatch',
  'get /batches/{batchId}/results': 'getBatchResults',
  'get /history': 'listHistory',
  'get /history/summary': 'summarizeHistory',
  'get /history/export': 'exportHistory',
  'get /history/{id}': 'getPrediction',
  'get /models': 'listModels',
  'get /models/{name}': 'getModel',
  'get /models/{name}/versions/{version}': 'getModelVersion',
  'get /models/{name}/versions/{version}/model.onnx': 'getModelGraph',
  'get /models/{name}/versions/{version}/model.onnx.data': 'getModelData',
  'get /access': 'getAccess',
  'get /health/live': 'checkLive',
  'get /health/ready': 'checkReady',
};

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ MODEL_DIR: FIXTURE_DIR, DEFAULT_MODEL: 'wine-gb' });
});
afterAll(() => app.close());

describe('the OpenAPI document', () => {
  let document: ApiDocument['document'];
  let operations: ApiDocument['operations'];
  let compile: ApiDocument['compile'];
  let answerOf: ApiDocument['answerOf'];
  beforeAll(async () => {
    ({ document, operations, compile, answerOf } = await readApiDocument(app));
  });

  it('is of version 3.1 and names every route', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({
      title: 'Tabserve',
      version: expect.stringMatching(/^\d+\./),
    });
    expect(operations.map(([name]) => name).sort()).toEqual(Object.keys(IDS).sort());
  });

  it('has ids that are the names of functions', () => {
    const ids = operations.map(([name, { operationId }]) => [name, operationId]);
    expect(Object.fromEntries(ids)).toEqual(IDS);
  });

  it('declares the parameters of every path', () => {
    for (const [name, { parameters = [] }] of operations) {
      const wanted = [...name.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      const declared = parameters.filter((one) => one.in === 'path').map((one) => one.name);
      expect([name, declared.sort()]).toEqual([name, wanted.sort()]);
    }
  });

  it('declares the query of the history', () => {
    const names = (route: string) =>
      operations
        .find(([name]) => name === route)?.[1]
        .parameters?.filter((one) => one.in === 'query')
        .map(({ name }) => name)
        .sort();
    const filters = ['batchId', 'caller', 'confidenceFrom', 'confidenceTo', 'features'].concat([
      ...['from', 'label', 'model', 'source', 'to', 'version'],
    ]);
    expect(names('get /history')).toEqual([...filters, 'cursor', 'limit'].sort());
    expect(names('get /history/summary')).toEqual(filters);
    expect(names('get /history/export')).toEqual(filters);
    const dialect = ['columns', 'decimal', 'delimiter', 'encoding', 'sheet', 'thousands'];
    const table = [...dialect, 'errorLimit', 'model', 'record', 'version'];
    expect(names('post /predict-batch')).toEqual([...table, 'onError'].sort());
    expect(names('post /predict-batch/check')).toEqual([...table, 'part'].sort());
  });

  it('has schemas that are JSON Schema and refer to what is there', () => {
    const schemas = operations.flatMap(([, { parameters = [], requestBody, responses }]) => [
      ...parameters.map(({ schema }) => schema),
      ...Object.values(requestBody?.content ?? {}).map(({ schema }) => schema),
      ...Object.values(responses).flatMap((answer) =>
        Object.values(('content' in answer && answer.content) || {}).map(({ schema }) => schema),
      ),
    ]);
    for (const schema of [...schemas, ...Object.values(document.components.schemas)]) {
      if (schema) expect(() => compile(schema)).not.toThrow();
    }
  });

  it.each(MODELS)('takes features, limits, units and examples from the contract of %s', (name) => {
    const contract = editJson(FIXTURE_DIR, name, 'model.json') as unknown as {
      inputs: {
        features: {
          name: string;
          unit?: string;
          hard?: { min: number; max: number };
          categories?: string[];
          required?: boolean;
          example?: unknown;
        }[];
      }[];
      examples: { inputs: object }[];
    };
    const features = contract.inputs.flatMap((input) => input.features);
    const schema = document.components.schemas[`Features_${name}_1`] as {
      properties: Record<string, Record<string, unknown>>;
      required: string[];
      additionalProperties: boolean;
    };
    expect(Object.keys(schema.properties)).toEqual(features.map((feature) => feature.name));
    expect(schema.required).toEqual(
      features.filter(({ required }) => required !== false).map((feature) => feature.name),
    );
    expect(schema.additionalProperties).toBe(false);
    for (const { name: feature, unit, hard, categories, example } of features) {
      const property = schema.properties[feature];
      if (unit) expect(property?.description).toContain(unit);
      if (hard) expect(property).toMatchObject({ minimum: hard.min, maximum: hard.max });
      const limits = ['minimum', 'exclusiveMinimum'].filter((key) => key in (property ?? {}));
      expect([feature, limits.length]).toEqual([feature, categories ? 0 : 1]);
      if (categories) expect(property?.enum).toEqual(categories);
      expect(property?.examples).toEqual([example]);
    }
    const examples =
      document.paths['/predict']?.post?.requestBody?.content['application/json']?.examples ?? {};
    const ours = Object.entries(examples).filter(([key]) => key.startsWith(`${name}/`));
    expect(ours.map(([, { value }]) => value)).toEqual(
      contract.examples.map(({ inputs }) => inputs),
    );
  });

  it('has examples that are answered', async () => {
    const body = document.paths['/predict']?.post?.requestBody?.content['application/json'];
    const isBody = compile(body?.schema ?? {});
    const predict = document.paths['/predict']?.post as Operation;
    const isAnswer = compile(answerOf(predict, '200')?.content?.['application/json']?.schema);
    for (const [name, { value }] of Object.entries(body?.examples ?? {})) {
      expect([name, isBody(value)]).toEqual([name, true]);
      const answer = await app.post(`/predict?model=${name.split('/')[0]}`, value);
      expect(answer.status).toBe(200);
      expect([isAnswer(await answer.json()), isAnswer.errors]).toEqual([true, null]);
    }
    const files = document.paths['/predict-batch']?.post?.requestBody?.content;
    const answer = await app.postCsv('/predict-batch', files?.['text/csv']?.example as string);
    expect(await answer.json()).toMatchObject({ rejected: 0, scored: 3 });
    const array = await app.post('/predict-batch', files?.['application/json']?.example);
    expect(await array.json()).toMatchObject({ rejected: 0, scored: 3 });
  });
});

describe('the documentation page', () => {
  it('says of each of its texts how it is written', async () => {
    for (const path of ['/docs', '/docs/swagger-ui-init.js', '/docs/swagger-ui-bundle.js']) {
      const type = (await app.request(path)).headers.get('content-type');
      expect([path, type]).toEqual([path, expect.stringMatching(/; charset=utf-8$/)]);
    }
  });

  it('is served with all it needs, and needs nothing from elsewhere', async () => {
    const page = await app.request('/docs');
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    const html = await page.text();
    const links = [...html.matchAll(/(?:src|href)=["']([^"']+)["']/g)].map(([, link = '']) => link);
    expect(links.filter((link) => /^(\w+:)?\/\//.test(link))).toEqual([]);
    expect(links.length).toBeGreaterThan(2);
    for (const link of links) {
      const part = await app.request(new URL(link, `${app.url}/docs`).pathname);
      expect([link, part.status]).toEqual([link, 200]);
      if (/\.css$/.test(link)) expect(await part.text()).not.toMatch(/url\(["']?https?:|@import/);
    }
  });
});
