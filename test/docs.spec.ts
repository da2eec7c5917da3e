import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { editJson } from './support/model.copy.js';
import { FIXTURE_DIR, startApp, type TestApp } from './support/test.app.js';

const MODELS = ['diabetes', 'penguins-mixed', 'wine-gb'];
const ROUTES = [
  'post /predict',
  'post /predict-batch',
  'get /batches/{batchId}',
  'get /batches/{batchId}/results',
  'get /history',
  'get /history/summary',
  'get /history/export',
  'get /history/{id}',
  'get /models',
  'get /models/{name}',
  'get /models/{name}/versions/{version}',
  'get /models/{name}/versions/{version}/model.onnx',
  'get /health/live',
  'get /health/ready',
];

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; schema: object }[];
  requestBody?: {
    content: Record<string, { schema: object; examples?: Record<string, { value: object }> }>;
  };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}
interface OpenApi {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Record<string, unknown>> };
}

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ MODEL_DIR: FIXTURE_DIR, DEFAULT_MODEL: 'wine-gb' });
});
afterAll(() => app.close());

describe('the OpenAPI document', () => {
  let document: OpenApi;
  let operations: [string, Operation][];
  let ajv: Ajv2020;
  beforeAll(async () => {
    document = (await (await app.request('/openapi.json')).json()) as OpenApi;
    operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]): [string, Operation] => [
        `${method} ${path}`,
        operation,
      ]),
    );
    ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ ...document, $id: 'api:document' });
  });

  /** A validator of a schema that may refer to others of the document. */
  const compile = (schema: object) =>
    ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api:document#/')));

  it('is of version 3.1 and names every route', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({
      title: 'Tabserve',
      version: expect.stringMatching(/^\d+\./),
    });
    expect(operations.map(([name]) => name)).toEqual(expect.arrayContaining(ROUTES));
  });

  it('has an id, answers and a problem for every operation', () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [name, { operationId, responses }] of operations) {
      expect(operationId).toMatch(/^[a-z]+[A-Za-z]+$/);
      expect([name, Object.keys(responses)]).toEqual([
        name,
        expect.arrayContaining(['200', 'default']),
      ]);
      expect(responses.default?.content).toHaveProperty(['application/problem+json']);
      expect([name, Object.keys(responses)]).not.toEqual([name, expect.arrayContaining(['201'])]);
    }
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
    const filters = ['batchId', 'from', 'label', 'model', 'source', 'to', 'version'];
    expect(names('get /history')).toEqual([...filters, 'cursor', 'limit'].sort());
    expect(names('get /history/summary')).toEqual(filters);
    expect(names('get /history/export')).toEqual(filters);
    expect(names('post /predict-batch')).toEqual(['model', 'onError', 'record', 'version']);
  });

  it('has schemas that are JSON Schema and refer to what is there', () => {
    const schemas = operations.flatMap(([, { parameters = [], requestBody, responses }]) => [
      ...parameters.map(({ schema }) => schema),
      ...Object.values(requestBody?.content ?? {}).map(({ schema }) => schema),
      ...Object.values(responses).flatMap(({ content = {} }) =>
        Object.values(content).map(({ schema }) => schema),
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
    const isAnswer = compile(
      document.paths['/predict']?.post?.responses['200']?.content?.['application/json']?.schema ??
        {},
    );
    for (const [name, { value }] of Object.entries(body?.examples ?? {})) {
      expect([name, isBody(value)]).toEqual([name, true]);
      const answer = await app.post(`/predict?model=${name.split('/')[0]}`, value);
      expect(answer.status).toBe(200);
      expect([isAnswer(await answer.json()), isAnswer.errors]).toEqual([true, null]);
    }
    const file = document.paths['/predict-batch']?.post?.requestBody?.content[
      'text/csv'
    ] as unknown as { example: string };
    const answer = await app.postCsv('/predict-batch', file.example);
    expect(await answer.json()).toMatchObject({ rejected: 0, scored: 3 });
  });
});

describe('the documentation page', () => {
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
