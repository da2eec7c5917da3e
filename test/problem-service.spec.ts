import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'libsql';
import { expectProblem } from './support/problem.js';
import { MODEL_DIR, ROW, startApp, type TestApp, temporaryFolder } from './support/test.app.js';
import { writeTinyModel } from './support/tiny.model.js';
import { TEST_FILE } from './support/upload.js';
import { withApp, withModels } from './support/with.app.js';

const ABSENT = '0190a0a0-0000-7000-8000-000000000000';

describe('a server that stores every prediction', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ ALLOW_UNRECORDED: 'false' });
  });
  afterAll(() => app.close());

  it('refuses record=false', async () => {
    await expectProblem(await app.post('/predict?record=false', ROW), 'recording-required');
    const file = await app.postCsv('/predict-batch?record=false', TEST_FILE);
    await expectProblem(file, 'recording-required');
  });

  it('answers without it', async () => {
    expect((await app.post('/predict', ROW)).status).toBe(200);
    expect((await app.postCsv('/predict-batch?record=true', TEST_FILE)).status).toBe(200);
  });
});

describe('a model that answers no number', () => {
  const folder = temporaryFolder();
  let app: TestApp;
  beforeAll(async () => {
    writeTinyModel(folder.path, 'log');
    app = await startApp({ MODEL_DIR: folder.path, MICRO_BATCH_MAX_WAIT_MS: '20' });
  });
  afterAll(async () => {
    await app.close();
    folder.remove();
  });

  it.each([-1, 0])('is an internal error that says nothing more, for x = %s', async (x) => {
    const problem = await expectProblem(await app.post('/predict', { x }), 'internal');
    expect(problem).toMatchObject({ detail: 'Something went wrong on the server.' });
    expect(problem.errors).toBeUndefined();
  });

  it('is an internal error in a file, of which nothing is stored', async () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => 10_000 - at);
    const answer = await app.postCsv('/predict-batch', ['x', ...rows, -1].join('\n'));
    await expectProblem(answer, 'internal');
    await expectProblem(await app.post('/predict-batch', [{ x: 1 }, { x: -1 }]), 'internal');
    const history = await app.request('/history');
    expect(await history.json()).toEqual({ items: [], nextCursor: null });
  });

  it('does not spoil the answers of others who ask at the same time', async () => {
    const inputs = [1, -1, 2, 3, -4, 5];
    const answers = await Promise.all(inputs.map((x) => app.post('/predict', { x })));
    expect(answers.map(({ status }) => status)).toEqual([200, 500, 200, 200, 500, 200]);
  });

  it('answers the next request', async () => {
    const answer = await app.post('/predict', { x: 1 });
    expect(await answer.json()).toMatchObject({ value: 0 });
    expect((await app.postCsv('/predict-batch', 'x\n1\n')).status).toBe(200);
  });
});

describe('a model that was refused', () => {
  const folder = temporaryFolder();
  let app: TestApp;
  beforeAll(async () => {
    cpSync(MODEL_DIR, folder.path, { recursive: true });
    writeTinyModel(folder.path, 'log');
    const graph = join(folder.path, 'iris/1/model.onnx');
    writeFileSync(graph, Buffer.concat([readFileSync(graph), Buffer.from('x')]));
    app = await startApp({ MODEL_DIR: folder.path, DEFAULT_MODEL: 'iris' });
  });
  afterAll(async () => {
    await app.close();
    folder.remove();
  });

  it.each(['', '?model=iris', '?model=iris&version=1'])(
    'is not ready: POST /predict%s',
    async (query) => {
      await expectProblem(await app.post(`/predict${query}`, ROW), 'model-not-ready');
      const file = await app.postCsv(`/predict-batch${query}`, TEST_FILE);
      await expectProblem(file, 'model-not-ready');
    },
  );

  it.each(['/models/iris', '/models/iris/versions/1', '/health/ready'])(
    'is not ready: GET %s',
    async (path) => {
      await expectProblem(await app.request(path), 'model-not-ready');
    },
  );

  it('is another matter than one that is not there', async () => {
    await expectProblem(await app.request('/models/iris/versions/2'), 'unknown-model');
  });

  it('does not keep the others from answering', async () => {
    expect((await app.post('/predict?model=log', { x: 1 })).status).toBe(200);
  });
});

it('a folder without a model is served, and never ready', () =>
  withModels(
    () => {},
    {},
    async (app) => {
      await expectProblem(await app.post('/predict', ROW), 'model-not-ready');
      await expectProblem(await app.request('/health/ready'), 'model-not-ready');
      expect(await (await app.request('/models')).json()).toMatchObject({ items: [] });
      expect((await app.request('/openapi.json')).status).toBe(200);
    },
  ));

describe('a history that cannot be reached', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ HISTORY_URL: 'mongodb://user:secret@127.0.0.1:1/tabserve' });
  });
  afterAll(() => app.close());

  it.each([
    '/history',
    '/history/summary',
    '/history/export',
    `/history/${ABSENT}`,
    `/history/${ABSENT}.1`,
    `/batches/${ABSENT}`,
    `/batches/${ABSENT}/results`,
    '/health/ready',
  ])('is told of: GET %s', async (path) => {
    await expectProblem(await app.request(path), 'history-unavailable');
  });

  it('lets no answer out that it does not keep', async () => {
    await expectProblem(await app.post('/predict', ROW), 'history-unavailable');
    for (const accept of ['application/json', 'text/csv', 'application/x-ndjson']) {
      const answer = await app.postCsv('/predict-batch', TEST_FILE, { accept });
      await expectProblem(answer, 'history-unavailable');
    }
  });

  it('is not needed for what is not recorded', async () => {
    expect((await app.post('/predict?record=false', ROW)).status).toBe(200);
    expect((await app.postCsv('/predict-batch?record=false', TEST_FILE)).status).toBe(200);
    expect((await app.request('/models')).status).toBe(200);
    expect((await app.request('/health/live')).status).toBe(200);
  });
});

it('a history that another process has locked loses nothing, and answers again later', async () => {
  const folder = temporaryFolder();
  const path = join(folder.path, 'history.sqlite');
  await withApp({ HISTORY_URL: `sqlite:${path}` }, async (app) => {
    const predict = async () =>
      ((await (await app.post('/predict', ROW)).json()) as { id: string }).id;
    const listed = async () => {
      const { items } = (await (await app.request('/history')).json()) as {
        items: { id: string }[];
      };
      return items.map(({ id }) => id);
    };
    const first = await predict();
    expect(await listed()).toEqual([first]);
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    await expectProblem(await app.post('/predict', ROW), 'history-unavailable');
    await expectProblem(await app.request('/health/ready'), 'history-unavailable');
    expect(await listed()).toEqual([first]);
    other.exec('ROLLBACK');
    other.close();
    const second = await predict();
    expect(await listed()).toEqual([second, first]);
    expect((await app.request('/health/ready')).status).toBe(200);
  });
  folder.remove();
});
